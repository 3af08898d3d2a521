"""Every step that a claim can take: who takes it, from where to where, and what it asks for, one row each.

Read a row aloud: "a reviewer may REVIEW a claim that is submitted, which makes it
unit_reviewed". Buttons, commands, the diagram, the permission tests and the audit
words are all made from these rows; what a step does beside moving the claim stands in
`acts.perform.EFFECTS`. `source` None: the claim begins to exist.
"""

from __future__ import annotations

from dataclasses import dataclass

from ce_workflow.people.roles import CITY, CLAIMANT, DISTRICT, ORGANISERS, REVIEWER, SYSTEM, VERIFIER
from ce_workflow.states.names import (
    APPEALED,
    CREDITED,
    DRAFT,
    REJECTED,
    RETURNED,
    REVOKED,
    ROUTES,
    SECTOR_ONLY,
    SECTOR_VERIFIED,
    SUBMITTED,
    UNIT_ONLY,
    UNIT_REVIEWED,
    UNIT_THEN_SECTOR,
    WITHDRAWN,
)
from ce_workflow.words import N_

OWNER = (CLAIMANT,)
FILERS = (CLAIMANT, *sorted(ORGANISERS))
HOLDERS = (VERIFIER, DISTRICT, CITY)
APPEAL_HOLDERS = (DISTRICT, CITY)
BY_UNIT = (UNIT_THEN_SECTOR, UNIT_ONLY)

ADVERSE = ("reason", "note")


@dataclass(frozen=True)
class Step:
    """One row. `at_desk`: only the organisation that has the claim may take it."""

    name: str
    source: str | None
    target: str
    roles: tuple[str, ...]
    asks: tuple[str, ...] = ()
    routes: tuple[str, ...] = ROUTES
    at_desk: bool = False


def _decision(
    name: str, source: str, target: str, roles: tuple[str, ...], asks: tuple[str, ...], routes: tuple[str, ...] = ROUTES
) -> Step:
    return Step(name, source, target, roles, asks, routes, at_desk=True)


POSITIVE = ("checks", "hours", "reason", "note")

STEPS = (
    Step("create", None, DRAFT, FILERS),
    Step("edit", DRAFT, DRAFT, FILERS),
    Step("edit", RETURNED, RETURNED, FILERS),
    Step("submit", DRAFT, SUBMITTED, FILERS),
    Step("submit", RETURNED, SUBMITTED, FILERS),
    _decision("review", SUBMITTED, UNIT_REVIEWED, (REVIEWER,), POSITIVE, BY_UNIT),
    _decision("verify", UNIT_REVIEWED, SECTOR_VERIFIED, HOLDERS, POSITIVE, (UNIT_THEN_SECTOR, SECTOR_ONLY)),
    _decision("verify", SUBMITTED, SECTOR_VERIFIED, HOLDERS, POSITIVE, (SECTOR_ONLY,)),
    Step("credit", SECTOR_VERIFIED, CREDITED, (SYSTEM,), routes=(UNIT_THEN_SECTOR, SECTOR_ONLY)),
    Step("credit", UNIT_REVIEWED, CREDITED, (SYSTEM,), routes=(UNIT_ONLY,)),
    _decision("send_back", SUBMITTED, RETURNED, (REVIEWER,), ADVERSE, BY_UNIT),
    _decision("send_back", SUBMITTED, RETURNED, HOLDERS, ADVERSE, (SECTOR_ONLY,)),
    _decision("send_back", UNIT_REVIEWED, RETURNED, HOLDERS, ADVERSE, (UNIT_THEN_SECTOR, SECTOR_ONLY)),
    _decision("send_back", UNIT_REVIEWED, RETURNED, (REVIEWER,), ADVERSE, (UNIT_ONLY,)),
    _decision("send_back", SECTOR_VERIFIED, RETURNED, HOLDERS, ADVERSE),
    _decision("reject", SUBMITTED, REJECTED, (REVIEWER,), ADVERSE, BY_UNIT),
    _decision("reject", SUBMITTED, REJECTED, HOLDERS, ADVERSE, (SECTOR_ONLY,)),
    _decision("reject", UNIT_REVIEWED, REJECTED, HOLDERS, ADVERSE, (UNIT_THEN_SECTOR, SECTOR_ONLY)),
    _decision("reject", UNIT_REVIEWED, REJECTED, (REVIEWER,), ADVERSE, (UNIT_ONLY,)),
    _decision("reject", SECTOR_VERIFIED, REJECTED, HOLDERS, ADVERSE),
    Step("withdraw", DRAFT, WITHDRAWN, (*OWNER, SYSTEM)),
    Step("withdraw", SUBMITTED, WITHDRAWN, (*OWNER, SYSTEM)),
    Step("withdraw", UNIT_REVIEWED, WITHDRAWN, (*OWNER, SYSTEM)),
    Step("withdraw", RETURNED, WITHDRAWN, (*OWNER, SYSTEM)),
    Step("reroute", SUBMITTED, SUBMITTED, (SYSTEM,)),
    Step("reroute", UNIT_REVIEWED, UNIT_REVIEWED, (SYSTEM,)),
    Step("reroute", APPEALED, APPEALED, (SYSTEM,)),
    Step("revoke", CREDITED, REVOKED, HOLDERS, ("reason", "note", "document")),
    Step("appeal", REJECTED, APPEALED, OWNER, ("note", "evidence")),
    Step("appeal", REVOKED, APPEALED, OWNER, ("note", "evidence")),
    _decision("uphold", APPEALED, REJECTED, APPEAL_HOLDERS, ("note",)),
    _decision("overturn", APPEALED, SUBMITTED, APPEAL_HOLDERS, ("note", "document")),
)

