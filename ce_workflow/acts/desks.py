"""Where a claim goes next: the proper desk, or another one when nobody is left there who may decide."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import SimpleNamespace
from typing import Any

from ce_workflow.acts.act import Act
from ce_workflow.people.actor import SYSTEM, Actor
from ce_workflow.people.duties import against
from ce_workflow.people.roles import REVIEWER
from ce_workflow.states.desks import desks
from ce_workflow.states.machine import state_after
from ce_workflow.states.names import APPEALED, SECTOR_ONLY, SUBMITTED, WAITING


def place(
    act: Act,
    claim: SimpleNamespace,
    step: str,
    *,
    note: str | None = None,
    reason: str | None = None,
    checks: Iterable[str] = (),
    document: str | None = None,
    content: Mapping[str, Any] | None = None,
) -> None:
    """Take `step` with the claim and lay it on the desk of its new state; reroute it when nobody is left there."""
    coming = state_after(step, claim.state) or claim.state
    options = desks(coming, claim)
    claim.desk = options[0][1] if options else None
    act.move(claim, step, note=note, reason=reason, document=document, checks=checks, content=content)
    settle(act, claim)


def settle(act: Act, claim: SimpleNamespace) -> bool:
    """Pass a waiting claim on when nobody at its desk may decide it; says whether it was passed on.

    To the competent department (a submitted claim then goes its way without the unit),
    else to the district, then to the city, where it stays even if nobody is there yet.
    """
    options = desks(claim.state, claim)
    if claim.state not in WAITING or claim.credit_due_on is not None or len(options) < 2:
        return False
    here = next((index for index, (_, code) in enumerate(options) if code == claim.desk), 0)
    onward = options[here:]
    role, code = next((place for place in onward if _somebody(act, claim, *place)), options[-1])
    if code == claim.desk:
        return False
    claim.desk = code
    if claim.state == SUBMITTED and role != REVIEWER:
        claim.route = SECTOR_ONLY
    act.move(claim, "reroute", by=SYSTEM)
    return True


def _somebody(act: Act, claim: SimpleNamespace, role: str, code: str) -> bool:
    """Is there anybody who holds this role here and may decide the claim?"""
    step = "uphold" if claim.state == APPEALED else "review" if role == REVIEWER else "verify"
    holders = claim.holders if "holders" in vars(claim) else act.holders()  # mostly they were read with the claim
    return any(
        not against(step, claim, Actor(None, "", person, role, (code,)), claim.deeds)
        for person in holders.get((role, code), ())
    )
