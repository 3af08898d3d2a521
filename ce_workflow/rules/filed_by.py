"""Who may file a claim of this kind, where the rule set says so: the professional, or an organiser for them."""

from __future__ import annotations

from collections.abc import Iterator

from ce_workflow.errors import Finding
from ce_workflow.rules.case import Case
from ce_workflow.rules.sets.explain import cited
from ce_workflow.words import N_, Text

AT = ("submit",)
CLAIMANT, ORGANISER = "claimant", "organiser"


def check(case: Case) -> Iterator[Finding]:
    way, rules = case.way, case.facts.rules
    if way is None or rules is None or not way.registered_by or case.facts.filed_by in way.registered_by:
        return
    if case.facts.filed_by == CLAIMANT:
        text = N_(
            "By the rules on hours this kind is filed by the organiser, not by the professional. Ask them to file it."
        )
    else:
        text = N_("By the rules on hours this kind is filed by the professional, not by an organiser.")
    yield Finding("not_filed_by", Text(text), cited(rules, way.basis) or None)
