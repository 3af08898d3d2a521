"""The year in which it was completed is open for filing, 五(二).

"学时记录以专业技术人员实际完成时间计入当年有效学时，不得跨年": hours count in the year of
completion and in no other, and each year is filed within its own window. The day on which
filing closes is its last day. A claim that was sent back keeps its first day of filing for what
was completed by then; what was completed later is filed on its own day. What nobody could
decide any more is not taken either. A correction that rests on a document comes when it
comes (docs/decisions/0006-closed-years.md).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ce_workflow.errors import Finding
from ce_workflow.rules import deciding_open
from ce_workflow.rules.case import Case, filed_on
from ce_workflow.rules.facts import Year
from ce_workflow.states.years import OPEN, filing_is_over, is_early, state_of
from ce_workflow.words import N_, Text

AT = ("submit",)
CLAUSE = "五(二)"


def takes_claims(year: Year, on: date) -> bool:
    """Can a claim for the year be filed on that day, if nothing lets it pass the days of the year?"""
    return state_of(year, on) == OPEN


def check(case: Case) -> Iterator[Finding]:
    kind, given, facts = case.kind, case.given, case.facts
    number = kind.year(given)
    if number is None:
        return
    named, year = str(number), facts.year
    if year is None:
        text = N_("It was completed in %(year)s, and that year is not open. Hours count in their own year only.")
        yield Finding("year_not_open", Text(text, year=named), CLAUSE, field=kind.year_by)
    elif is_early(year, facts.filed_on):
        text = N_("Claims for %(year)s can be filed from %(opens_on)s on.")
        yield Finding("year_not_yet_open", Text(text, year=named, opens_on=year.opens_on), CLAUSE, field=kind.year_by)
    elif filing_is_over(year, filed_on(kind, given, facts)) and not facts.by_document:
        text = N_("It was completed in %(year)s; filing for that year closed on %(day)s, and hours never cross years.")
        params = {"year": named, "day": year.filing_closes_on}
        yield Finding("filing_closed", Text(text, **params), CLAUSE, field=kind.year_by)
    else:
        yield from deciding_open.check(case)
