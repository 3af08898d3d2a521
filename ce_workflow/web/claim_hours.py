"""The four figures of hours of a claim, side by side, and why each differs from what was claimed."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from ce_workflow.ledger.units import to_hours
from ce_workflow.rules.case import computed
from ce_workflow.rules.sets.trace import Result
from ce_workflow.states.names import DRAFT, REJECTED, RETURNED, SECTOR_ONLY, UNIT_ONLY, WITHDRAWN
from ce_workflow.web.timeline import reason_of
from ce_workflow.words import N_, Text

MORE = N_("%(hours)s more than claimed")
LESS = N_("%(hours)s less than claimed")
STOOD = N_("Recognised, then revoked")
ANEW = ("submit", "reject", "revoke", "overturn")
"""Steps after which hours that were revoked before are another matter, and the revocation itself."""
NOT_YET = N_("Not yet")
NEVER = N_("Not recognised")


@dataclass(frozen=True)
class Figure:
    """One of the figures; `differs` says from the claimed hours by how much, `reason` why it was decided so.

    `none` stands for a figure that is not there.
    """

    label: str
    units: int | None
    differs: Text | None = None
    reason: Text | None = None
    none: str = NOT_YET


def figures(claim: Any, events: Sequence[Any], worked_out: Result | None) -> list[Figure]:
    """Those that the route has, in their order; `worked_out` is what a claim that is not submitted comes to today."""
    units = claim.units_computed
    if claim.state in (DRAFT, RETURNED):
        units = computed(worked_out)
    reviewed, verified = reason_of(events, "review"), reason_of(events, "verify")
    revoked = _revoked(events)
    decided = revoked or {"reviewed": claim.units_reviewed, "recognised": claim.units_recognised}
    confirmed, recognised = decided.get("reviewed"), decided.get("recognised")
    found = [Figure(N_("Claimed"), claim.units_claimed), _figure(N_("Calculated"), units, claim)]
    if claim.route != SECTOR_ONLY or confirmed is not None:
        found.append(_figure(N_("Confirmed by the unit"), confirmed, claim, reviewed))
    if claim.route != UNIT_ONLY or recognised is not None:
        found.append(_figure(STOOD if revoked else N_("Recognised"), recognised, claim, verified or reviewed))
    return [replace(figure, none=NEVER) for figure in found] if claim.state in (REJECTED, WITHDRAWN) else found


def _revoked(events: Sequence[Any]) -> dict[str, int] | None:
    """The hours that stood before they were revoked, unless it was decided anew since; an appeal that fails keeps them.

    They stand in the event: the claim itself is undecided again once the revocation is upheld.
    """
    last = next((row.Event for row in reversed(events) if row.Event.action in ANEW), None)
    return dict(json.loads(last.body)["hours"]) if last is not None and last.action == "revoke" else None


def _figure(label: str, units: int | None, claim: Any, reason: Text | None = None) -> Figure:
    if units is None:
        return Figure(label, None)
    apart = units - (claim.units_claimed or units)
    differs = Text(MORE if apart > 0 else LESS, hours=to_hours(abs(apart))) if apart else None
    return Figure(label, units, differs, reason)
