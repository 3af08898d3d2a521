"""Why a claim has the hours that it has: the trace in words, under the version that the claim pins."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from ce_workflow.acts.act import Act
from ce_workflow.acts.worked import kept_beside, rules_of, worked_out
from ce_workflow.clock import day_of
from ce_workflow.kinds import KINDS
from ce_workflow.kinds.fields import load
from ce_workflow.kinds.kind import Kind
from ce_workflow.people.actor import Actor
from ce_workflow.rules.case import work_out
from ce_workflow.rules.facts import Facts
from ce_workflow.rules.sets import explain as words
from ce_workflow.rules.sets.asked import names_of
from ce_workflow.rules.sets.caps import unpack
from ce_workflow.rules.sets.explain import Explained
from ce_workflow.rules.sets.shape import RuleSet
from ce_workflow.rules.sets.trace import Result
from ce_workflow.states.names import DRAFT, RETURNED
from ce_workflow.store import facts, rule_sets


def explain(rules: RuleSet, result: Result, kind: Kind) -> list[Explained]:
    """The lines of the trace, with the words of the kind's own questions."""
    return list(words.explained(rules, result, names_of(rules.ways[kind.code])))


def how_worked_out(claim: Any, actor: Actor, at: datetime) -> tuple[RuleSet | None, Result | None]:
    """The rules and the result of a claim: once submitted by what it pins, before that by what holds today."""
    if claim.rule_version is not None and claim.state not in (DRAFT, RETURNED):
        return worked_again(claim)
    act = Act("edit", actor, at, "", day_of(at))
    found = facts.claims("edit", [claim.id], actor, at, lock=False)[claim.id]
    kind = KINDS[claim.kind]
    return rules_of(act, found), worked_out(act, found, kind, load(kind, json.loads(found.fields)))


def worked_again(claim: Any) -> tuple[RuleSet | None, Result | None]:
    """The result of a claim that has been submitted, by all that it pins: the same for ever."""
    rules = rule_sets.whole(claim.rule_version)
    kind = KINDS[claim.kind]
    way = rules.ways.get(claim.kind) if rules else None
    told = Facts(claim.filed_on, rules=rules, used=unpack(claim.used) or {}, beside=kept_beside(claim, way))
    return rules, work_out(kind, load(kind, json.loads(claim.fields)), told)
