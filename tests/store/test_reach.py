"""Reach: the list shows what the page shows, nobody scans, and paging gives each claim once."""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from flask import Flask

from ce_workflow import clock
from ce_workflow.acts.doorway import take
from ce_workflow.people.reach import covers, covers_roll
from ce_workflow.store import claims, roll
from ce_workflow.store.database import db
from ce_workflow.store.reach import rolls_within_reach, within_reach
from ce_workflow.store.sought import Listed, Sought
from ce_workflow.store.tables import Claim, Organisation, Person
from tests.cast import HOSPITAL, SCHOOL, actor, make_claim

CAST = (
    "claimant", "claimant2", "outsider", "unit", "unit2", "unit-b", "sector", "sector2", "sector-b",
    "district", "city", "base", "auditor", "admin", "security",
)  # fmt: skip
STATES = ("draft", "submitted", "unit_reviewed", "credited", "returned", "rejected", "withdrawn")

SOUGHT = (
    Sought(kind="training"),
    Sought(year=2019),
    Sought(came_before=clock.now()),
    Sought(warned=True),
    Sought("training", 2019, clock.now(), warned=True),
)
LISTED = (Listed(year=2019), Listed(number=7), Listed(2019, name="张三"))

pytestmark = pytest.mark.template("cast")


@pytest.fixture
def filled(app: Flask) -> Flask:
    """Claims in many states, of the hospital and of the school, and one that a base filed."""
    for by in ("claimant", "outsider"):
        for state in STATES:
            make_claim(app, state=state, by=by)
        withdraw_draft(app, by)
    return app


def withdraw_draft(app: Flask, by: str) -> int:
    """A claim that was withdrawn before it was ever submitted."""
    claim_id = make_claim(app, state="draft", by=by)
    with app.app_context():
        take("withdraw", [(claim_id, None, {})], actor(app, by), at=clock.now(), request_id="test")
    return claim_id


@pytest.mark.parametrize("name", CAST)
def test_the_list_the_page_and_the_check_agree(filled: Flask, name: str) -> None:
    with filled.app_context():
        who = actor(filled, name)
        every = db.session.scalars(sa.select(Claim)).all()
        covered = {claim.id for claim in every if covers(who, claim)}
        assert set(db.session.scalars(sa.select(Claim.id).where(within_reach(who)))) == covered
        assert {row.Claim.id for row in claims.reached_by(who)} == covered
        assert {claim.id for claim in every if claims.get(claim.id, who) is not None} == covered


ROLLS = {
    "unit": {HOSPITAL},
    "unit2": {HOSPITAL},
    "unit-b": {SCHOOL},
    "sector": {HOSPITAL},
    "sector2": {HOSPITAL},
    "sector-b": {SCHOOL},
    "district": {HOSPITAL},
    "city": {HOSPITAL, SCHOOL},
    "auditor": {HOSPITAL, SCHOOL},
}
"""Whose rolls each of the cast sees; the others see none."""


@pytest.mark.parametrize("name", CAST)
def test_the_list_of_units_their_rolls_and_the_check_agree(app: Flask, name: str) -> None:
    with app.app_context():
        who = actor(app, name)
        every = db.session.scalars(sa.select(Organisation).where(Organisation.kind == "unit")).all()
        covered = {unit.code for unit in every if covers_roll(who, unit)}
        assert covered == ROLLS.get(name, set())
        assert set(db.session.scalars(sa.select(Organisation.code).where(rolls_within_reach(who)))) == covered
        assert {unit.code for unit in roll.units(who)} == covered
        assert {unit.code for unit in every if roll.unit(unit.code, who) is not None} == covered
        people = db.session.scalars(sa.select(Person)).all()
        assert {person.unit for person in people if roll.unit_of(person.id, who) is not None} == covered


def test_a_claimant_sees_own_claims_in_every_state_and_no_others(filled: Flask) -> None:
    with filled.app_context():
        who = actor(filled, "claimant")
        assert len(claims.reached_by(who)) == len(STATES) + 1
        assert {row.Claim.person_id for row in claims.reached_by(who)} == {who.person_id}


def test_a_draft_that_was_withdrawn_stays_with_its_writer(app: Flask) -> None:
    claim_id = withdraw_draft(app, "claimant")
    with app.app_context():
        reached = {name for name in CAST if claims.get(claim_id, actor(app, name)) is not None}
        assert reached == {"claimant"}


def test_paging_gives_each_claim_once_newest_first(filled: Flask) -> None:
    with filled.app_context():
        who, seen, before = actor(filled, "city"), [], None
        while page := claims.reached_by(who, before=before, limit=3):
            seen += [row.Claim.id for row in page]
            before = seen[-1]
        assert seen == sorted(set(seen), reverse=True)
        assert len(seen) == 2 * (len(STATES) - 1)


