"""Days and months as calendars count them."""

from datetime import date

import pytest

from ce_workflow.kinds.days import days_in_last_year, lasts_above, lasts_from, months_after


@pytest.mark.parametrize(
    ("started_on", "months", "after"),
    [
        (date(2019, 1, 31), 1, date(2019, 2, 28)),
        (date(2019, 11, 30), 3, date(2020, 2, 29)),
        (date(2019, 12, 1), 1, date(2020, 1, 1)),
        (date(2019, 6, 15), 6, date(2019, 12, 15)),
    ],
)
def test_months_end_with_their_last_day(started_on: date, months: int, after: date) -> None:
    assert months_after(started_on, months) == after


def test_three_months_are_full_on_the_day_before_the_same_day() -> None:
    assert not lasts_from(date(2019, 3, 4), date(2019, 6, 2), 3)
    assert lasts_from(date(2019, 3, 4), date(2019, 6, 3), 3)


def test_exactly_six_months_are_not_above_six_months() -> None:
    assert not lasts_above(date(2019, 1, 1), date(2019, 6, 30), 6)
    assert lasts_above(date(2019, 1, 1), date(2019, 7, 1), 6)


def test_days_of_the_year_in_which_it_ended() -> None:
    assert days_in_last_year(date(2018, 12, 20), date(2019, 1, 25)) == 25
    assert days_in_last_year(date(2017, 12, 20), date(2019, 1, 25)) == 25
    assert days_in_last_year(date(2019, 1, 1), date(2019, 1, 1)) == 1
