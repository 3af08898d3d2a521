"""The replay: what a claim must be, if its events are all that happened to it."""

from __future__ import annotations

from ce_workflow.trail.replay import replay
from tests.core.trail.streams import BEGINNING, CONTENT, RELATION, SYSTEM, VERIFIER, Stored, life, stored


def codes(events: list[Stored]) -> list[str]:
    return [fault.code for fault in replay(events, RELATION).faults]


def test_no_events_make_no_claim() -> None:
    claim = replay([], RELATION)
    assert (claim.state, claim.version, claim.desk, claim.credited, claim.faults) == (None, 0, None, 0, [])


def test_a_claim_stands_where_its_last_event_left_it() -> None:
    claim = replay(life(length=3), RELATION)
    assert (claim.state, claim.version, claim.desk, claim.faults) == ("unit_reviewed", 3, "chengdu-health", [])
    claim = replay(life(length=4), RELATION)
    assert (claim.state, claim.version, claim.desk, claim.faults) == ("sector_verified", 4, None, [])
    assert claim.hours == {"claimed": 4000, "computed": 3600, "reviewed": 3600, "recognised": 3600}
    assert claim.content == CONTENT


def test_hours_that_an_event_no_longer_tells_are_gone() -> None:
    events = life(length=3)
    declined = stored("claim:7", 4, events[-1].hash, BEGINNING, action="send_back", from_state="unit_reviewed",
                      to_state="returned", actor=VERIFIER, seen=CONTENT, hours={"claimed": 4000})  # fmt: skip
    claim = replay([*events, declined], RELATION | {("unit_reviewed", "send_back", "returned")})
    assert (claim.hours, claim.desk, claim.faults) == ({"claimed": 4000}, None, [])


def test_hours_stand_in_the_ledger_from_credit_to_revocation() -> None:
    assert [replay(life(length=length), RELATION).credited for length in range(3, 7)] == [0, 0, 3600, 0]


def test_a_step_outside_the_relation_is_found() -> None:
    events = life(length=2)
    jumped = stored("claim:7", 3, events[-1].hash, BEGINNING, action="credit", from_state="submitted",
                    to_state="credited", actor=SYSTEM, hours={"recognised": 100})  # fmt: skip
    assert codes([*events, jumped]) == ["relation"]


def test_a_step_that_begins_elsewhere_is_found() -> None:
    events = life()
    assert codes([*events[:1], *events[2:3]]) == ["state"]
    assert codes(events[1:2]) == ["state", "seen"], "the first event begins the claim"


def test_a_decision_on_content_that_was_not_there_is_found() -> None:
    events = life(length=3)
    blind = stored("claim:7", 4, events[-1].hash, BEGINNING, action="verify", from_state="unit_reviewed",
                   to_state="sector_verified", actor=VERIFIER, seen="cd" * 32)  # fmt: skip
    assert codes([*events, blind]) == ["seen"]


def test_a_credit_without_hours_is_found() -> None:
    events = life(length=2)
    bare = stored("claim:7", 5, "", BEGINNING, action="credit", from_state="sector_verified", to_state="credited",
                  actor=SYSTEM)  # fmt: skip
    assert codes([*events, bare]) == ["state", "hours"]


def test_the_smallest_credit_is_a_credit() -> None:
    small = stored("claim:7", 5, "", BEGINNING, action="credit", from_state="sector_verified", to_state="credited",
                   actor=SYSTEM, hours={"recognised": 1})  # fmt: skip
    claim = replay([*life(length=4), small], RELATION)
    assert (claim.credited, claim.faults) == (1, [])


def test_an_unreadable_event_is_found_and_the_rest_is_still_replayed() -> None:
    events = life(length=3)
    events[1] = events[1].but(body="gone")
    claim = replay(events, RELATION)
    assert [fault.code for fault in claim.faults] == ["unreadable"]
    assert (claim.state, claim.version) == ("unit_reviewed", 3)
