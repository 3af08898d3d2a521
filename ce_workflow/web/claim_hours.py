"""The four figures of hours of a claim, side by side, and why each differs from what was claimed."""

from __future__ import annotations

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
    found = [Figure(N_("Claimed"), claim.units_claimed), _figure(N_("Calculated"), units, claim)]
    if claim.route != SECTOR_ONLY or claim.units_reviewed is not None:
        found.append(_figure(N_("Confirmed by the unit"), claim.units_reviewed, claim, reviewed))
    if claim.route != UNIT_ONLY or claim.units_recognised is not None:
        found.append(_figure(N_("Recognised"), claim.units_recognised, claim, verified or reviewed))
    return [replace(figure, none=NEVER) for figure in found] if claim.state in (REJECTED, WITHDRAWN) else found


def _figure(label: str, units: int | None, claim: Any, reason: Text | None = None) -> Figure:
    if units is None:
        return Figure(label, None)
    apart = units - (claim.units_claimed or units)
    differs = Text(MORE if apart > 0 else LESS, hours=to_hours(abs(apart))) if apart else None
    return Figure(label, units, differs, reason)
