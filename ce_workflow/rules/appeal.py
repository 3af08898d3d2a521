"""An appeal comes within 30 days of the decision, and once a claim.

The notice knows no appeal: both figures are platform defaults.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from ce_workflow.errors import Finding
from ce_workflow.rules.case import Case
from ce_workflow.words import N_, Text

AT = ("appeal",)
WINDOW_DAYS = 30
MOST_APPEALS = 1


def last_day(decided_on: date) -> date:
    """The last day on which an appeal against a decision of that day is taken."""
    return decided_on + timedelta(days=WINDOW_DAYS)


def appeal_findings(decided_on: date | None, today: date, appeals_so_far: int) -> Iterator[Finding]:
    """What stands against an appeal today; `decided_on` None: there is no decision to appeal against."""
    if decided_on is None:
        yield Finding("nothing_to_appeal", Text(N_("There is no decision that could be appealed against.")))
    elif today > last_day(decided_on):
        text = N_("An appeal had to be made within %(days)s days of the decision, until %(day)s.")
        yield Finding("appeal_too_late", Text(text, days=WINDOW_DAYS, day=last_day(decided_on)))
    if appeals_so_far >= MOST_APPEALS:
        text = N_("The claim has been appealed already. What was decided on an appeal is final here.")
        yield Finding("appealed_already", Text(text))


def check(case: Case) -> Iterator[Finding]:
    facts = case.facts
    return appeal_findings(facts.refused_on, facts.today, facts.appeals)
