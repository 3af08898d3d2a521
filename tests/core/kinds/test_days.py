"""Months as calendars count them."""

from datetime import date

import pytest

from ce_workflow.kinds.days import months_after


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
