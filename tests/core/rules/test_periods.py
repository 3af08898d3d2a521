"""Periods that a rule set says in working days: a notice period, a window of filing."""

from __future__ import annotations

from datetime import date

import pytest

from ce_workflow.rules.sets.measures import CALENDAR, measured
from ce_workflow.rules.sets.shape import Measure, Period
from ce_workflow.working_days import DAY_OFF, Calendar
from tests.core.rules.lies import TRAINING
from tests.core.rules.sayings import setting
from tests.core.rules.written import HEAD, rules, said

WAITED = Measure("on", "filed_on", "working_days", from_next_day=True)
OVER_A_HOLIDAY = {"on": date(2019, 9, 27), "filed_on": date(2019, 10, 11)}
ODD_NOTICE = HEAD + TRAINING.replace("[[ways", "notice_days = { days = 5 }\n[[ways", 1) + "hours = 1\n"


@pytest.mark.parametrize(("written", "period"), [("7", Period(7)), ("{ working = 5 }", Period(5, working=True))])
def test_a_notice_period_is_of_calendar_days_or_working_days(written: str, period: Period) -> None:
    assert rules(setting(f"notice_days = {written}")).ways["one"].notice_days == period


def test_a_measure_counts_working_days_by_the_calendar_that_it_is_told() -> None:
    assert measured(WAITED, OVER_A_HOLIDAY) == 6
    corrected = Calendar({date(2019, 10, 8): DAY_OFF})
    assert measured(WAITED, OVER_A_HOLIDAY | {CALENDAR: corrected}) == 5


def test_a_notice_period_of_anything_else_is_refused_with_what_to_write() -> None:
    [(_, sentence)] = said(ODD_NOTICE)
    assert sentence == "Write a notice period as 7 (calendar days) or { working = 5 } (working days)."
