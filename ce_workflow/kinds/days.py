"""Days and months of an activity, counted as calendars do."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta


def months_after(started_on: date, months: int) -> date:
    """The same day `months` later; where that month is shorter, its last day."""
    year, month = divmod(started_on.year * 12 + started_on.month - 1 + months, 12)
    return date(year, month + 1, min(started_on.day, monthrange(year, month + 1)[1]))


def lasts_from(started_on: date, ended_on: date, months: int) -> bool:
    """Whether the days from start to end, both counted, fill at least `months` months."""
    return months_after(started_on, months) <= ended_on + timedelta(days=1)


def lasts_above(started_on: date, ended_on: date, months: int) -> bool:
    """Whether they go on for at least a day beyond `months` months."""
    return months_after(started_on, months) <= ended_on


def days_in_last_year(started_on: date, ended_on: date) -> int:
    """How many of the days lie in the year in which the activity ended."""
    return (ended_on - max(started_on, date(ended_on.year, 1, 1))).days + 1
