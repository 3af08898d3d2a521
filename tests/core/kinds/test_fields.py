"""Answers as people and programs send them: what is read, what is refused, and what comes back."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given as any_of
from hypothesis import strategies as st

from ce_workflow.kinds import KINDS
from ce_workflow.kinds.fields import dump, load, parse, typed_hours
from ce_workflow.rules.sets.evaluate import evaluate
from tests.core.claims_2019 import CLAIMS, RECORDS, given, kind_of

TRAINING, STUDY, PATENT, DEGREE = (KINDS[code] for code in ("training", "study_abroad", "patent", "degree"))


def one(kind: Any, name: str, value: object) -> tuple[Any, list[str]]:
    """The value read for one field, and the findings' codes."""
    answers, found = parse(kind, {name: value})
    assert {finding.field for finding in found} <= {name}
    assert all(str(finding.text) for finding in found)
    return answers.get(name), [finding.code for finding in found]


@pytest.mark.parametrize(
    ("typed", "hours"),
    [
        ("4", "4"),
        ("4.5", "4.5"),
        (" 12 ", "12"),
        ("１２.５", "12.5"),
        ("007", "7"),
        ("999.9", "999.9"),
        (4.5, "4.5"),
        (30, "30"),
        (30.0, "30"),
        (Decimal("4.5"), "4.5"),
    ],
)
def test_t14_hours_are_read_as_people_type_them_and_as_json_has_them(typed: object, hours: str) -> None:
    assert one(TRAINING, "hours_claimed", typed) == (Decimal(hours), [])


@pytest.mark.parametrize(
    "typed",
    [
        *("0", "0.0", "-1", "1e9", "1e1", "999999999999999999999", "8.333", "八", "1_0", "1000", "1,5", ".5", "5."),
        *("sNaN", "NaN", "Infinity", "4\n5", "+4", "٣", "4 5"),
        *(0, -1, 1e9, 8.333, float("nan"), float("inf"), True, [4], {"4": 4}, Decimal("sNaN"), b"4"),
    ],
)
def test_t14_what_are_no_hours_is_a_finding_on_the_field(typed: object) -> None:
    assert one(TRAINING, "hours_claimed", typed) == (None, ["hours_unreadable"])


def test_a_number_without_end_is_a_finding() -> None:
    for typed in (10**5000, "9" * 5000):
        assert one(TRAINING, "hours_claimed", typed) == (None, ["hours_unreadable"])
        assert one(STUDY, "travel_days", typed) == (None, ["number_unreadable"])
    assert one(TRAINING, "title", 10**5000) == (None, ["text_unreadable"])


def test_hours_of_nothing_are_hours_but_none_that_can_be_claimed() -> None:
    assert typed_hours("0") == 0
    assert one(TRAINING, "class_hours", "0") == (None, ["hours_unreadable"])


@pytest.mark.parametrize("blank", ["", "   ", "\u3000", None])
@pytest.mark.parametrize("name", ["hours_claimed", "title", "started_on", "result"])
def test_a_blank_is_absent_and_no_finding(name: str, blank: object) -> None:
    assert one(TRAINING, name, blank) == (None, [])


@pytest.mark.parametrize(
    "typed",
    ["2026-02-29", "31/12/2026", "20190620", "2019-6-2", "2019-06-20T10:00", "2019-W01-1", "昨天", 20190620, []],
)
def test_t15_what_is_no_day_is_a_finding(typed: object) -> None:
    assert one(TRAINING, "ended_on", typed) == (None, ["date_unreadable"])


@pytest.mark.parametrize("typed", ["0001-01-01", "1899-12-31", "2101-01-01", "9999-12-31"])
def test_t15_a_day_outside_of_all_careers_is_a_finding(typed: str) -> None:
    assert one(TRAINING, "ended_on", typed) == (None, ["date_implausible"])


@pytest.mark.parametrize("typed", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59Z"])
def test_t15_a_moment_beyond_the_calendar_is_a_finding(typed: str) -> None:
    assert one(TRAINING, "ended_on", typed)[0] is None


@pytest.mark.parametrize("typed", ["2024-02-29", " 2024-02-29", "２０２４－０２－２９", date(2024, 2, 29)])
def test_t15_a_day_is_read(typed: object) -> None:
    assert one(TRAINING, "ended_on", typed) == (date(2024, 2, 29), [])


@pytest.mark.parametrize(
    ("moment", "year"),
    [
        ("2026-12-31T23:59:59+08:00", 2026),
        ("2026-12-31T16:00:00Z", 2027),
        (datetime(2026, 12, 31, 23, tzinfo=timezone(timedelta(hours=8))), 2026),
    ],
)
def test_t16_a_moment_lies_on_its_day_in_chengdu(moment: object, year: int) -> None:
    answers, found = parse(TRAINING, {"ended_on": moment})
    assert found == []
    assert TRAINING.year(answers) == year


@pytest.mark.parametrize(("typed", "number"), [("2", 2), (2, 2), (2.0, 2), ("０", 0), (" 15 ", 15)])
def test_a_whole_number_is_read(typed: object, number: int) -> None:
    assert one(STUDY, "travel_days", typed) == (number, [])


@pytest.mark.parametrize("typed", ["-1", "2.5", "1000", "2,500", "zwei", 2.5, True, "1e2", float("nan")])
def test_what_is_no_such_number_is_a_finding(typed: object) -> None:
    assert one(STUDY, "travel_days", typed) == (None, ["number_unreadable"])


def test_nobody_is_the_inventor_of_rank_nought() -> None:
    assert one(PATENT, "inventor_rank", "0") == (None, ["number_unreadable"])
    assert one(PATENT, "inventor_rank", "1") == (1, [])


@pytest.mark.parametrize(
    ("typed", "answer"), [("yes", True), ("No", False), ("是", True), ("否", False), (True, True), (False, False)]
)
def test_yes_and_no_are_read(typed: object, answer: bool) -> None:
    assert one(DEGREE, "in_service", typed) == (answer, [])


@pytest.mark.parametrize("typed", ["maybe", "2", 2, []])
def test_what_is_neither_yes_nor_no_is_a_finding(typed: object) -> None:
    assert one(DEGREE, "in_service", typed) == (None, ["yes_or_no"])


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("a\x00b", "characters_refused"),
        ("a\ud800b", "characters_refused"),
        ("a\u202eb", "characters_refused"),
        ("a\u2066b", "characters_refused"),
        ("a\ue000b", "characters_refused"),
        ("a\nb", "characters_refused"),
        ("a\u2028b", "characters_refused"),
        ([], "text_unreadable"),
        (True, "text_unreadable"),
        (b"bytes", "text_unreadable"),
    ],
)
def test_t17_a_title_that_cannot_be_kept_is_a_finding(typed: object, code: str) -> None:
    assert one(TRAINING, "title", typed) == (None, [code])


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  培训  ", "培训"),
        ("培\u200b训\ufeff", "培训"),
        ("e\u0301", "é"),
        ("🏥 急救", "🏥 急救"),
        ("𠮷田𬀩", "𠮷田𬀩"),
        (12345, "12345"),
    ],
)
def test_t17_a_title_is_kept_in_one_spelling(typed: object, kept: str) -> None:
    assert one(TRAINING, "title", typed) == (kept, [])


