"""Decisions about a claim of 40 hours, for the tests of their rules."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from ce_workflow.kinds import KINDS
from ce_workflow.rules import findings
from ce_workflow.rules.decision import parse_decision
from ce_workflow.rules.facts import Facts
from tests.core.claims_2019 import YEARS

KIND = KINDS["patent"]
FORTY = Decimal(40)
SENTENCE = "证书不清晰，请重新上传。"

RIGHT: dict[str, dict[str, object]] = {
    "review": {"hours": 40, "checks": "all"},
    "verify": {"hours": 40, "checks": "all"},
    "send_back": {"reason": "evidence_unclear", "note": SENTENCE},
    "reject": {"reason": "not_eligible", "note": SENTENCE},
    "revoke": {"reason": "not_genuine", "note": SENTENCE},
    "appeal": {"note": SENTENCE},
    "uphold": {"note": SENTENCE},
    "overturn": {"note": SENTENCE},
}


def said(step: str, changes: dict[str, object] | None = None, **known: Any) -> list[tuple[str, str | None]]:
    """(code, field) of what the rules say about the decision, with changes to it and to the facts."""
    decision, found = parse_decision(step, KIND, RIGHT[step] | (changes or {}))
    assert found == []
    day = date(2019, 6, 10)
    facts: dict[str, Any] = {"filed_on": day, "decided_on": day, "year": YEARS[2019], "claimed": FORTY}
    facts |= {"refused_on": day} | known
    return [(finding.code, finding.field) for finding in findings(step, KIND, decision, Facts(**facts))]
