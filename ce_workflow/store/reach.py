"""Reach as WHERE clauses: the twin of `people.reach`, held to it by a test over the whole cast.

Reach is a few stretches, each of which one index serves from the newest claim down; a
list reads the beginning of each, a single claim is looked for in all of them.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, and_, false, or_

from ce_workflow.people import roles
from ce_workflow.people.actor import Actor
from ce_workflow.store.tables import Claim, Organisation


def within_reach(actor: Actor) -> ColumnElement[bool]:
    """True for the claims that `actor`, in this role, may see at all."""
    return or_(false(), *stretches(actor))


def stretches(actor: Actor) -> list[ColumnElement[bool]]:
    """The conditions that together make the actor's reach; a claim may satisfy several."""
    sent = Claim.submitted_at.is_not(None)
    filed = [Claim.filed_by_org == code for code in actor.scopes]
    match actor.role:
        case roles.CLAIMANT:
            return [Claim.person_id == actor.person_id] if actor.person_id else []
        case roles.REVIEWER:
            return [*filed, *(and_(sent, Claim.unit == code) for code in actor.scopes)]
        case roles.VERIFIER:
            return [*filed, *_sent_to(actor, Claim.department, Claim.desk)]
        case roles.DISTRICT:
            return _sent_to(actor, Claim.district, Claim.desk)
        case roles.CITY | roles.AUDITOR:
            return [sent]
        case roles.BASE:
            return filed
    return []


def reaches_all(actor: Actor) -> bool:
    """Is the actor's reach every claim that was ever submitted?"""
    return actor.role in (roles.CITY, roles.AUDITOR)


def _sent_to(actor: Actor, *columns: Any) -> list[ColumnElement[bool]]:
    return [and_(Claim.submitted_at.is_not(None), column == code) for column in columns for code in actor.scopes]


def rolls_within_reach(actor: Actor) -> ColumnElement[bool]:
    """True for the units whose rolls `actor`, in this role, may see."""
    of_kind = Organisation.kind == "unit"
    match actor.role:
        case roles.REVIEWER:
            return and_(of_kind, Organisation.code.in_(actor.scopes))
        case roles.VERIFIER:
            return and_(of_kind, Organisation.department.in_(actor.scopes))
        case roles.DISTRICT:
            return and_(of_kind, Organisation.district.in_(actor.scopes))
        case roles.CITY | roles.AUDITOR:
            return of_kind
    return false()
