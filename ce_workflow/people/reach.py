"""Whom a claim concerns: the one definition of reach.

The page, the list, the API, the export and the count all follow it; the WHERE clause
in the store is its twin, and a test over the whole cast holds the two together.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Protocol

from ce_workflow.people import roles
from ce_workflow.people.actor import Actor


class Reached(Protocol):
    """What the reach of an actor depends on. Codes may be missing."""

    @property
    def person_id(self) -> str: ...
    @property
    def unit(self) -> str | None: ...
    @property
    def department(self) -> str | None: ...
    @property
    def district(self) -> str | None: ...
    @property
    def desk(self) -> str | None: ...
    @property
    def submitted_at(self) -> datetime | None: ...
    @property
    def filed_by_org(self) -> str | None: ...


def covers(actor: Actor, claim: Reached) -> bool:
    """May this actor, in this role, see this claim at all?"""
    reach = _REACH.get(actor.role)
    return reach is not None and reach(actor, claim)


class Placed(Protocol):
    """What the reach of an actor to the roll of a unit depends on."""

    @property
    def code(self) -> str: ...
    @property
    def department(self) -> str | None: ...
    @property
    def district(self) -> str | None: ...


def covers_roll(actor: Actor, unit: Placed) -> bool:
    """May this actor, in this role, see how the people of this unit stand?"""
    match actor.role:
        case roles.REVIEWER:
            return _within(actor, unit.code)
        case roles.VERIFIER:
            return _within(actor, unit.department)
        case roles.DISTRICT:
            return _within(actor, unit.district)
    return actor.role in ROLL_READERS


def filed_by(claim: Reached, actor: Actor) -> bool:
    """Is it the actor's own claim, or one that their organisation filed?"""
    return _own(actor, claim) if actor.role == roles.CLAIMANT else _filed(actor, claim)


def _own(actor: Actor, claim: Reached) -> bool:
    return actor.person_id is not None and claim.person_id == actor.person_id


def _of_unit(actor: Actor, claim: Reached) -> bool:
    return _filed(actor, claim) or (_sent(actor, claim) and _within(actor, claim.unit))


def _of_department(actor: Actor, claim: Reached) -> bool:
    return _filed(actor, claim) or (_sent(actor, claim) and _within(actor, claim.department, claim.desk))


def _of_district(actor: Actor, claim: Reached) -> bool:
    return _sent(actor, claim) and _within(actor, claim.district, claim.desk)


def _sent(_: Actor, claim: Reached) -> bool:
    """Submitted at least once: a draft, and one that was withdrawn, concern only the claimant and who filed them."""
    return claim.submitted_at is not None


def _filed(actor: Actor, claim: Reached) -> bool:
    """Filed by the actor's organisation on behalf of a participant, from the draft on."""
    return _within(actor, claim.filed_by_org)


def _within(actor: Actor, *codes: str | None) -> bool:
    return any(code and code in actor.scopes for code in codes)


_REACH: dict[str, Callable[[Actor, Reached], bool]] = {
    roles.CLAIMANT: _own,
    roles.REVIEWER: _of_unit,
    roles.VERIFIER: _of_department,
    roles.DISTRICT: _of_district,
    roles.CITY: _sent,
    roles.AUDITOR: _sent,
    roles.BASE: _filed,
    roles.SYSTEM: lambda _actor, _claim: True,
}

READERS = tuple(code for code in roles.GRANTED if code in _REACH)
"""Roles that reach claims at all, in the order of the table."""

ROLL_READERS = (roles.REVIEWER, roles.VERIFIER, roles.DISTRICT, roles.CITY, roles.AUDITOR)
"""Roles that see rolls of units."""
