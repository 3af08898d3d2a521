"""The year is still open for decisions, 五(二); once it is locked, nothing more is credited.

The day on which deciding closes is its last day. What was decided in time may still be
credited when its notice period ends later, up to the day of the lock. A decision upheld
or revoked moves no hours into the year, so it is not asked here.
"""

from __future__ import annotations

from collections.abc import Iterator

from ce_workflow.errors import Finding
from ce_workflow.rules.case import Case
from ce_workflow.words import N_, Text

AT = ("review", "verify", "send_back", "reject", "overturn", "credit")
CLAUSE = "五(二)"


def check(case: Case) -> Iterator[Finding]:
    facts = case.facts
    year = facts.year
    if year is None:
        return
    named, closes_on = str(year.year), year.deciding_closes_on
    if year.locked_on is not None and year.locked_on <= facts.today:
        text = N_("The year %(year)s has been locked since %(day)s: nothing more can be decided or credited for it.")
        yield Finding("year_locked", Text(text, year=named, day=year.locked_on), CLAUSE)
    elif case.step != "credit" and closes_on is not None and closes_on < facts.today:
        text = N_("Deciding for %(year)s closed on %(day)s. The city has to open it again first.")
        yield Finding("deciding_closed", Text(text, year=named, day=closes_on), CLAUSE)
