"""Numbers got from two dates, as calendars count them."""

from datetime import date
from decimal import Decimal

import pytest

from ce_workflow.rules.sets.measures import measured, whole_months
from ce_workflow.rules.sets.shape import Measure


@pytest.mark.parametrize(
    ("began", "ended", "months"),
    [
        (date(2019, 3, 4), date(2019, 6, 3), 3),
        (date(2019, 1, 1), date(2019, 6, 30), 6),
        (date(2019, 1, 31), date(2019, 2, 27), 1),
        (date(9999, 1, 1), date.max, 11),
    ],
)
def test_months_are_full_on_the_day_before_the_same_day(began: date, ended: date, months: int) -> None:
    assert int(whole_months(began, ended)) == months


def test_a_day_short_is_below_and_a_day_more_above() -> None:
    assert whole_months(date(2019, 3, 4), date(2019, 6, 2)) < 3
    assert whole_months(date(2019, 1, 1), date(2019, 6, 30)) == 6 < whole_months(date(2019, 1, 1), date(2019, 7, 1))


@pytest.mark.parametrize(
    ("began", "part", "days"),
    [
        (date(2018, 12, 20), "in_year", 25),
        (date(2017, 12, 20), "in_year", 25),
        (date(2018, 12, 20), "before_year", 12),
        (date(2019, 1, 25), "before_year", 0),
        (date(2019, 1, 25), None, 1),
    ],
)
def test_days_of_the_year_in_which_it_ended_and_those_before(began: date, part: str | None, days: int) -> None:
    facts = {"began": began, "ended": date(2019, 1, 25), "travel": 1}
    measure = {"from_": "began", "to": "ended", "unit": "days", "part": part}
    assert measured(Measure(**measure), facts) == days
    assert measured(Measure(**measure, without=("travel",)), facts) == max(Decimal(days) - 1, 0)
    assert days == 0 or measured(Measure(**measure, without=("rest",)), facts) is None
