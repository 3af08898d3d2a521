"""Everything that the kind asks for is answered."""

from __future__ import annotations

from collections.abc import Iterator

from ce_workflow.errors import Finding
from ce_workflow.rules.case import Case
from ce_workflow.words import N_, Text

AT = ("submit",)


def check(case: Case) -> Iterator[Finding]:
    kind, given = case.kind, case.given
    for field in kind.fields:
        if field.required and field.name not in given:
            text = Text(N_("“%(field)s” is blank. Fill it in."), field=Text(field.label))
            yield Finding("blank", text, field.clause, field=field.name)
