"""Real threads on real connections decide the same claims: one wins, the others are told who did.

CE_TEST_CAMPAIGN=1 runs more rounds.
"""

from __future__ import annotations

import os
import random
import threading
import time
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from ce_workflow.acts.doorway import enter, take
from ce_workflow.acts.perform import Item, Outcome
from ce_workflow.acts.record import record
from ce_workflow.people.actor import SYSTEM
from ce_workflow.store.database import db
from ce_workflow.store.transaction import transaction
from tests import cast
from tests.acts.city import City
from tests.acts.invariants import assert_invariants

pytestmark = pytest.mark.template("cast")

ROUNDS = 500 if os.environ.get("CE_TEST_CAMPAIGN") else 25
GIVEN = cast.DECISIONS | {step: {"checks": "all", "hours": "18"} for step in ("review", "verify")}
PATENT = GIVEN | {step: {"checks": "all", "hours": "48"} for step in ("review", "verify")}


def at_once(city: City, works: Sequence[Callable[[], Any]]) -> list[Any]:
    """What each of these returns; all begin at the same moment, each in a thread with a connection of its own."""
    barrier = threading.Barrier(len(works))

    def run(work: Callable[[], Any]) -> Any:
        with city.app.app_context():
            barrier.wait(30)
            return work()

    db.session.remove()
    with ThreadPoolExecutor(len(works)) as pool:
        return [future.result() for future in [pool.submit(run, work) for work in works]]


def taking(city: City, step: str, items: list[Item], name: str, role: str | None = None) -> Callable[[], list[Outcome]]:
    actor, at = city.actor(name, role), city.at
    return lambda: take(step, items, actor, at=at, request_id=f"{step}-{name}")


def many(city: City, count: int, *steps: str, by: str = "claimant") -> list[int]:
    """So many claims of one person, all brought to the same state."""
    kept = cast.files(city.app, "training")
    given = {"kind": "training", "fields": cast.FIELDS["training"], "files": kept}
    outcomes = taking(city, "create", [(None, None, given)] * count, by, "claimant")()
    ids = [outcome.or_raise().id for outcome in outcomes]
    for step in steps:
        who, role = {"submit": (by, "claimant"), "review": ("unit", "reviewer")}[step]
        for outcome in taking(city, step, [(claim_id, None, GIVEN.get(step, {})) for claim_id in ids], who, role)():
            outcome.or_raise()
    return ids


def winners(outcomes: list[list[Outcome]]) -> list[Outcome]:
    return [outcome for found in outcomes for outcome in found if outcome.refusal is None]


def test_t60_two_reviewers_pass_the_same_claim_at_once(city: City) -> None:
    ids = many(city, ROUNDS, "submit")
    seen = {row.id: row.version for row in city.rows("SELECT id, version FROM ce_claim")}
    turns = threading.Barrier(2)

    def reviewing(name: str) -> Callable[[], list[Outcome]]:
        actor, at = city.actor(name), city.at

        def work() -> list[Outcome]:
            done = []
            for claim_id in ids:
                turns.wait(30)
                done += take("review", [(claim_id, seen[claim_id], GIVEN["review"])], actor, at=at, request_id=name)
            return done

        return work

    for one, other in zip(*at_once(city, [reviewing("unit"), reviewing("unit2")]), strict=True):
        won, lost = (one, other) if one.refusal is None else (other, one)
        assert won.refusal is None
        assert (lost.refusal.status, lost.refusal.code) == (409, "stale")
        assert str(lost.refusal.text.params["step"]) == "Pass unit review"
    assert all(city.story(claim_id) == ["create", "submit", "review"] for claim_id in ids)
    assert len(city.refusals()) == ROUNDS
    assert_invariants(db.session.connection())


@pytest.mark.parametrize("turn", range(3))
def test_t60_sixteen_hands_on_one_claim(city: City, turn: int) -> None:
    claim_id = city.claim("submitted", "patent")
    seen = city.row(claim_id).version
    tries = [("review", "unit"), ("send_back", "unit2"), ("reject", "unit"), ("withdraw", "claimant")] * 4
    works = [taking(city, step, [(claim_id, seen, PATENT.get(step, {}))], name) for step, name in tries]
    outcomes = at_once(city, works)
    assert len(winners(outcomes)) == 1
    assert {outcome.refusal.status for found in outcomes for outcome in found if outcome.refusal} == {409}
    assert len(city.story(claim_id)) == 3
    assert len(city.refusals()) == 15
    assert_invariants(db.session.connection())


def test_t60_two_verifiers_credit_once(city: City) -> None:
    for claim_id in many(city, 5, "submit", "review"):
        names = ["sector", "sector2"] * 4
        outcomes = at_once(city, [taking(city, "verify", [(claim_id, None, GIVEN["verify"])], name) for name in names])
        assert len(winners(outcomes)) == 1
        assert city.story(claim_id)[-2:] == ["verify", "credit"]
    assert city.balance() == 5 * 1800
    assert_invariants(db.session.connection())


def test_t60_claims_of_one_person_credited_at_once_all_count(city: City) -> None:
    ids = many(city, 12, "submit", "review")
    outcomes = at_once(
        city,
        [
            taking(city, "verify", [(claim_id, None, GIVEN["verify"])], ("sector", "sector2")[place % 2])
            for place, claim_id in enumerate(ids)
        ],
    )
    assert len(winners(outcomes)) == 12
    assert city.balance() == 12 * 1800
    assert_invariants(db.session.connection())


def test_t60_the_end_of_a_notice_period_and_a_rejection(city: City) -> None:
    claim_id = city.claim("sector_verified")
    city.pass_days(11)
    works = [taking(city, "credit", [(claim_id, None, {})], "system")] * 4
    works += [taking(city, "reject", [(claim_id, None, GIVEN["reject"])], "sector2")] * 4
    [won] = winners(at_once(city, works))
    assert city.balance() == (1800 if won.claim.state == "credited" else 0)
    assert_invariants(db.session.connection())