def test_t17_a_title_has_two_hundred_characters_at_most() -> None:
    assert one(TRAINING, "title", "字" * 200) == ("字" * 200, [])
    assert one(TRAINING, "title", "字\u200b" * 200) == ("字" * 200, [])
    assert one(TRAINING, "title", "字" * 201) == (None, ["text_too_long"])
    assert one(TRAINING, "title", "字" * 1_000_000) == (None, ["text_too_long"])


@pytest.mark.parametrize("text", ["{{config}}", "%s%n", "{0.__class__}", "<script>alert(1)</script>", "' OR 1=1--"])
def test_t23_a_text_that_looks_like_a_program_is_a_text(text: str) -> None:
    assert one(TRAINING, "title", text) == (text, [])
    assert one(TRAINING, "result", text) == (text, [])


def test_t17_a_note_keeps_its_lines() -> None:
    assert one(TRAINING, "note", "一\r\n二\r三\u2028四\t五\n") == ("一\n二\n三\n四\t五", [])
    assert one(TRAINING, "note", "字" * 2001) == (None, ["text_too_long"])


def test_t39_what_is_not_asked_for_is_ignored() -> None:
    sent = {"title": "培训", "state": "credited", "person_id": "x", "version": 9, "country": "德国"}
    assert parse(TRAINING, sent) == ({"title": "培训"}, [])


def test_everything_wrong_is_said_at_once() -> None:
    sent = {"title": "\x00", "class_hours": "8.333", "ended_on": "2026-02-29", "started_on": "2019-01-01"}
    answers, found = parse(TRAINING, sent)
    assert list(answers) == ["started_on"]
    assert [finding.field for finding in found] == ["title", "ended_on", "class_hours"]


@pytest.mark.parametrize("claim_id", CLAIMS)
def test_what_is_dumped_loads_as_it_was(claim_id: str) -> None:
    kind, answers = kind_of(claim_id), given(claim_id)
    stored = dump(kind, answers)
    assert all(type(text) is str for text in stored.values())
    assert load(kind, stored) == answers
    assert dump(kind, load(kind, stored)) == stored
    assert parse(kind, stored) == (answers, [])


def test_one_value_has_one_spelling() -> None:
    for typed in ("4", "4.0", "04", "４"):
        assert dump(TRAINING, parse(TRAINING, {"class_hours": typed})[0]) == {"class_hours": "4"}
    assert dump(TRAINING, parse(TRAINING, {"class_hours": "100"})[0]) == {"class_hours": "100"}


TYPED = st.one_of(
    st.text(max_size=60),
    st.from_regex(r"[0-9]{1,4}(\.[0-9]{1,2})?", fullmatch=True),
    st.dates().map(str),
    st.datetimes(timezones=st.timezones()),
    st.text(st.characters(categories=["Cs", "Co", "Cc", "Cf", "Zs", "Mn", "Lo"]), max_size=20),
    st.integers(),
    st.floats(),
    st.decimals(),
    st.booleans(),
    st.none(),
    st.lists(st.integers(), max_size=2),
    st.binary(max_size=5),
)


@any_of(st.data())
def test_whatever_is_sent_is_read_or_refused_and_what_is_read_comes_back(data: st.DataObject) -> None:
    kind = KINDS[data.draw(st.sampled_from(sorted(KINDS)))]
    sent = data.draw(st.fixed_dictionaries({}, optional={field.name: TYPED for field in kind.fields}))
    answers, found = parse(kind, sent)
    assert answers.keys().isdisjoint(finding.field for finding in found)
    stored = dump(kind, answers)
    assert load(kind, stored) == answers
    assert parse(kind, stored) == (answers, [])
    for text in stored.values():
        text.encode()
    hours = evaluate(RECORDS, RECORDS.ways[kind.code], answers).hours
    assert hours is None or hours >= 0
    kind.achievement(answers)