NAMES = tuple(dict.fromkeys(step.name for step in STEPS))

FILLED_IN = frozenset({"create", "edit"})
"""Steps that are given the whole claim as its kind asks for it, by pages and commands of their own."""

BY_NAME = tuple(name for name in NAMES if name not in FILLED_IN)
"""Steps that are taken under their name, by address and on the command line; those of the system in vain."""

LABELS = {
    "create": N_("New claim"),
    "edit": N_("Edit"),
    "submit": N_("Submit"),
    "review": N_("Pass unit review"),
    "verify": N_("Verify"),
    "credit": N_("Credit the hours"),
    "send_back": N_("Send back for correction"),
    "reject": N_("Do not recognise"),
    "withdraw": N_("Withdraw"),
    "reroute": N_("Pass on"),
    "revoke": N_("Revoke recognition"),
    "appeal": N_("Appeal"),
    "uphold": N_("Uphold the decision"),
    "overturn": N_("Overturn the decision, review again"),
}

SAYS = {
    "create": N_("began the claim"),
    "edit": N_("changed the claim"),
    "submit": N_("submitted the claim"),
    "review": N_("passed unit review"),
    "verify": N_("verified the claim"),
    "credit": N_("credited the hours"),
    "send_back": N_("sent the claim back for correction"),
    "reject": N_("did not recognise the claim"),
    "withdraw": N_("withdrew the claim"),
    "reroute": N_("passed the claim on"),
    "revoke": N_("revoked the recognition"),
    "appeal": N_("appealed"),
    "uphold": N_("upheld the decision"),
    "overturn": N_("overturned the decision"),
}

ASKS = {step.name: step.asks for step in STEPS}
"""What each step asks for, from whatever state it is taken."""

AGAINST = frozenset(name for name, asks in ASKS.items() if "reason" in asks and "hours" not in asks)
"""Decisions against a claim, which give its claimant a reason."""

_ROWS: dict[tuple[str, str | None, str], Step] = {
    (step.name, step.source, route): step for step in STEPS for route in step.routes
}


def find(name: str, state: str | None, route: str) -> Step | None:
    """The row for step `name` out of `state` on `route`, or None."""
    return _ROWS.get((name, state, route))


def possible(state: str | None, route: str) -> tuple[Step, ...]:
    """All rows out of `state` on `route`, in the order of the table."""
    return tuple(step for step in STEPS if step.source == state and route in step.routes)


RELATION = frozenset((step.source, step.name, step.target) for step in STEPS)
"""(from, action, to): what a replay of events may find, and nothing else."""

UNDECIDING = frozenset({"send_back", "reject", "uphold", "overturn"})
"""Steps after which nobody has reviewed or verified the claim any more (`acts.decisions`)."""
