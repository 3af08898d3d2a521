"""Days on which the person was somewhere else already: a question for the deciders, not a constraint.

The notice does not forbid to attend two things on a day; the same days are often the same thing
claimed twice, as training and as a conference.
"""

from __future__ import annotations

from collections.abc import Iterator

from ce_workflow.errors import Finding
from ce_workflow.rules.case import Case
from ce_workflow.words import N_, Text

AT = ("submit",)


def check(case: Case) -> Iterator[Finding]:
    others = case.facts.alike.days
    if case.kind.span is not None and others:
        text = N_("Some of its days are those of other claims of the same person: %(claims)s. Say which hours count.")
        claims = ", ".join(map(str, others))
        yield Finding("days_overlap", Text(text, claims=claims), level="flag", field=case.kind.span[0])
