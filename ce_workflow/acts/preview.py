"""What the rules would say, told before anybody takes the step: the same rules, and no step taken."""

from __future__ import annotations

import json
from datetime import date, datetime

from ce_workflow.acts.act import Act
from ce_workflow.acts.known import facts_of
from ce_workflow.clock import day_of
from ce_workflow.errors import Finding
from ce_workflow.kinds import KINDS
from ce_workflow.kinds.fields import load
from ce_workflow.people.actor import Actor
from ce_workflow.rules import findings
from ce_workflow.store import facts


def against_submission(claim_id: int, actor: Actor, at: datetime, filed_on: date | None = None) -> list[Finding]:
    """Everything that the rules have to say about the claim as it is kept now: refusals first, then warnings."""
    act = Act("submit", actor, at, "", filed_on or day_of(at))
    act.claims = facts.claims("submit", [claim_id], actor, at)
    claim = act.claims[claim_id]
    if claim.achievement_key:
        act.siblings = facts.siblings([claim.achievement_key])
    kind = KINDS[claim.kind]
    return findings("submit", kind, load(kind, json.loads(claim.fields)), facts_of(act, claim))


def to_decide_with(step: str, claim_id: int, actor: Actor, at: datetime) -> list[Finding]:
    """The warnings that hold now for whoever is about to decide by `step`, whatever they will answer."""
    act = Act(step, actor, at, "", day_of(at))
    act.claims = facts.claims(step, [claim_id], actor, at)
    claim = act.claims[claim_id]
    return [found for found in findings(step, KINDS[claim.kind], {}, facts_of(act, claim)) if not found.refuses]
