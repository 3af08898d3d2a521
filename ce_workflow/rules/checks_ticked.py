"""Whoever reviews or verifies has gone through the whole checklist of the kind."""

from __future__ import annotations

from collections.abc import Iterator

from ce_workflow.errors import Finding
from ce_workflow.rules.case import Case
from ce_workflow.words import N_, Text

AT = ("review", "verify")


def check(case: Case) -> Iterator[Finding]:
    ticked = case.given.get("checks", ())
    for line in case.kind.checks.get(case.step, ()):
        if line.code not in ticked:
            text = N_("Checklist: “%(line)s” is not ticked. Look at it, or send the claim back.")
            yield Finding("check_missing", Text(text, line=Text(line.label)), field="checks")
