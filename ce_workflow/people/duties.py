"""Separation of duties, by natural person: accounts and roles do not matter, people do.

Never on one's own claim; never for the unit and for the sector both; never the appeal
against what one decided; and after an overturn nobody who decided before decides again.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from ce_workflow.people.actor import Actor
from ce_workflow.people.roles import REVIEWER, SYSTEM
from ce_workflow.words import N_, Text

APPEAL_STEPS = frozenset({"uphold", "overturn"})
DECIDING = frozenset({"review", "verify", "send_back", "reject", "revoke"}) | APPEAL_STEPS
"""Steps by which a natural person becomes one who has decided the claim."""

FILING = frozenset({"create", "edit", "submit"})

UNKNOWN = N_("It is not known which natural person uses this account.")
OWN = N_("This is your own claim.")
FILED = N_("You filed this claim on behalf of the claimant.")
UNIT_BEFORE = N_(
    "You have decided this claim for the unit; the competent department's decision has to be taken by another person."
)
SECTOR_BEFORE = N_(
    "You have decided this claim for the competent department; the unit's decision has to be taken by another person."
)
DECIDED = N_("You took part in deciding the claim; an appeal is decided by somebody who did not.")
OVERTURNED = N_("You decided this claim before the decision was overturned.")


class Decided(Protocol):
    """What is asked of the claim: whose it is, and which person filed it."""

    @property
    def person_id(self) -> str: ...
    @property
    def filed_by(self) -> str | None: ...


class Deed(Protocol):
    """What is asked of an event of the claim."""

    @property
    def action(self) -> str: ...
    @property
    def actor_person_id(self) -> str | None: ...
    @property
    def actor_role(self) -> str: ...


def against(step: str, claim: Decided, actor: Actor, deeds: Sequence[Deed]) -> list[Text]:
    """Every reason why this natural person may not take the step; empty when there is none.

    `deeds` are the events of the claim that persons caused, in their order. Steps that
    decide nothing, and the system, are free.
    """
    if step not in DECIDING or actor.role == SYSTEM:
        return []
    person = actor.person_id
    if person is None:
        return [Text(UNKNOWN)]
    done = [deed for deed in deeds if deed.actor_person_id == person]
    decided = [deed for deed in done if deed.action in DECIDING]
    reasons = []
    if claim.person_id == person:
        reasons.append(OWN)
    elif claim.filed_by == person or any(deed.action in FILING for deed in done):
        reasons.append(FILED)
    if step in APPEAL_STEPS:
        if decided:
            reasons.append(DECIDED)
    elif person in _barred(deeds):
        reasons.append(OVERTURNED)
    elif any((deed.actor_role == REVIEWER) != (actor.role == REVIEWER) for deed in decided):
        reasons.append(SECTOR_BEFORE if actor.role == REVIEWER else UNIT_BEFORE)
    return [Text(reason) for reason in reasons]


def _barred(deeds: Sequence[Deed]) -> set[str | None]:
    """The persons who decided up to the last overturn, whoever overturned too."""
    last = max((place for place, deed in enumerate(deeds, start=1) if deed.action == "overturn"), default=0)
    return {deed.actor_person_id for deed in deeds[:last] if deed.action in DECIDING}
