"""The year is still open for decisions, 五(二); once it is locked, nothing more is credited.

The day on which deciding closes is its last day. What was decided in time may still be
credited when its notice period ends later, up to the day of the lock. A decision upheld,
overturned or revoked moves no hours into the year, so it is not asked here.

What an appeal set going is decided after deciding has closed, and what rests on a document
even after the lock (docs/decisions/0006-closed-years.md).
"""

from __future__ import annotations

from collections.abc import Iterator

from ce_workflow.errors import Finding
from ce_workflow.rules.case import Case
from ce_workflow.states.years import deciding_is_over, is_locked
from ce_workflow.words import N_, Text

AT = ("review", "verify", "send_back", "reject", "credit")
CLAUSE = "五(二)"


def check(case: Case) -> Iterator[Finding]:
    facts = case.facts
    year = facts.year
    if year is None or facts.by_document:
        return
    named = str(year.year)
    in_time = case.step == "credit" or facts.overturned
    if is_locked(year, facts.today):
        text = N_("The year %(year)s has been locked since %(day)s: nothing more can be decided or credited for it.")
        yield Finding("year_locked", Text(text, year=named, day=year.locked_on), CLAUSE)
    elif deciding_is_over(year, facts.today) and not in_time:
        text = N_("Deciding for %(year)s closed on %(day)s. The city has to open it again first.")
        yield Finding("deciding_closed", Text(text, year=named, day=year.deciding_closes_on), CLAUSE)
