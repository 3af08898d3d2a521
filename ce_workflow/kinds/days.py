"""Months of an activity, counted as calendars do."""

from __future__ import annotations

from calendar import monthrange
from datetime import date


def months_after(started_on: date, months: int) -> date:
    """The same day `months` later; where that month is shorter, its last day."""
    year, month = divmod(started_on.year * 12 + started_on.month - 1 + months, 12)
    return date(year, month + 1, min(started_on.day, monthrange(year, month + 1)[1]))
