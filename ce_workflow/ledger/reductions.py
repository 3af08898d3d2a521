"""What a unit takes off the need of a year, day by day: new in post, on leave, retired.

The need stands in proportion to the days of the year that no reduction covers, rounded
down to half an hour in the person's favour. A day that two reductions cover counts once;
days outside of the year count for nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from ce_workflow.words import N_

REASONS = {
    "new_in_post": N_("new in post"),
    "maternity_leave": N_("maternity leave"),
    "sick_leave": N_("sick leave"),
    "retirement": N_("retirement"),
    "other": N_("another reason"),
}
"""Why a need is reduced."""

HALF_AN_HOUR = 50
"""In hundredths."""


class Reduction(NamedTuple):
    """One reduction that holds: the first and the last day that it covers, and the document that grants it."""

    reason: str
    from_day: date
    to_day: date
    document: str

    @property
    def label(self) -> str:
        return REASONS[self.reason]

    def days_in(self, year: int) -> int:
        """Days of that year that it covers."""
        return days_covered(year, [(self.from_day, self.to_day)])


def days_of(year: int) -> int:
    return (date(year, 12, 31) - date(year, 1, 1)).days + 1


def days_covered(year: int, spans: Iterable[tuple[date, date]]) -> int:
    """Days of the year within any of the spans, whose last days count too."""
    covered, free_from, last = 0, date(year, 1, 1), date(year, 12, 31)
    for first, end in sorted(spans):
        begins, ends = max(first, free_from), min(end, last)
        if begins <= ends:
            covered += (ends - begins).days + 1
            if ends == last:
                break
            free_from = ends + timedelta(days=1)
    return covered


def pro_rata(need: int, year: int, covered: int) -> int:
    """What is left of a need, in hundredths, when so many days of the year are covered."""
    if not covered:
        return need
    left = need * (days_of(year) - covered) // days_of(year)
    return left - left % HALF_AN_HOUR
