"""The verifier: whatever is done to a stream behind its back, it is found; nothing else is."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from datetime import timedelta
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ce_workflow.trail.canonical import canonical
from ce_workflow.trail.chain import commitment, event_hash, fresh_salt
from ce_workflow.trail.verify import COLUMNS, check_content, check_stream
from tests.core.trail.streams import BEGINNING, SYSTEM, Stored, head_of, life, stored

Tamper = Callable[[list[Stored], int], list[Stored]]


def codes(events: list[Stored], head: tuple[int, str] | None, stream: str | None = None) -> set[str]:
    return {fault.code for fault in check_stream(events, head, stream=stream)}


def rewritten(event: Stored, **changes: object) -> Stored:
    """The body says something else, its columns and its hash with it."""
    body = json.loads(event.body) | changes
    columns = {name: value for name, value in changes.items() if name in COLUMNS}
    return event.but(body=canonical(body), **columns).rehashed()


def altered(events: list[Stored], at: int) -> list[Stored]:
    event = events[at]
    return [*events[:at], event.but(body=event.body.replace('"v":1', '"v":2')), *events[at + 1 :]]


def altered_and_rehashed(events: list[Stored], at: int) -> list[Stored]:
    return [*events[:at], rewritten(events[at], request_id="another"), *events[at + 1 :]]


def deleted(events: list[Stored], at: int) -> list[Stored]:
    return events[:at] + events[at + 1 :]


def deleted_and_renumbered(events: list[Stored], at: int) -> list[Stored]:
    later = [event.but(seq=number + 1) for number, event in enumerate(events[at + 1 :], at)]
    return events[:at] + later


def cut(events: list[Stored], at: int) -> list[Stored]:
    return events[:at]


def inserted(events: list[Stored], at: int) -> list[Stored]:
    return [*events[:at], events[at].but(request_id="forged"), *events[at:]]


def inserted_with_a_link(events: list[Stored], at: int) -> list[Stored]:
    prev_hash = events[at - 1].hash if at else ""
    forged = stored("claim:7", at + 1, prev_hash, events[at].at, action="reroute", actor=SYSTEM)
    later = [event.but(seq=number + 1) for number, event in enumerate(events[at:], at + 1)]
    return [*events[:at], forged, *later]


def reordered(events: list[Stored], at: int) -> list[Stored]:
    other = (at + 1) % len(events)
    mixed = list(events)
    mixed[at], mixed[other] = mixed[other], mixed[at]
    return mixed


def reordered_and_renumbered(events: list[Stored], at: int) -> list[Stored]:
    return [event.but(seq=number) for number, event in enumerate(reordered(events, at), 1)]


def grown(events: list[Stored], _: int) -> list[Stored]:
    forged = stored("claim:7", len(events) + 1, events[-1].hash, events[-1].at, action="reroute", actor=SYSTEM)
    return [*events, forged]


def replaced_by_another_claims(events: list[Stored], _: int) -> list[Stored]:
    return life("claim:8", len(events))


def relabelled_from_another_claim(events: list[Stored], _: int) -> list[Stored]:
    return [event.but(stream="claim:7") for event in life("claim:8", len(events))]


def one_of_another_claim(events: list[Stored], at: int) -> list[Stored]:
    return [*events[:at], life("claim:8", len(events))[at], *events[at + 1 :]]


def rewritten_to_the_end(events: list[Stored], at: int) -> list[Stored]:
    """The forger computes every hash anew and only forgets the claim's own row."""
    forged = list(events[:at])
    for event in events[at:]:
        prev_hash = forged[-1].hash if forged else ""
        forged.append(rewritten(event.but(prev_hash=prev_hash), request_id="another"))
    return forged


TAMPERS: list[Tamper] = [
    altered, altered_and_rehashed, deleted, deleted_and_renumbered, cut, inserted, inserted_with_a_link, reordered,
    reordered_and_renumbered, grown, replaced_by_another_claims, relabelled_from_another_claim, one_of_another_claim,
    rewritten_to_the_end,
]  # fmt: skip


@pytest.mark.parametrize("length", [0, 1, 2, 6, 20])
def test_a_genuine_stream_has_no_fault(length: int) -> None:
    events = life(length=length)
    assert check_stream(events, head_of(events), stream="claim:7") == []
    assert check_stream(events, None) == []


@pytest.mark.parametrize("tamper", TAMPERS, ids=lambda tamper: tamper.__name__)
@pytest.mark.parametrize("length", [2, 6])
def test_each_way_to_tamper_is_found_at_each_place(tamper: Tamper, length: int) -> None:
    events = life(length=length)
    for at in range(length):
        assert check_stream(tamper(events, at), head_of(events), stream="claim:7"), f"{tamper.__name__} at {at}"


@given(length=st.integers(2, 8), choice=st.data())
def test_two_tamperings_do_not_hide_each_other(length: int, choice: st.DataObject) -> None:
    events = life(length=length)
    forged = events
    for tamper in choice.draw(st.lists(st.sampled_from([altered, reordered, inserted]), min_size=1, max_size=2)):
        forged = tamper(forged, choice.draw(st.integers(0, length - 1)))
    if forged != events:
        assert check_stream(forged, head_of(events), stream="claim:7")


