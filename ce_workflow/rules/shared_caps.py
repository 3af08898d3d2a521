"""Caps that a claim shares with others of the same person and year: whoever claims or decides is told of these.

A warning, since each claim may be right by itself: the hours worked out leave what the others
have taken. What was left is pinned at submission (a later approval of a sibling changes
nothing); hours that a sibling frees afterwards are not handed on by themselves, but shown.
"""

from __future__ import annotations

from collections.abc import Iterator

from ce_workflow.errors import Finding
from ce_workflow.rules.case import Case
from ce_workflow.words import N_, Text

AT = ("submit", "review", "verify")


def check(case: Case) -> Iterator[Finding]:
    facts = case.facts
    if facts.sharing:
        text = N_(
            "Other claims of that year share a cap of hours with this one. "
            "Decide it together with the others: %(claims)s."
        )
        claims = ", ".join(map(str, facts.sharing))
        yield Finding("more_of_the_year", Text(text, claims=claims), case.kind.clause, "warning")
    if facts.pinned is not None and facts.pinned != facts.used:
        text = N_(
            "Since this claim was submitted, others have taken more or less of the cap that they share with it. "
            "The hours worked out stay as they were then; decide whether they still hold."
        )
        yield Finding("caps_have_changed", Text(text), case.kind.clause, "warning")
