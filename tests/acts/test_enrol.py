"""A roster makes persons of its lines: once each, sealed, and with a trail that names no one."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from ce_workflow import clock
from ce_workflow.acts import enrol
from ce_workflow.acts.doorway import enter
from ce_workflow.errors import RoleNeeded
from ce_workflow.people.actor import SYSTEM, Actor
from ce_workflow.people.roster import RosterLine, read
from ce_workflow.store.database import db
from ce_workflow.store.sealing import KeyGone
from ce_workflow.store.tables import Batch, Event, Person, PersonKey
from tests import cast

pytestmark = pytest.mark.template("cast")

NUMBER = "51999919850914808X"
LINE = RosterLine("苏熙军", NUMBER, cast.HOSPITAL, "intermediate", quality_talent=False)


@pytest.fixture
def inside(app: Flask) -> Iterator[Flask]:
    with app.app_context():
        yield app


@pytest.fixture
def enrolled(inside: Flask) -> Callable[..., enrol.Enrolled]:
    """`enrolled(lines)` enrols them as the operator, or as somebody else."""
    vault = inside.extensions["ce"].vault

    def work(*lines: RosterLine, by: Actor = SYSTEM) -> enrol.Enrolled:
        told: dict[str, Any] = {"at": clock.now(), "request_id": "test"}
        return enter("enrol", lambda: enrol.enrol(lines, by, vault=vault, **told), by, **told)

    return work


def events_of(stream: str) -> list[Any]:
    return list(db.session.execute(select(Event.seq, Event.action, Event.body).where(Event.stream == stream)))


@pytest.mark.parametrize(
    "written",
    [NUMBER, NUMBER.lower(), "５１９９９９１９８５０９１４８０８Ｘ", " 51999919850914808x ", "519999850914808"],
)
def test_one_person_written_in_two_ways_is_one_person(
    inside: Flask, enrolled: Callable[..., enrol.Enrolled], written: str
) -> None:  # T-19, T-20
    first = enrolled(LINE)
    row = {"name": "苏熙军", "id_number": written, "unit_code": cast.HOSPITAL, "title_level": "中级"}
    lines, faults = read([row], {cast.HOSPITAL}, on=clock.day_of(clock.now()))
    assert faults == []
    again = enrolled(*lines)
    assert (again.person_ids, again.new, again.changed, again.unchanged) == (first.person_ids, [], {}, 1)
    assert [event.action for event in events_of(f"person:{first.person_ids[0]}")] == ["enrol"]


def test_what_changed_is_named_by_column_and_by_code(inside: Flask, enrolled: Callable[..., enrol.Enrolled]) -> None:
    person_id = enrolled(LINE).person_ids[0]
    moved = LINE._replace(name="苏希军", unit=cast.SCHOOL, title_level="associate_senior", quality_talent=True)
    assert enrolled(moved).changed == {person_id: ("name", "unit", "title_level", "quality_talent")}
    last = events_of(f"person:{person_id}")[-1]
    assert (last.seq, last.action) == (2, "change")
    for code in (
        cast.SCHOOL,
        "associate_senior",
        '"changed":"name+unit+title_level+quality_talent"',
        '"quality_talent":"yes"',
    ):
        assert code in last.body
    person = db.session.get_one(Person, person_id)
    assert (person.name, person.unit, person.title_level, person.quality_talent) == moved[:1] + moved[2:]


def test_no_event_names_a_person_or_a_number(inside: Flask, enrolled: Callable[..., enrol.Enrolled]) -> None:
    enrolled(LINE)
    enrolled(LINE._replace(name="苏希军"))
    for body in db.session.scalars(select(Event.body)):
        assert not any(
            word in body.encode().decode("unicode_escape") for word in (NUMBER, NUMBER[:17], "苏熙军", "苏希军")
        )


def test_the_number_is_sealed_under_the_persons_own_key(inside: Flask, enrolled: Callable[..., enrol.Enrolled]) -> None:
    vault = inside.extensions["ce"].vault
    person_id = enrolled(LINE).person_ids[0]
    person, key = db.session.get_one(Person, person_id), db.session.get_one(PersonKey, person_id)
    assert person.id_sealed
    assert NUMBER not in f"{person.id_sealed} {person.id_index} {key.wrapped}"
    assert vault.open(person_id, key.wrapped, person.id_sealed) == NUMBER
    with pytest.raises(KeyGone):
        vault.open(person_id, None, person.id_sealed)


@pytest.mark.parametrize("name", ["𠮷野𬀩", "阿依古丽·买买提", "阿卜杜勒艾则孜·" + "买买提" * 14])
def test_every_name_is_kept_as_written(
    inside: Flask, enrolled: Callable[..., enrol.Enrolled], name: str
) -> None:  # T-18
    person_id = enrolled(LINE._replace(name=name)).person_ids[0]
    db.session.expire_all()
    assert db.session.get_one(Person, person_id).name == name


def test_a_load_has_a_batch_with_one_event(inside: Flask, enrolled: Callable[..., enrol.Enrolled]) -> None:
    enrolled(LINE)
    batch = db.session.scalars(select(Batch).order_by(Batch.id.desc())).first()
    assert batch is not None
    [event] = events_of(f"batch:{batch.id}")
    assert event.action == "enrol"
    assert '"lines":1,"new":1' in event.body


@pytest.mark.parametrize("name", ["claimant", "unit", "auditor", "security", "city"])
def test_nobody_but_operator_and_administrator_enrols(
    inside: Flask, enrolled: Callable[..., enrol.Enrolled], name: str
) -> None:
    before = db.session.scalar(select(func.count()).select_from(Person))
    with pytest.raises(RoleNeeded):
        enrolled(LINE, by=cast.actor(inside, name))
    assert db.session.scalar(select(func.count()).select_from(Person)) == before
    assert events_of("security")[-1].action == "refused"
    assert enrolled(LINE, by=cast.actor(inside, "admin")).new


def test_two_rosters_at_once_make_one_person(app: Flask) -> None:
    vault, start, seen = app.extensions["ce"].vault, threading.Barrier(2), []

    def load() -> None:
        with app.app_context():
            told: dict[str, Any] = {"at": clock.now(), "request_id": "test"}
            start.wait()
            seen.append(enter("enrol", lambda: enrol.enrol([LINE], SYSTEM, vault=vault, **told), SYSTEM, **told))

    threads = [threading.Thread(target=load) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert seen[0].person_ids == seen[1].person_ids
    assert sorted(len(done.new) for done in seen) == [0, 1]
