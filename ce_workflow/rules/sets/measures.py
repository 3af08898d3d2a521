"""Days, months and years between two dates, as numbers that a rule set can bound."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from ce_workflow.kinds.days import months_after
from ce_workflow.rules.sets.shape import Measure

LONGEST_MONTH = 31


def measured(measure: Measure, facts: Mapping[str, Any]) -> Decimal | None:
    """The number; None while something that it takes is absent, or the dates are out of order."""
    began, ended = facts.get(measure.from_), facts.get(measure.to)
    if not isinstance(began, date) or not isinstance(ended, date) or ended < began:
        return None
    new_year = date(ended.year, 1, 1)
    if measure.part == "in_year":
        began = max(began, new_year)
    elif measure.part == "before_year":
        ended = min(ended, new_year - timedelta(days=1)) if ended.year > 1 else began
    if ended < began:
        return Decimal(0)
    found = Decimal((ended - began).days + 1) if measure.unit == "days" else whole_months(began, ended)
    if measure.unit == "years":
        found /= 12
    for name in measure.without:
        less = facts.get(name)
        if not isinstance(less, int | Decimal):
            return None
        found -= less
    return found


def whole_months(began: date, ended: date) -> Decimal:
    """Months that the days from start to end fill, both counted; days beyond them as thirty-firsts of a month.

    So "exactly six months" is 6, and a day more is above 6, whatever months they were.
    """
    day_after = min(ended, date.max - timedelta(days=1)) + timedelta(days=1)
    full = (day_after.year - began.year) * 12 + day_after.month - began.month
    if _after(began, full) > day_after:
        full -= 1
    beyond = (day_after - _after(began, full)).days
    return full + Decimal(beyond) / LONGEST_MONTH


def _after(began: date, months: int) -> date:
    try:
        return months_after(began, months)
    except ValueError:  # beyond the last year of the calendar
        return date.max
