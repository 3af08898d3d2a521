"""Caps that a claim shares with others: whoever claims or decides is told of those of the same person and year.

A warning, since each claim may be right by itself: the hours worked out leave what the others
have taken. What was left is pinned at submission (a later approval of a sibling changes
nothing); hours that a sibling frees afterwards are not handed on by themselves, but shown, also to those
who may revoke what was credited.
"""

from __future__ import annotations

from collections.abc import Iterator

from ce_workflow.errors import Finding
from ce_workflow.ledger.units import to_hours
from ce_workflow.rules.case import Case, computed
from ce_workflow.words import N_, Text

AT = ("submit", "review", "verify", "revoke")
STANDS = {
    False: N_(
        "Since this claim was submitted, others have taken more or less of the cap that they share with it. "
        "Its hours stay as they were worked out then, %(then)s; today they would be %(now)s. "
        "Decide whether they still hold."
    ),
    True: N_(
        "Since this claim was submitted, others have taken more or less of the cap that they share with it. "
        "Its hours stay as they were worked out then, %(then)s; today they would be %(now)s. "
        "What was credited changes only if it is revoked and claimed anew."
    ),
}
"""What is said of hours that would be others today, by whether they are credited."""


def check(case: Case) -> Iterator[Finding]:
    facts, credited = case.facts, case.step == "revoke"
    if facts.sharing and not credited:
        text = N_(
            "Other claims of that year share a cap of hours with this one. "
            "Decide it together with the others: %(claims)s."
        )
        claims = ", ".join(map(str, facts.sharing))
        yield Finding("more_of_the_year", Text(text, claims=claims), case.kind.clause, "warning")
    if facts.pinned is None or facts.pinned == facts.used or facts.now is None:
        return
    now = to_hours(computed(facts.now) or 0)
    if now != facts.worked:
        said = Text(STANDS[credited], then=facts.worked, now=now)
        yield Finding("caps_have_changed", said, case.kind.clause, "warning")
