"""A year goes through its states by its days alone; its steps are rows: who may, in which state, what they ask for."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ce_workflow.people.roles import CITY, ROLES, SYSTEM
from ce_workflow.states import years
from ce_workflow.trail.said import OF_REFERENCE

LIFE = {
    # step: (states in which it may be taken, roles, persons)
    "open_year": ({None, "not_yet_open"}, {"city", "system"}, 1),
    "set_needs": ({"not_yet_open", "open", "filing_closed", "deciding_closed"}, {"city", "system"}, 1),
    "set_themes": ({"not_yet_open", "open", "filing_closed", "deciding_closed"}, {"city", "system"}, 1),
    "close_filing": ({"not_yet_open", "open"}, {"city", "system"}, 1),
    "close_deciding": ({"not_yet_open", "open", "filing_closed"}, {"city", "system"}, 1),
    "lock_year": ({"not_yet_open", "open", "filing_closed", "deciding_closed"}, {"city", "system"}, 1),
    "reopen_year": ({"filing_closed", "deciding_closed", "locked"}, {"city"}, 2),
}
"""The life of a year, written down apart from the code."""


@dataclass(frozen=True)
class Days:
    opens_on: date = date(2019, 1, 1)
    filing_closes_on: date | None = date(2020, 1, 31)
    deciding_closes_on: date | None = date(2020, 2, 29)
    locked_on: date | None = date(2020, 3, 31)


YEAR = Days()


@pytest.mark.parametrize(
    ("on", "state"),
    [
        (date(2018, 12, 31), "not_yet_open"),
        (date(2019, 1, 1), "open"),
        (date(2020, 1, 31), "open"),
        (date(2020, 2, 1), "filing_closed"),
        (date(2020, 2, 29), "filing_closed"),
        (date(2020, 3, 1), "deciding_closed"),
        (date(2020, 3, 30), "deciding_closed"),
        (date(2020, 3, 31), "locked"),
    ],
)
def test_the_state_follows_from_the_days(on: date, state: str) -> None:
    assert years.state_of(YEAR, on) == state


def test_a_day_that_is_not_set_closes_nothing() -> None:
    assert years.state_of(Days(filing_closes_on=None, deciding_closes_on=None, locked_on=None), date.max) == "open"
    assert years.state_of(replace(YEAR, locked_on=None), date.max) == "deciding_closed"
    assert years.state_of(replace(YEAR, filing_closes_on=None), date(2020, 3, 1)) == "deciding_closed"


_closing = st.none() | st.dates(date(2020, 1, 1), date(2020, 6, 30))


@given(st.builds(Days, st.dates(date(2019, 1, 1), date(2020, 1, 1)), _closing, _closing, _closing), st.dates())
def test_a_year_never_goes_back_by_itself(days: Days, on: date) -> None:
    if on < date.max:
        now, next_day = (years.STATES.index(years.state_of(days, day)) for day in (on, on + timedelta(days=1)))
        assert now <= next_day
    assert not years.reopens(days, days, on)


@pytest.mark.parametrize(
    ("days", "on", "reopens"),
    [
        ({"filing_closes_on": date(2020, 2, 15)}, date(2020, 2, 1), True),
        ({"filing_closes_on": None}, date(2020, 2, 1), True),
        ({"filing_closes_on": date(2020, 2, 15)}, date(2020, 1, 31), False),
        ({"locked_on": None}, date(2020, 3, 31), True),
        ({"filing_closes_on": None}, date(2020, 3, 31), False),
        ({"deciding_closes_on": date(2020, 3, 20)}, date(2020, 2, 10), False),
    ],
)
def test_reopened_is_what_stands_earlier_in_its_life(days: dict[str, date], on: date, reopens: bool) -> None:
    assert years.reopens(YEAR, replace(YEAR, **days), on) is reopens


def test_the_rows_are_the_life_of_a_year() -> None:
    rows = {step.name: (set(step.sources), set(step.roles), step.persons) for step in years.STEPS}
    assert rows == LIFE


@pytest.mark.parametrize("state", [None, *years.STATES])
@pytest.mark.parametrize("role", ROLES)
def test_the_city_takes_the_steps_and_nobody_else_but_the_operator(state: str | None, role: str) -> None:
    may = {step.name for step in years.possible(state) if role in step.roles}
    assert may == {name for name, (states, roles, _) in LIFE.items() if state in states and role in roles}
    assert not may or role in (CITY, SYSTEM)


def test_every_step_has_words_and_every_column_a_step() -> None:
    names = {step.name for step in years.STEPS}
    assert set(years.STEP_LABELS) == names
    assert set(years.SAYS) == names | {"ask_reopening", "drop_reopening"}
    assert {column: years.setting(column).persons for column in OF_REFERENCE["year"]}.keys() == {
        *years.DAY_LABELS,
        *years.NEED_LABELS,
    }
