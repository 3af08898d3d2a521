"""What the rule set has to say about the answers: each line of eligibility that does not hold, with its clause.

A set that has no such way at all does not take claims of the kind: measures may open more (五(二)).
"""

from __future__ import annotations

from collections.abc import Iterator

from ce_workflow.errors import Finding
from ce_workflow.rules.case import Case
from ce_workflow.rules.sets.explain import finding
from ce_workflow.words import N_, Text

AT = ("submit",)
NOT_OPEN = N_(
    "The rules on hours that hold here do not take claims of this kind. Your competent department or district may "
    "open it by measures of its own: ask there."
)


def check(case: Case) -> Iterator[Finding]:
    rules, worked = case.facts.rules, case.worked
    if rules is not None and worked is not None:
        for line in worked.findings:
            yield finding(rules, line, worked.facts)
    elif rules is not None:
        yield Finding("way_not_open", Text(NOT_OPEN), "五(二)")
    elif case.facts.year is not None:
        yield no_rules(case.facts.year.year)


def no_rules(year: int) -> Finding:
    text = N_("For %(year)s no rules on hours are in force that know this kind of claim. Ask the city HR bureau.")
    return Finding("no_rules_in_force", Text(text, year=str(year)), "五(二)")