def test_the_queue_is_paged_longest_wait_first(app: Flask) -> None:
    ids = [make_claim(app, state="submitted", by="claimant") for _ in range(7)]
    with app.app_context():
        who, seen, after = actor(app, "unit"), [], None
        while page := claims.waiting_for(who, after=after, limit=3):
            seen += [row.Claim.id for row in page]
            after = (page[-1].Claim.moved_at, page[-1].Claim.id)
        assert sorted(seen) == sorted(ids)
        waits = [db.session.get_one(Claim, claim_id).moved_at for claim_id in seen]
        assert waits == sorted(waits)


def test_what_is_sought_is_paged_alike_and_counted(app: Flask) -> None:
    ids = [make_claim(app, kind) for kind in ("training", "public_course") * 4]
    with app.app_context():
        who, seen, after = actor(app, "unit"), [], None
        while page := claims.waiting_for(who, after=after, sought=Sought(kind="training"), limit=3):
            seen += [row.Claim.id for row in page]
            after = (page[-1].Claim.moved_at, page[-1].Claim.id)
        assert seen == ids[::2]
        assert claims.count_waiting(who) == 8
        assert claims.count_waiting(who, Sought(kind="training")) == 4
        assert claims.count_waiting(who, most=5) == 6
        assert claims.count_waiting(actor(app, "city")) == 0


@pytest.mark.parametrize("name", [name for name in CAST if name not in {"admin", "security"}])
def test_no_page_scans_the_claims(app: Flask, name: str) -> None:
    """The plans, over a table that is large as far as the planner knows."""
    make_claim(app, state="submitted", by="claimant")
    with app.app_context():
        who = actor(app, name)
        _enlarge()
        asked = [lambda: claims.waiting_for(who), lambda: claims.get(1, who), lambda: claims.count_waiting(who)]
        asked += [lambda sought=sought: claims.waiting_for(who, sought=sought) for sought in SOUGHT]
        asked += [lambda sought=sought: claims.count_waiting(who, sought) for sought in SOUGHT]
        asked += [lambda listed=listed: claims.reached_by(who, listed=listed) for listed in LISTED]
        if not (name in {"city", "auditor"} and db.engine.dialect.name == "sqlite"):
            asked.append(lambda: claims.reached_by(who))  # else a walk along the key, which SQLite calls a scan too
        for query in (query for ask in asked for query in _asked(ask)):
            assert not _scans(_plan(query)), query


def _enlarge() -> None:
    """Thousands of claims without a life of their own: copies of the one that there is, of many units and years."""
    columns = ", ".join(c.name for c in Claim.__table__.columns if c.name not in {"id", "achievement_key", "family"})
    connection = db.session.connection()
    for turn in range(12):
        family = f"id + {10**6 * 2**turn}"
        connection.exec_driver_sql(f"INSERT INTO ce_claim ({columns}, family) SELECT {columns}, {family} FROM ce_claim")
    update = sa.text(
        "UPDATE ce_claim SET unit = 'u' || (id % 97), department = 'd' || (id % 97), district = 'x' || (id % 97),"
        " desk = 'u' || (id % 97), filed_by_org = 'b' || (id % 97), year = 2019 + id % 9 WHERE id > 1"
    )
    connection.execute(update)
    people = connection.scalars(sa.select(Person.id)).all()
    spread = sa.text("UPDATE ce_claim SET person_id = :person WHERE id > 1 AND id % :count = :place")
    told = [{"person": person, "count": len(people), "place": place} for place, person in enumerate(people)]
    connection.execute(spread, told)
    connection.exec_driver_sql("ANALYZE")


def _asked(ask: object) -> list[tuple[str, object]]:
    found: list[tuple[str, object]] = []

    def note(_c: object, _cursor: object, statement: str, parameters: object, *_: object) -> None:
        found.append((statement, parameters))

    sa.event.listen(db.engine, "before_cursor_execute", note)
    try:
        ask()  # type: ignore[operator]
    finally:
        sa.event.remove(db.engine, "before_cursor_execute", note)
    return [pair for pair in found if "ce_claim" in pair[0]]


def _plan(asked: tuple[str, object]) -> list[str]:
    connection = db.session.connection()
    if connection.dialect.name == "sqlite":
        rows = connection.exec_driver_sql("EXPLAIN QUERY PLAN " + asked[0], asked[1])
        return [row[3] for row in rows]
    return [row[0] for row in connection.exec_driver_sql("EXPLAIN " + asked[0], asked[1])]


def _scans(plan: list[str]) -> bool:
    return any(line.startswith("SCAN ce_claim") or "Seq Scan on ce_claim" in line for line in plan)
