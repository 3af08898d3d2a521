"""An answer out of a list is one that the notice, or the platform's default, recognises.

Answers that are offered only so that the form can explain them carry their own sentence
and clause; a value outside the list rests on the clause of the kind.
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
        choice = next((choice for choice in field.choices if choice.code == answer), None)
        if choice is None:
            says = N_("%(field)s: “%(answer)s” is not one of the answers. Choose one from the list.")
            text = Text(says, field=Text(field.label), answer=answer)
            yield Finding("not_listed", text, field.clause or kind.clause, field=field.name)
        else:
            for why in choice.refused_by:
                yield Finding(why.code, Text(why.says), why.clause, field=field.name)
