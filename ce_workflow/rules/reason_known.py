"""A reason, where one is given, is one of the list."""

from __future__ import annotations

from collections.abc import Iterator

from ce_workflow.errors import Finding
from ce_workflow.rules.case import Case
from ce_workflow.rules.decision import REASONS
from ce_workflow.words import N_, Text

AT = ("review", "verify", "send_back", "reject", "revoke")
CODES = frozenset(choice.code for choice in REASONS)


def check(case: Case) -> Iterator[Finding]:
    given = case.given
    reason = given.get("reason")
    if reason and reason not in CODES:
        text = N_("“%(reason)s” is not one of the reasons. Choose one from the list.")
        yield Finding("reason_unknown", Text(text, reason=reason), field="reason")
