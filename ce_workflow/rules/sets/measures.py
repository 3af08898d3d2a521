"""Days, months and years between two dates, as numbers that a rule set can bound."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from ce_workflow.kinds.days import months_after
from ce_workflow.rules.sets.given import ZERO, as_day, as_number
from ce_workflow.rules.sets.shape import WORKING_DAYS, Measure
from ce_workflow.working_days import ARRANGED, Calendar

LONGEST_MONTH = 31
CALENDAR = "the calendar of working days"
"""Under this name the facts have the calendar; no set can ask for it, since no fact of a set has such a name."""


def measured(measure: Measure, facts: Mapping[str, Any]) -> Decimal | None:
    """The number; None while something that it takes is absent, or the dates are out of order."""
    began, ended = as_day(facts.get(measure.from_)), as_day(facts.get(measure.to))
    if began is None or ended is None or ended < began:
        return None
    if measure.from_next_day:
        if began == ended:
            return ZERO
        began += timedelta(days=1)
    if measure.part == "in_year":
        began = max(began, date(ended.year, 1, 1))
    elif measure.part == "before_year":
        ended = min(ended, date(ended.year, 1, 1) - timedelta(days=1)) if ended.year > 1 else began
    if ended < began:
        return ZERO
    found = _counted(measure.unit, began, ended, facts.get(CALENDAR, ARRANGED))
    for name in measure.without:
        less = as_number(facts.get(name))
        if less is None:
            return None
        found -= max(less, ZERO)
    return max(found, ZERO)


def _counted(unit: str, began: date, ended: date, calendar: Calendar) -> Decimal:
    """How much of the unit the days from start to end are, both counted."""
    if unit == WORKING_DAYS:
        return Decimal(calendar.count(began, ended))
    if unit == "days":
        return Decimal((ended - began).days + 1)
    return whole_months(began, ended) / (12 if unit == "years" else 1)


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
