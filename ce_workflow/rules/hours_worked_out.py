"""The answers lead to some hours; where they lead to none, the deciders are told."""

from __future__ import annotations

from collections.abc import Iterator

from ce_workflow.errors import Finding
from ce_workflow.rules.case import Case
from ce_workflow.words import N_, Text

AT = ("submit",)


def check(case: Case) -> Iterator[Finding]:
    if case.worked is not None and case.worked.hours == 0 and case.worked.eligible:
        text = N_("From these answers no hours are worked out: the deciders decide whether there are any.")
        yield Finding("no_hours_worked_out", Text(text), level="warning", field="hours_claimed")
