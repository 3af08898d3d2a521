"""Pro rata: what is left of a need when some days of the year are covered."""

from __future__ import annotations

from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ce_workflow.ledger.asked import of_the_year
from ce_workflow.ledger.reductions import Reduction, days_covered, days_of, pro_rata

NEED = SimpleNamespace(public=3000, professional=6000, total=9000)
NEW_YEAR, LAST = date(2019, 1, 1), date(2019, 12, 31)
DAYS = st.dates(date(2018, 6, 1), date(2020, 6, 30))
SPANS = st.lists(st.tuples(DAYS, DAYS).map(lambda pair: (min(pair), max(pair))), max_size=5)


def test_first_and_last_day_are_covered_too() -> None:
    assert days_covered(2019, [(date(2019, 3, 1), date(2019, 3, 1))]) == 1
    assert days_covered(2019, [(date(2019, 3, 1), date(2019, 6, 6))]) == 98


@pytest.mark.parametrize(("year", "days"), [(2019, 365), (2020, 366), (2000, 366), (2100, 365)])
def test_a_leap_year_has_a_day_more(year: int, days: int) -> None:
    assert days_of(year) == days
    assert days_covered(year, [(date(year, 1, 1), date(year, 12, 31))]) == days


def test_a_day_that_two_reductions_cover_counts_once() -> None:
    march, spring = (date(2019, 3, 1), date(2019, 3, 31)), (date(2019, 3, 15), date(2019, 4, 30))
    assert days_covered(2019, [march, spring]) == days_covered(2019, [spring, march]) == 61
    assert days_covered(2019, [(NEW_YEAR, LAST), march]) == 365
    assert days_covered(2019, [march, march]) == 31


def test_what_lies_outside_of_the_year_counts_for_nothing() -> None:
    assert days_covered(2019, [(date(2018, 12, 1), date(2019, 1, 10))]) == 10
    assert days_covered(2019, [(date(2019, 12, 31), date(2020, 4, 1))]) == 1
    assert days_covered(2019, [(date(2018, 1, 1), date(2018, 12, 31)), (date(2020, 1, 1), date(2020, 2, 1))]) == 0
    assert days_covered(2019, [(date.min, date.max)]) == 365


@given(SPANS)
def test_the_days_are_those_that_one_would_tick_off_in_a_calendar(spans: list[tuple[date, date]]) -> None:
    calendar = (NEW_YEAR + timedelta(days=place) for place in range(365))
    assert days_covered(2019, spans) == sum(any(a <= day <= b for a, b in spans) for day in calendar)


@pytest.mark.parametrize(
    ("need", "covered", "left"),
    [
        (9000, 0, 9000),
        (9000, 365, 0),
        (9000, 98, 6550),  # 65.83 hours
        (3000, 98, 2150),  # 21.94
        (6000, 98, 4350),  # 43.89
        (7300, 73, 5800),  # 58.4
        (9000, 1, 8950),
        (3000, 364, 0),  # 0.08
        (0, 10, 0),
    ],
)
def test_it_is_rounded_down_to_half_an_hour(need: int, covered: int, left: int) -> None:
    assert pro_rata(need, 2019, covered) == left


def test_a_need_that_nothing_reduces_stays_as_it_is_written() -> None:
    assert pro_rata(5333, 2019, 0) == 5333


@given(st.integers(0, 20000), st.integers(0, 365))
def test_nobody_is_asked_for_more_than_their_share_nor_for_an_hour_less(need: int, covered: int) -> None:
    left, share = pro_rata(need, 2019, covered), need * (365 - covered) / 365
    assert left <= share < left + 50 or (covered == 0 and left == need)


def test_the_three_figures_of_a_year_are_reduced_each_by_itself() -> None:
    leave = Reduction("maternity_leave", date(2019, 3, 1), date(2019, 6, 6), "〔2019〕12")
    asked = of_the_year(2019, NEED).reduced([leave])
    assert (asked.public, asked.professional, asked.total) == (2150, 4350, 6550)
    assert asked.reductions == (leave,)
    assert asked.clauses == of_the_year(2019, NEED).clauses


def test_a_reduction_of_another_year_is_left_out() -> None:
    before = Reduction("sick_leave", date(2018, 3, 1), date(2018, 6, 6), "〔2018〕12")
    assert of_the_year(2019, NEED).reduced([before]) == of_the_year(2019, NEED)
