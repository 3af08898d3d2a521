"""The calendar of working days: the State Council's arrangement, and what the city corrects of it."""

from __future__ import annotations

from datetime import date, timedelta

import chinese_calendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ce_workflow.working_days import (
    ARRANGED,
    DAY_OFF,
    FIRST_KNOWN,
    HOLIDAYS,
    LAST_KNOWN,
    WORKING,
    Calendar,
    holidays_of,
    is_arranged,
)

FRIDAY, SUNDAY, MONDAY, HOLIDAY = date(2019, 9, 27), date(2019, 9, 29), date(2019, 9, 30), date(2019, 10, 1)
DAYS = st.dates(date(2003, 1, 1), date(2031, 12, 31))
CORRECTED = st.dictionaries(DAYS, st.sampled_from([WORKING, DAY_OFF]), max_size=20).map(Calendar)


def walked(calendar: Calendar, first: date, last: date) -> int:
    return sum(calendar.is_working(first + timedelta(days=n)) for n in range((last - first).days + 1))


def test_a_holiday_is_off_and_a_weekend_that_is_worked_for_it_is_not() -> None:
    assert ARRANGED.is_working(FRIDAY)
    assert ARRANGED.is_working(SUNDAY)  # worked for the National Day
    assert not ARRANGED.is_working(HOLIDAY)
    assert not ARRANGED.is_working(date(2019, 9, 28))


def test_it_agrees_with_the_package_on_every_day_that_the_package_knows() -> None:
    day, apart = date(FIRST_KNOWN, 1, 1), []
    while day.year <= LAST_KNOWN:
        if ARRANGED.is_working(day) != chinese_calendar.is_workday(day):
            apart.append(day)
        day += timedelta(days=1)
    assert apart == []


def test_of_a_year_that_the_package_does_not_know_weekends_alone_are_off() -> None:
    assert is_arranged(LAST_KNOWN)
    assert not is_arranged(LAST_KNOWN + 1)
    new_year = date(2099, 1, 1)
    assert new_year.weekday() == 3
    assert ARRANGED.is_working(new_year)
    assert not ARRANGED.is_working(date(2099, 1, 3))
    assert holidays_of(2099) == []


def test_every_holiday_of_the_package_has_words() -> None:
    assert {*chinese_calendar.holidays.values(), *chinese_calendar.workdays.values()} <= HOLIDAYS.keys()


def test_what_the_city_sets_speaks_before_the_arrangement() -> None:
    calendar = Calendar({SUNDAY: DAY_OFF, HOLIDAY: WORKING})
    assert not calendar.is_working(SUNDAY)
    assert calendar.is_working(HOLIDAY)


@pytest.mark.parametrize(
    ("day", "calendar", "why"),
    [
        (HOLIDAY, ARRANGED, "National Day"),
        (date(2019, 9, 28), ARRANGED, "weekend"),
        (MONDAY, Calendar({MONDAY: DAY_OFF}), "set by the city"),
        (SUNDAY, ARRANGED, None),
        (HOLIDAY, Calendar({HOLIDAY: WORKING}), None),
    ],
)
def test_a_day_off_says_why(day: date, calendar: Calendar, why: str | None) -> None:
    assert calendar.why_off(day) == why


def test_a_deadline_on_a_day_off_names_the_next_working_day() -> None:
    note = ARRANGED.note(HOLIDAY)
    assert note is not None
    assert note.params["next"] == date(2019, 10, 8)
    assert str(note.params["why"]) == "National Day"
    assert ARRANGED.note(date(2019, 10, 8)) is None


def test_five_working_days_over_the_national_day() -> None:
    assert ARRANGED.after(FRIDAY, 0) == FRIDAY
    assert ARRANGED.after(FRIDAY, 5) == date(2019, 10, 10)
    assert Calendar({date(2019, 10, 8): DAY_OFF}).after(FRIDAY, 5) == date(2019, 10, 11)


@given(CORRECTED, DAYS, st.integers(0, 800))
def test_counting_is_what_walking_day_by_day_finds(calendar: Calendar, first: date, length: int) -> None:
    last = first + timedelta(days=length)
    assert calendar.count(first, last) == walked(calendar, first, last)
    assert calendar.count_after(first, last) == walked(calendar, first + timedelta(days=1), last)


@given(CORRECTED, DAYS, st.integers(1, 60))
def test_going_on_and_counting_agree(calendar: Calendar, day: date, number: int) -> None:
    end = calendar.after(day, number)
    assert calendar.is_working(end)
    assert calendar.count_after(day, end) == number


@given(CORRECTED, DAYS, st.integers(1, 60))
def test_going_back_and_counting_agree(calendar: Calendar, day: date, number: int) -> None:
    begun = calendar.back(day, number)
    assert calendar.is_working(begun)
    assert calendar.count(begun, day) == number


def test_there_are_no_days_before_the_first_and_no_days_out_of_order() -> None:
    assert ARRANGED.count(MONDAY, FRIDAY) == ARRANGED.count_after(MONDAY, FRIDAY) == 0
    assert ARRANGED.back(date.min, 9) == date.min
    assert ARRANGED.after(date.max, 9) == date.max
    assert ARRANGED.count(date.min, date.max) > 2_000_000


def test_the_holidays_of_a_year_come_in_order_with_the_weekends_worked_for_them() -> None:
    found = holidays_of(2019)
    assert [one.name for one in found][:2] == ["New Year's Day", "Spring Festival"]
    spring, national = found[1], found[-1]
    assert (spring.first, spring.last) == (date(2019, 2, 4), date(2019, 2, 10))
    assert spring.worked == (date(2019, 2, 2), date(2019, 2, 3))
    assert (national.name, national.worked) == ("National Day", (SUNDAY, date(2019, 10, 12)))


@pytest.mark.parametrize("year", range(FIRST_KNOWN, LAST_KNOWN + 1))
def test_every_day_that_is_arranged_is_shown(year: int) -> None:
    shown = [one.first + timedelta(days=n) for one in holidays_of(year) for n in range((one.last - one.first).days + 1)]
    assert sorted(shown) == sorted(day for day in chinese_calendar.holidays if day.year == year)
    worked = sorted(day for one in holidays_of(year) for day in one.worked)
    assert worked == sorted(day for day in chinese_calendar.workdays if day.year == year)
