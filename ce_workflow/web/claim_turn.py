"""With whom a claim lies, since when, and what the reader of its page is to do now.

The claimant is spoken to; to everybody else it is told of the claimant.
"""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

from ce_workflow.clock import day_of
from ce_workflow.errors import Finding
from ce_workflow.people import roles
from ce_workflow.people.actor import Actor
from ce_workflow.people.duties import DECIDING
from ce_workflow.people.reach import filed_by
from ce_workflow.rules.appeal import appeal_findings, last_day
from ce_workflow.states.names import (
    APPEALED,
    CREDITED,
    DRAFT,
    REJECTED,
    RETURNED,
    REVOKED,
    SECTOR_VERIFIED,
    WAITING,
    WITHDRAWN,
)
from ce_workflow.web.calendar import day_off
from ce_workflow.words import N_, Text

ENDED = {
    SECTOR_VERIFIED: N_("It was decided on %(at)s."),
    CREDITED: N_("The hours were credited on %(at)s."),
    REJECTED: N_("This was decided on %(at)s."),
    WITHDRAWN: N_("The claimant withdrew it on %(at)s."),
    REVOKED: N_("The hours were taken back on %(at)s."),
}
"""What is said of a claim that waits for nobody."""

# By whether the reader is the claimant.
WITH_CLAIMANT = {
    False: N_("It has been with the claimant since %(at)s."),
    True: N_("It has been with you since %(at)s."),
}
WITH_BOTH = {
    False: N_("It has been with the claimant, and with %(organisation)s who filed it, since %(at)s."),
    True: N_("It has been with you, and with %(organisation)s who filed it, since %(at)s."),
}
MAY_APPEAL = {
    False: N_("The claimant may appeal until %(until)s."),
    True: N_("You may appeal until %(until)s."),
}


class Turn(NamedTuple):
    """What the reader is to do now, in one sentence; `act` is the name of the way there, "" where it needs none."""

    says: str
    act: str = ""


SUBMIT = Turn(N_("Check it, then submit it. Nobody sees it before."))
COMPLETE = Turn(N_("Please complete it first; what is missing is named here."))
CORRECT = Turn(N_("Please correct what is named here, then submit it again."), N_("Correct it"))
CORRECTED = Turn(N_("It has been changed since it was sent back. Check it, then submit it again."))
DECIDE = Turn(N_("Waiting for your decision."), N_("Decide now"))
ANSWER = Turn(N_("The appeal is waiting for your decision."), N_("Decide on the appeal"))
MAY = Turn(N_("If you do not agree, you may appeal."), N_("Appeal"))
NOTHING = Turn(N_("You need do nothing now."))


def whereabouts(claim: Any, organisations: dict[str, Any], actor: Actor, today: date) -> list[Text]:
    """With whom it lies and since when; what comes next by itself."""
    since = {"at": claim.moved_at}
    if claim.credit_due_on is not None:
        text = N_("It is decided. The hours are credited by themselves when the notice period ends, on %(on)s.")
        return [Text(text, on=claim.credit_due_on)]
    desk = organisations.get(claim.desk or "")
    if claim.state in WAITING and desk is not None:
        role = Text(roles.LABELS[roles.ROLE_AT[desk.kind]])
        text = N_("It has been with %(organisation)s (%(role)s) since %(at)s.")
        return [Text(text, organisation=desk.name, role=role, **since)]
    mine = actor.role == roles.CLAIMANT and filed_by(claim, actor)
    if claim.state in (DRAFT, RETURNED):
        organiser = organisations.get(claim.filed_by_org or "")
        if organiser is not None:
            return [Text(WITH_BOTH[mine], organisation=organiser.name, **since)]
        return [Text(WITH_CLAIMANT[mine], **since)]
    ended = [Text(ENDED[claim.state], **since)]
    if not may_appeal(claim, today):
        return ended
    until = last_day(day_of(claim.moved_at))
    note = day_off(until)
    return [*ended, Text(MAY_APPEAL[mine], until=until), *([note] if note else [])]


def may_appeal(claim: Any, today: date) -> bool:
    """Is there a decision that can still be appealed against today, whoever reads?"""
    decided_on = day_of(claim.moved_at) if claim.state in (REJECTED, REVOKED) else None
    return not list(appeal_findings(decided_on, today, claim.appeals))


def turn(
    claim: Any, actor: Actor, may: list[str], preview: list[Finding], today: date, *, changed: bool
) -> Turn | None:
    """What the reader is to do now; None where it is not theirs. `changed`: nothing happened since its last edit."""
    if "submit" in may:
        whole = not any(finding.refuses for finding in preview)
        if claim.state == RETURNED:
            return (CORRECTED if whole else COMPLETE) if changed else CORRECT
        return SUBMIT if whole else COMPLETE
    if "appeal" in may:
        return MAY if may_appeal(claim, today) else None
    if any(name in DECIDING and name != "revoke" for name in may) and claim.desk in actor.scopes:
        asked = ANSWER if claim.state == APPEALED else DECIDE
        return asked if claim.credit_due_on is None else None
    return NOTHING if claim.state in WAITING and filed_by(claim, actor) else None
