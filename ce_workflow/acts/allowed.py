"""Who may take which step with a claim: asked by `perform`, and by pages before anybody tries.

There is one definition: the state has the step, the role takes it, the claim lies at a
desk of the actor, and separation of duties allows this natural person. What a page
offers is what an act would take, as of the moment of reading; the act asks again.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import reduce
from types import SimpleNamespace

from ce_workflow.errors import DutiesSeparate, NobodysDesk, NotFound, NotYourDesk, Refusal, StepNotAllowed
from ce_workflow.people.actor import Actor
from ce_workflow.people.duties import DECIDING, FILING, against
from ce_workflow.people.reach import covers
from ce_workflow.people.roles import CLAIMANT
from ce_workflow.people.roles import LABELS as ROLE_LABELS
from ce_workflow.states import steps
from ce_workflow.states.desks import desks
from ce_workflow.states.names import DRAFT, RETURNED, label
from ce_workflow.states.steps import Step
from ce_workflow.store import facts
from ce_workflow.store.claims import name_of
from ce_workflow.words import N_, Text


def step_of(name: str, claim: SimpleNamespace, actor: Actor) -> Step:
    """The row of the step that this actor may take; raises StepNotAllowed, NotYourDesk or DutiesSeparate.

    `actor` has the scopes that are held just now.
    """
    step = steps.find(name, claim.state, claim.route)
    if step is None:
        allowed = tuple(dict.fromkeys(row.name for row in steps.possible(claim.state, claim.route)))
        raise StepNotAllowed(Text(steps.LABELS.get(name, name)), label(claim.state, claim.route), allowed)
    if (refusal := hindrance(step, claim, actor)) is not None:
        raise refusal
    return step


def hindrance(step: Step, claim: SimpleNamespace, actor: Actor) -> Refusal | None:
    """Why this actor may not take the step with the claim, or None."""
    if (
        actor.role not in step.roles
        or (step.at_desk and claim.desk not in actor.scopes)
        or (_files_for_another(step, actor) and claim.filed_by_org not in actor.scopes)
    ):
        role = Text(ROLE_LABELS[actor.role])
        if claim.desk is None and claim.state not in (DRAFT, RETURNED):
            return NobodysDesk(role=role, state=label(claim.state, claim.route))
        return NotYourDesk(role=role, holder=name_of(claim.desk))
    reasons = against(step.name, claim, actor, claim.deeds)
    return DutiesSeparate(why=reduce(_and, reasons)) if reasons else None


def _and(said: Text, more: Text) -> Text:
    """One sentence after another."""
    return Text(N_("%(said)s %(more)s"), said=said, more=more)


def _files_for_another(step: Step, actor: Actor) -> bool:
    return step.name in FILING and actor.role != CLAIMANT


@dataclass(frozen=True)
class Option:
    """A step that the state of a claim has for this role, and what keeps the actor from it, if anything does."""

    step: Step
    refusal: Refusal | None = None


def may_take(name: str, claim_id: int, actor: Actor, at: datetime) -> Step:
    """`step_of` for a claim as it is kept now, for pages that show its form; raises NotFound when out of reach."""
    claim = facts.claims("decide", [claim_id], actor, at).get(claim_id)
    holder = _holder(claim, actor)
    if claim is None or holder is None:
        raise NotFound
    return step_of(name, claim, holder)


def options(claim_id: int, actor: Actor, at: datetime) -> list[Option]:
    """The steps that the claim's state has for the actor's role, in the order of the table."""
    return options_of([claim_id], actor, at).get(claim_id, [])


def options_of(ids: Iterable[int], actor: Actor, at: datetime) -> dict[int, list[Option]]:
    """`options` of several claims in one read, which locks nothing; those out of reach are left out."""
    found = facts.claims("decide", ids, actor, at, lock=False)
    holders = {claim_id: _holder(claim, actor) for claim_id, claim in found.items()}
    return {claim_id: _options(found[claim_id], holder) for claim_id, holder in holders.items() if holder is not None}


def leaves_a_decision(found: Iterable[Option]) -> bool:
    """Is a deciding step among these open to the actor?"""
    return any(option.step.name in DECIDING and option.refusal is None for option in found)


def _holder(claim: SimpleNamespace | None, actor: Actor) -> Actor | None:
    """The actor with the scopes held just now; None where they do not reach the claim."""
    if claim is None or claim.granted is None:
        return None
    holder = replace(actor, scopes=claim.granted)
    return holder if covers(holder, claim) else None


def _options(claim: SimpleNamespace, actor: Actor) -> list[Option]:
    rows = [row for row in steps.possible(claim.state, claim.route) if actor.role in row.roles]
    return [Option(row, hindrance(row, claim, actor)) for row in rows if _concerns(row, claim, actor)]


def _concerns(row: Step, claim: SimpleNamespace, actor: Actor) -> bool:
    """Steps at a desk concern those who could have the claim there; an organiser's filing its own claims only."""
    if _files_for_another(row, actor):
        return claim.filed_by_org in actor.scopes
    return not row.at_desk or any(
        role == actor.role and code in actor.scopes for role, code in desks(claim.state, claim)
    )
