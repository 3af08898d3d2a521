"""What the rules would say, told before anybody takes the step: the same rules, and no step taken."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Any

from ce_workflow.acts import filing
from ce_workflow.acts.act import Act
from ce_workflow.acts.known import facts_of
from ce_workflow.clock import day_of
from ce_workflow.errors import Finding
from ce_workflow.kinds import KINDS
from ce_workflow.kinds.fields import dump, load, parse
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


def against_filing(
    given: Mapping[str, Any], pieces: Collection[str], actor: Actor, at: datetime, filed_on: date | None = None
) -> list[Finding]:
    """The same of a claim that cannot be kept, since some answers cannot be read: by those that can."""
    act = Act("create", actor, at, "preview", filed_on or day_of(at))
    _, people, _ = facts.beginning([actor.person_id or ""], 1, actor, at)
    kind = KINDS[given["kind"]]
    answers, _ = parse(kind, given["fields"])
    claim = filing.create(act, 0, people, {"kind": kind.code, "fields": dump(kind, answers)})  # written nowhere
    claim.the_year, claim.pieces = facts.year(claim.year), frozenset(pieces)
    act.step = "submit"
    if claim.achievement_key:
        act.siblings = facts.siblings([claim.achievement_key])
    return findings("submit", kind, answers, facts_of(act, claim))


def to_decide_with(step: str, claim_id: int, actor: Actor, at: datetime) -> list[Finding]:
    """The warnings that hold now for whoever is about to decide by `step`, whatever they will answer."""
    act = Act(step, actor, at, "", day_of(at))
    act.claims = facts.claims(step, [claim_id], actor, at)
    claim = act.claims[claim_id]
    return [found for found in findings(step, KINDS[claim.kind], {}, facts_of(act, claim)) if not found.refuses]
