"""A reduction of what a year asks, as it is typed, and all that stands against it.

The first and the last day in their order, a day of the year among them, a reason, the
document that grants it; and the year still open for deciding. Overlaps are allowed: a
day that two reductions cover counts once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from ce_workflow.errors import Finding
from ce_workflow.kinds.fields import read_all
from ce_workflow.kinds.kind import Choice, Field
from ce_workflow.ledger.reductions import REASONS, days_covered
from ce_workflow.rules.deciding_open import CLAUSE
from ce_workflow.rules.decision import DOCUMENT
from ce_workflow.rules.facts import Year
from ce_workflow.states.years import deciding_is_over, is_locked
from ce_workflow.words import N_, Text

REASON = Field("reason", N_("Reason"), "choice", choices=tuple(Choice(code, text) for code, text in REASONS.items()))
FROM_DAY = Field("from_day", N_("First day"), "date")
TO_DAY = Field("to_day", N_("Last day"), "date")
FIELDS = (REASON, FROM_DAY, TO_DAY, DOCUMENT)

Given = Mapping[str, object]


def look_at(raw: Given, year: Year, today: date) -> tuple[dict[str, Any], list[Finding]]:
    """The reduction that was typed, and everything that stands against it."""
    given, found = read_all(FIELDS, raw)
    if "reason" in given and given["reason"] not in REASONS:
        found.append(Finding("reason_unknown", Text(N_("Choose one of the reasons.")), field="reason"))
    return given, [*found, *_against_days(given, year.year), *_against_year(year, today)]


def look_at_cancelling(raw: Given, year: Year, today: date) -> tuple[dict[str, Any], list[Finding]]:
    """The document by which a reduction is cancelled, and everything that stands against it."""
    given, found = read_all((DOCUMENT,), raw)
    return given, [*found, *_against_year(year, today)]


def _against_days(given: Mapping[str, Any], year: int) -> Iterator[Finding]:
    if not {"from_day", "to_day"} <= given.keys():
        return
    first, last = given["from_day"], given["to_day"]
    if last < first:
        text = N_("The last day (%(last)s) comes before the first (%(first)s).")
        yield Finding("days_not_in_order", Text(text, first=first, last=last), field="to_day")
    elif not days_covered(year, [(first, last)]):
        text = N_("None of these days lies in %(year)s.")
        yield Finding("days_outside_year", Text(text, year=str(year)), field="from_day")


def _against_year(year: Year, today: date) -> Iterator[Finding]:
    named = str(year.year)
    if is_locked(year, today):
        text = N_("The year %(year)s has been locked since %(day)s: what it asks cannot be changed any more.")
        yield Finding("year_locked", Text(text, year=named, day=year.locked_on), CLAUSE)
    elif deciding_is_over(year, today):
        text = N_("Deciding for %(year)s closed on %(day)s. The city has to open it again first.")
        yield Finding("deciding_closed", Text(text, year=named, day=year.deciding_closes_on), CLAUSE)
