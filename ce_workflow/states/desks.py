"""Which organisation has a claim: its desk, from state and route.

The competent department is that of the unit; a unit without one is the district's,
a unit without either the city's (五(二), and platform default).
"""

from __future__ import annotations

from typing import Protocol

from ce_workflow.people.roles import CITY, DISTRICT, REVIEWER, VERIFIER
from ce_workflow.states.names import APPEALED, DRAFT, RETURNED, SECTOR_ONLY, SUBMITTED, UNIT_ONLY, UNIT_REVIEWED

CITY_BUREAU = "chengdu"
"""The code of 成都市人力资源和社会保障局 among the organisations."""


class Placed(Protocol):
    """What the desk of a claim depends on."""

    unit: str | None
    department: str | None
    district: str | None
    route: str


def sector_desks(claim: Placed) -> list[tuple[str, str]]:
    """(role, code) of those who verify, the nearest first: department, district, city."""
    chain = [(VERIFIER, claim.department), (DISTRICT, claim.district), (CITY, CITY_BUREAU)]
    return [(role, code) for role, code in chain if code]


def desks(state: str, claim: Placed) -> list[tuple[str, str]]:
    """(role, code) of every desk that may have the claim in `state`, the proper one first.

    The later ones are asked when nobody is left at the earlier ones who may decide.
    """
    if state == SUBMITTED and claim.route != SECTOR_ONLY and claim.unit:
        return [(REVIEWER, claim.unit), *sector_desks(claim)]
    if state == UNIT_REVIEWED and claim.route == UNIT_ONLY and claim.unit:
        return [(REVIEWER, claim.unit)]
    if state == APPEALED:
        return [place for place in sector_desks(claim) if place[0] != VERIFIER]
    if state in (DRAFT, RETURNED):
        return []
    return sector_desks(claim)
