"""Claims as lines of a list that one understands at a glance: what it is, where it stands, what is to be done now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ce_workflow.clock import day_of
from ce_workflow.kinds import KINDS
from ce_workflow.states import names as states
from ce_workflow.store import claims, names
from ce_workflow.store.tables import Claim
from ce_workflow.web.timeline import REASON_LABELS
from ce_workflow.words import N_, Text


@dataclass(frozen=True)
class Line:
    """One claim. `now` says who has it or what its claimant does next; `for_me`: it waits for its claimant."""

    claim: Claim
    kind: str
    state: Text
    units: int | None
    now: Text | None
    for_me: bool


def lines_of(rows: Sequence[Any]) -> list[Line]:
    """Rows of claims (`store.claims.claims_of`, `reached_by`) as their claimant reads them."""
    holders = names.organisations(row.Claim.desk for row in rows)
    told = (states.RETURNED, states.REJECTED, states.REVOKED)
    reasons = claims.reasons_of([row.Claim.id for row in rows if row.Claim.state in told])
    return [_line(row.Claim, holders.get(row.Claim.desk), reasons.get(row.Claim.id)) for row in rows]


def units_of(claim: Claim) -> int | None:
    """The hours as the last who looked at them has them."""
    return claim.units_recognised if stands(claim) else claim.units_claimed


def stands(claim: Claim) -> bool:
    """Are there recognised hours that nobody has taken back?"""
    return claim.units_recognised is not None and claim.state in states.TAKING


def _line(claim: Claim, holder: Any, reason: str | None) -> Line:
    return Line(
        claim,
        KINDS[claim.kind].label,
        states.label(claim.state, claim.route),
        units_of(claim),
        _now(claim, holder.name if holder else None, Text(REASON_LABELS[reason]) if reason in REASON_LABELS else None),
        claim.state in states.WITH_CLAIMANT,
    )


def _now(claim: Claim, holder: str | None, reason: Text | None) -> Text | None:
    since = day_of(claim.moved_at)
    match claim.state:
        case states.DRAFT:
            return Text(N_("Not handed in yet. Finish it and submit it."))
        case states.RETURNED if reason:
            return Text(N_("Sent back: %(reason)s. Correct it and submit it again."), reason=reason)
        case states.RETURNED:
            return Text(N_("Correct it and submit it again."))
        case states.SECTOR_VERIFIED if claim.credit_due_on:
            return Text(N_("The hours are credited on %(day)s."), day=claim.credit_due_on)
        case states.REJECTED | states.REVOKED if reason:
            return Text(N_("Reason: %(reason)s. Open it to see what you can do."), reason=reason)
        case states.CREDITED:
            return Text(N_("Credited on %(day)s."), day=since)
    return Text(N_("With %(holder)s since %(day)s."), holder=holder, day=since) if holder else None
