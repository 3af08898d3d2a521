"""The way of a claim to its credit: the steps that lie ahead of a draft on its route, in order."""

from __future__ import annotations

from ce_workflow.states.names import DRAFT
from ce_workflow.states.steps import Step, find

FORWARD = ("submit", "review", "verify", "credit")
"""Steps that lead on; a route leaves some of them out."""


def way(route: str) -> tuple[Step, ...]:
    """The rows from draft to credited on this route."""
    return way_from(DRAFT, route)


def way_from(state: str, route: str) -> tuple[Step, ...]:
    """Those of them that lead on from a state on the way."""
    found = []
    for name in FORWARD:
        if (step := find(name, state, route)) is not None:
            found.append(step)
            state = step.target
    return tuple(found)
