"""Where working days of a year are counted whose holidays nobody knows yet, the deciders are told."""

from __future__ import annotations

from datetime import date

import pytest

from ce_workflow.kinds import KINDS
from ce_workflow.rules import findings
from ce_workflow.rules.facts import Facts
from ce_workflow.working_days import LAST_KNOWN
from tests.core.rules.written import CITY, rules

MEASURE = """
[ways.training.measures.waited]
from = "ended_on"
to = "filed_on"
unit = "%s"
"""


def years_told(ended: date, filed: date, unit: str = "working_days") -> list[object]:
    given = {"started_on": ended, "ended_on": ended}
    told = Facts(filed, rules=rules(CITY + MEASURE % unit))
    found = findings("submit", KINDS["training"], given, told)
    return [one.text.params["years"] for one in found if one.code == "calendar_not_known" and not one.refuses]


@pytest.mark.parametrize(
    ("ended", "filed", "years"),
    [
        (date(2019, 5, 8), date(2019, 9, 2), []),
        (date(LAST_KNOWN, 12, 30), date(LAST_KNOWN, 12, 31), []),
        (date(LAST_KNOWN, 12, 30), date(LAST_KNOWN + 1, 1, 9), [str(LAST_KNOWN + 1)]),
        (date(LAST_KNOWN + 1, 1, 9), date(LAST_KNOWN + 2, 1, 9), [f"{LAST_KNOWN + 1}, {LAST_KNOWN + 2}"]),
    ],
)
def test_the_years_that_are_not_known_are_named(ended: date, filed: date, years: list[str]) -> None:
    assert years_told(ended, filed) == years


def test_of_calendar_days_nothing_is_said() -> None:
    assert years_told(date(LAST_KNOWN + 1, 1, 9), date(LAST_KNOWN + 1, 2, 9), "days") == []
