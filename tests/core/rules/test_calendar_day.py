"""A correction of the calendar as it is typed: a day to come, worked or off, by a document, saying something new."""

from __future__ import annotations

from datetime import date

import pytest

from ce_workflow.rules.calendar_day import look_at
from ce_workflow.working_days import ARRANGED, DAY_OFF, WORKING, Calendar

TODAY = date(2019, 9, 2)
RIGHT = {"day": "2019-10-08", "kind": DAY_OFF, "document": "成府发〔2019〕9号", "reason": "运动会开幕"}


def codes(calendar: Calendar = ARRANGED, **other: str) -> set[str]:
    return {finding.code for finding in look_at(RIGHT | other, calendar, TODAY)[1]}


def test_what_is_right_is_read() -> None:
    given, found = look_at(RIGHT, ARRANGED, TODAY)
    assert found == []
    assert given == RIGHT | {"day": date(2019, 10, 8)}
    assert codes(day="2019-09-03") == set()
    assert codes(day="2019-10-01", kind=WORKING) == set()


@pytest.mark.parametrize(
    ("other", "found"),
    [
        ({"day": "2019-09-01", "kind": WORKING}, {"day_come"}),
        ({"day": "2019-09-02"}, {"day_come"}),  # claims were filed today, and counted
        ({"day": "2019-10-01"}, {"nothing_new"}),
        ({"kind": WORKING}, {"nothing_new"}),
        ({"kind": "half"}, {"kind_unknown"}),
        ({"document": " "}, {"document_missing"}),
        ({"reason": ""}, {"reason_missing"}),
        ({"day": "9999-01-04"}, {"date_implausible"}),
        ({"day": "", "kind": "", "document": "", "reason": ""}, {f"{name}_missing" for name in RIGHT}),
    ],
)
def test_what_stands_against_it_is_said(other: dict[str, str], found: set[str]) -> None:
    assert codes(**other) == found


def test_a_day_is_set_once() -> None:
    assert codes(Calendar({date(2019, 10, 8): DAY_OFF})) == {"set_before"}


def test_too_long_a_reason_and_a_day_that_is_none_are_said_at_once() -> None:
    found = look_at(RIGHT | {"day": "2019-13-01", "reason": "因" * 101}, ARRANGED, TODAY)[1]
    assert {finding.field for finding in found} == {"day", "reason"}
