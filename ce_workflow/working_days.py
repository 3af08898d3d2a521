"""The calendar of working days: the State Council's arrangement of a year, and what the city corrects of it.

The arrangement comes with the package chinesecalendar, which knows no year beyond the last one that the
State Council had announced when it was released. A year that it does not know has weekends off, and nothing
else: whoever shows the calendar says so.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property

import chinese_calendar

from ce_workflow.words import N_, Text

OFF: Mapping[date, str] = chinese_calendar.holidays
WORKED: Mapping[date, str] = chinese_calendar.workdays
"""Days off, and days of weekends that are worked, as they are arranged -> the holiday's name there."""

WORKING, DAY_OFF = "working", "day_off"
KIND_LABELS = {WORKING: N_("Working day"), DAY_OFF: N_("Day off")}

HOLIDAYS = {
    "New Year's Day": N_("New Year's Day"),
    "Spring Festival": N_("Spring Festival"),
    "Tomb-sweeping Day": N_("Tomb-sweeping Day"),
    "Labour Day": N_("Labour Day"),
    "Dragon Boat Festival": N_("Dragon Boat Festival"),
    "National Day": N_("National Day"),
    "Mid-autumn Festival": N_("Mid-autumn Festival"),
    "Anti-Fascist 70th Day": N_("70th anniversary of the victory of 1945"),
}
"""The holidays as the arrangement names them -> their words."""
WEEKEND, BY_THE_CITY = N_("weekend"), N_("set by the city")

FIRST_KNOWN, LAST_KNOWN = min(OFF).year, max(OFF).year
ONE = timedelta(days=1)
SATURDAY = 5


def is_arranged(year: int) -> bool:
    """Is the State Council's arrangement of that year known here?"""
    return FIRST_KNOWN <= year <= LAST_KNOWN


@dataclass(frozen=True)
class Holiday:
    """One holiday of a year: its days off, first to last, and the days of weekends that are worked for it."""

    name: str
    first: date
    last: date
    worked: tuple[date, ...] = ()


def holidays_of(year: int) -> list[Holiday]:
    """The holidays in the order of the year; of a holiday that touches another year the days in this one."""
    found: list[Holiday] = []
    for day in sorted(day for day in OFF if day.year == year):
        before = found[-1] if found else None
        if before and before.name == OFF[day] and before.last + ONE == day:
            found[-1] = Holiday(before.name, before.first, day)
        else:
            found.append(Holiday(OFF[day], day, day))
    worked: dict[int, list[date]] = {}
    for day in sorted(day for day in WORKED if day.year == year):
        near = [n for n, one in enumerate(found) if one.name == WORKED[day]]
        if near:
            worked.setdefault(min(near, key=lambda n: abs(found[n].first - day)), []).append(day)
    return [Holiday(one.name, one.first, one.last, tuple(worked.get(n, ()))) for n, one in enumerate(found)]


@dataclass(frozen=True)
class Calendar:
    """`corrections`: day -> `WORKING` or `DAY_OFF`, as the city has set it; it speaks before the arrangement."""

    corrections: Mapping[date, str] = field(default_factory=dict)

    def is_working(self, day: date) -> bool:
        kind = self.corrections.get(day)
        return _is_arranged_to_work(day) if kind is None else kind == WORKING

    def why_off(self, day: date) -> str | None:
        """Why nobody works on that day, as the id of a sentence; None for a working day."""
        if self.is_working(day):
            return None
        if day in self.corrections:
            return BY_THE_CITY
        return HOLIDAYS.get(OFF[day], OFF[day]) if day in OFF else WEEKEND

    def note(self, deadline: date) -> Text | None:
        """That a deadline falls on a day off, and when work goes on; None where it falls on a working day."""
        why = self.why_off(deadline)
        if why is None:
            return None
        says = N_("%(day)s is a day off (%(why)s); the next working day is %(next)s.")
        return Text(says, day=deadline, why=Text(why), next=self.next_working(deadline))

    def next_working(self, day: date) -> date:
        """The day itself, or the first working day after it."""
        while not self.is_working(day) and day < date.max:
            day += ONE
        return day

    def after(self, day: date, number: int) -> date:
        """The working day that is the `number`th after that day, which is not counted; of none the day itself."""
        for _ in range(number):
            day = self.next_working(min(day, date.max - ONE) + ONE)
        return day

    def back(self, day: date, number: int) -> date:
        """The `number`th working day, counted back from that day, which is the first one where it is worked."""
        while day > date.min:
            number -= self.is_working(day)
            if number <= 0:
                break
            day -= ONE
        return day

    def count(self, first: date, last: date) -> int:
        """How many working days there are from the first day to the last, both counted; 0 where they are none."""
        if last < first:
            return 0
        return _weekdays(first, last) + _within(self._gained, first, last) - _within(self._lost, first, last)

    def count_after(self, day: date, last: date) -> int:
        """How many there are after that day, until the last one, which is counted."""
        return self.count(day, last) - self.is_working(day) if day <= last else 0

    @cached_property
    def _gained(self) -> list[date]:
        """Saturdays and Sundays that are worked, in their order."""
        return sorted(day for day in {*WORKED, *self.corrections} if _is_weekend(day) and self.is_working(day))

    @cached_property
    def _lost(self) -> list[date]:
        """Mondays to Fridays that are off, in their order."""
        return sorted(day for day in {*OFF, *self.corrections} if not _is_weekend(day) and not self.is_working(day))


def _is_arranged_to_work(day: date) -> bool:
    return day in WORKED or (not _is_weekend(day) and day not in OFF)


def _is_weekend(day: date) -> bool:
    return day.weekday() >= SATURDAY


def _weekdays(first: date, last: date) -> int:
    """Mondays to Fridays, whatever they are."""
    weeks, rest = divmod((last - first).days + 1, 7)
    return weeks * SATURDAY + sum((first.weekday() + n) % 7 < SATURDAY for n in range(rest))


def _within(days: list[date], first: date, last: date) -> int:
    return bisect_right(days, last) - bisect_left(days, first)


ARRANGED = Calendar()
"""The calendar without any correction."""
