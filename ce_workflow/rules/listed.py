"""An answer out of a list is one that the notice, or the platform's default, recognises.

A value outside the list rests on the clause of the kind. Answers that are offered only so
that the form can explain why they do not count are refused by the rule set.
"""

from __future__ import annotations

from collections.abc import Iterator

from ce_workflow.errors import Finding
from ce_workflow.rules.case import Case
from ce_workflow.words import N_, Text

AT = ("submit",)


def check(case: Case) -> Iterator[Finding]:
    kind, given = case.kind, case.given
    for field in kind.fields:
        if not field.choices or field.name not in given:
            continue
        answer = given[field.name]
        if answer not in {choice.code for choice in field.choices}:
            says = N_("%(field)s: “%(answer)s” is not one of the answers. Choose one from the list.")
            text = Text(says, field=Text(field.label), answer=answer)
            yield Finding("not_listed", text, field.clause or kind.clause, field=field.name)
