"""Whoever sends back, does not recognise or revokes names the reason, out of the list."""

from __future__ import annotations

from collections.abc import Iterator

from ce_workflow.errors import Finding
from ce_workflow.rules.case import Case
from ce_workflow.words import N_, Text

AT = ("send_back", "reject", "revoke")


def check(case: Case) -> Iterator[Finding]:
    given = case.given
    if not given.get("reason"):
        yield Finding("reason_missing", Text(N_("Choose the reason for this decision.")), field="reason")