def test_two_revocations_take_the_hours_back_once(city: City) -> None:
    claim_id = city.claim("credited")
    names = ["sector", "sector2", "district", "city"] * 2
    outcomes = at_once(city, [taking(city, "revoke", [(claim_id, None, GIVEN["revoke"])], name) for name in names])
    assert len(winners(outcomes)) == 1
    assert city.balance() == 0
    assert_invariants(db.session.connection())


# --- one achievement, one credit --------------------------------------------------------


@pytest.mark.parametrize("turn", range(4))
def test_two_submissions_of_the_same_achievement(city: City, turn: int) -> None:
    drafts = [city.claim("draft", "patent", patent_number="ZL201710999999.9") for _ in range(8)]
    works = [taking(city, "submit", [(claim_id, None, {})], "claimant") for claim_id in drafts]
    outcomes = at_once(city, works)
    assert len(winners(outcomes)) == 1
    losers = [outcome.refusal for found in outcomes for outcome in found if outcome.refusal]
    assert {finding.code for refusal in losers for finding in refusal.findings} == {"claimed_already"}
    assert {refusal.status for refusal in losers} == {422}
    assert_invariants(db.session.connection())


@pytest.mark.parametrize("turn", range(4))
def test_two_inventors_submit_the_same_rank(city: City, turn: int) -> None:
    people = ["claimant", "claimant2", "outsider"]
    drafts = [city.claim("draft", "patent", name, patent_number="ZL201710999999.9") for name in people]
    works = [
        taking(city, "submit", [(claim_id, None, {})], name, "claimant")
        for claim_id, name in zip(drafts, people, strict=True)
    ]
    outcomes = at_once(city, works)
    assert len(winners(outcomes)) == 1
    losers = [outcome.refusal for found in outcomes for outcome in found if outcome.refusal]
    assert {finding.code for refusal in losers for finding in refusal.findings} == {"rank_taken"}
    assert_invariants(db.session.connection())


def test_two_corrections_that_take_the_same_achievement(city: City) -> None:
    returned = [city.claim("returned", "patent") for _ in range(6)]
    fields = cast.answers("patent", patent_number="ZL201710999999.9")
    works = [taking(city, "edit", [(claim_id, None, {"fields": fields})], "claimant") for claim_id in returned]
    assert len(winners(at_once(city, works))) == 1
    assert_invariants(db.session.connection())


# --- lists ------------------------------------------------------------------------------


@pytest.mark.parametrize("step", ["review", "verify"])
def test_t62_lists_in_opposite_order_wait_for_no_deadlock(city: City, step: str) -> None:
    ids = many(city, 15, "submit", *(["review"] if step == "verify" else []))
    ids += many(city, 15, "submit", *(["review"] if step == "verify" else []), by="claimant2")
    names = {"review": ("unit", "unit2"), "verify": ("sector", "sector2")}[step]
    works = []
    for place in range(8):
        order = [ids, ids[::-1], random.Random(place).sample(ids, len(ids))][place % 3]
        works.append(taking(city, step, [(claim_id, None, GIVEN[step]) for claim_id in order], names[place % 2]))
    outcomes = at_once(city, works)
    taken = Counter(outcome.claim_id for outcome in winners(outcomes))
    assert taken == Counter(ids)
    assert {outcome.refusal.status for found in outcomes for outcome in found if outcome.refusal} == {409}
    assert_invariants(db.session.connection())


def test_t62_two_transactions_that_do_deadlock_are_run_again(city: City) -> None:
    first, second = (city.actor(name).person_id for name in ("claimant", "claimant2"))
    meet = threading.Barrier(2)

    def work(*order: str | None) -> Callable[[], None]:
        tries: list[int] = []

        def both() -> None:
            tries.append(1)
            for place, person in enumerate(order):
                connection = db.session.connection()
                connection.exec_driver_sql(f"UPDATE ce_person SET title_level = 'senior' WHERE id = '{person}'")
                if (len(tries), place, connection.dialect.name) == (1, 0, "postgresql"):
                    meet.wait(10)

        return lambda: transaction(both)

    at_once(city, [work(first, second), work(second, first)])
    levels = city.rows("SELECT count(*) FROM ce_person WHERE title_level = 'senior'")
    assert levels[0][0] == 2


def test_t61_many_writers_and_the_database_is_never_locked(city: City) -> None:
    given = {"kind": "training", "fields": cast.FIELDS["training"]}
    before = len(city.rows("SELECT id FROM ce_claim"))
    actor, at = city.actor("claimant"), city.at

    def filing() -> None:
        for _ in range(5):
            take("create", [(None, None, given)], actor, at=at, request_id="t61")[0].or_raise()

    began = time.monotonic()
    at_once(city, [filing] * 16)
    assert time.monotonic() - began < 30
    assert len(city.rows("SELECT id FROM ce_claim")) == before + 80
    assert_invariants(db.session.connection())


def test_events_of_one_stream_follow_each_other(city: City) -> None:
    """Streams of organisations, too, have one successor for each event."""

    def work() -> None:
        for _ in range(3):
            happened: dict[str | int, Any] = {"U00001": ("change", {"sort": "hospital"})}
            enter(
                "change",
                lambda: record("org", happened, SYSTEM, at=city.at, request_id="r"),  # noqa: B023
                SYSTEM,
                at=city.at,
                request_id="r",
            )

    before = len(city.bodies("org:U00001"))
    at_once(city, [work] * 3)
    assert len(city.bodies("org:U00001")) == before + 9
    assert_invariants(db.session.connection())
