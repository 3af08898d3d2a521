"""What the kind itself has to say: the tests that its own clause sets."""

from __future__ import annotations

from collections.abc import Iterable

from ce_workflow.errors import Finding
from ce_workflow.rules.case import Case

AT = ("submit",)


def check(case: Case) -> Iterable[Finding]:
    kind, given, facts = case.kind, case.given, case.facts
    return kind.findings(given, facts)