@pytest.mark.parametrize("column", [*COLUMNS, "at", "prev_hash", "hash", "body"])
def test_a_change_of_any_column_is_found(column: str) -> None:
    events = life()
    for number, event in enumerate(events):
        before = getattr(event, column)
        changed = before + timedelta(seconds=1) if column == "at" else (before or 0) + 1 if column == "seq" else "x"
        forged = [*events[:number], event.but(**{column: changed}), *events[number + 1 :]]
        assert check_stream(forged, head_of(events)), f"{column} of event {number + 1}"


@given(st.integers(0, 5), st.integers(0), st.characters(max_codepoint=127))
def test_a_change_of_any_character_of_a_body_is_found(number: int, place: int, character: str) -> None:
    events = life()
    body = events[number].body
    place %= len(body)
    if body[place] != character:
        forged = body[:place] + character + body[place + 1 :]
        events[number] = events[number].but(body=forged)
        assert "altered" in codes(events, None)


def test_faults_say_what_and_where() -> None:
    events = life()
    [fault] = check_stream(altered(events, 2), head_of(events))
    assert (fault.stream, fault.seq, fault.code) == ("claim:7", 3, "altered")
    assert str(fault.detail) == "the hash does not fit the stored event"
    [fault] = check_stream(cut(events, 4), head_of(events))
    assert (fault.stream, fault.seq, fault.code) == ("claim:7", 6, "head")
    assert "6 events, 4 are there" in str(fault.detail)


def test_each_fault_has_its_code() -> None:
    events = life()
    head = head_of(events)
    assert codes([events[0], events[1].but(to_state="credited")], None) == {"column"}
    assert codes(deleted(events, 2), head) == {"gap", "link", "head"}
    assert codes(cut(events, 4), head) == {"head"}
    assert codes(events[:2], None) == set(), "without a head, a tail that was cut off is not missed"
    assert codes([], head, "claim:7") == {"head"}
    assert codes([events[0].but(body="{").rehashed()], None) == {"unreadable"}
    assert codes([events[0].but(body="学时")], None) == {"altered", "unreadable"}
    assert "stream" in codes(one_of_another_claim(events, 1), head)


def test_time_that_runs_backwards_is_found() -> None:
    first = stored("claim:7", 1, "", BEGINNING, action="create", to_state="draft", actor=SYSTEM)
    earlier = BEGINNING - timedelta(microseconds=1)
    second = stored("claim:7", 2, first.hash, earlier, action="submit", to_state="draft", actor=SYSTEM)
    assert codes([first, second], (2, second.hash)) == {"time"}


def test_times_may_be_equal_and_may_come_without_a_zone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Asia/Shanghai")
    time.tzset()
    first = stored("claim:7", 1, "", BEGINNING, action="create", to_state="draft", actor=SYSTEM)
    second = stored("claim:7", 2, first.hash, BEGINNING, action="submit", to_state="draft", actor=SYSTEM)
    bare = second.but(at=second.at.replace(tzinfo=None))
    assert codes([first, bare], (2, second.hash)) == set()
    spelt = second.but(at="2019-06-01T08:00:00.000000Z")
    assert codes([first, spelt], (2, second.hash)) == set()
    monkeypatch.undo()
    time.tzset()


def test_events_of_the_security_stream_stand_for_themselves() -> None:
    events = [stored("security", None, None, BEGINNING, action="denied", actor=SYSTEM) for _ in range(3)]
    assert check_stream(events, None, stream="security") == []
    assert check_stream([events[2], events[0]], None) == []
    assert codes([events[0].but(request_id="x")], None) == {"column"}
    assert codes([events[0].but(body=events[1].body)], None) == {"altered"}
    linked = events[0].but(seq=1, hash=event_hash("security", 1, None, events[0].body))
    assert codes([linked], None) == {"link", "column"}


def test_an_event_without_a_number_is_a_gap_elsewhere() -> None:
    assert "gap" in codes([stored("claim:7", None, "", BEGINNING, action="create", actor=SYSTEM)], None)


def kept(salt: str | None, body: str | None, committed: str) -> SimpleNamespace:
    return SimpleNamespace(salt=salt, body=body, commitment=committed)


def test_content_that_opens_its_commitment_is_no_fault() -> None:
    salt, body = fresh_salt(), canonical({"title": "参加培训"})
    committed = commitment(salt, body)
    assert check_content(kept(salt, body, committed), committed) == []


def test_erased_content_is_no_fault() -> None:
    committed = commitment(fresh_salt(), "{}")
    for row in (None, kept(None, None, committed), kept(None, "{}", committed)):
        assert check_content(row, committed) == []


def test_changed_content_is_found() -> None:
    salt, body = fresh_salt(), canonical({"title": "x"})
    committed = commitment(salt, body)
    for row in (
        kept(salt, canonical({"title": "y"}), committed),
        kept(fresh_salt(), body, committed),
        kept("no salt", body, committed),
        kept(salt, "学时", committed),
        kept(salt, body, commitment(salt, "{}")),
        kept(None, None, commitment(salt, "{}")),
    ):
        [fault] = check_content(row, committed, stream="claim:7", seq=1)
        assert (fault.stream, fault.seq, fault.code) == ("claim:7", 1, "content")
