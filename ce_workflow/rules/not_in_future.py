"""What is claimed is done: no day lies after the day of filing."""

from __future__ import annotations

from collections.abc import Iterator

from ce_workflow.errors import Finding
from ce_workflow.rules.case import Case
from ce_workflow.words import N_, Text

AT = ("submit",)


def check(case: Case) -> Iterator[Finding]:
    kind, given, facts = case.kind, case.given, case.facts
    for field in kind.fields:
        if field.type == "date" and field.name in given and given[field.name] > facts.filed_on:
            says = N_("%(field)s: %(day)s lies after the day of filing, %(filed_on)s. Claim when it is done.")
            text = Text(says, field=Text(field.label), day=given[field.name], filed_on=facts.filed_on)
            yield Finding("in_the_future", text, field=field.name)
