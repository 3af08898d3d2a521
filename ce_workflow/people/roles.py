"""Every role: one row each, and no other place knows one.

Read a row aloud: "a REVIEWER is called unit reviewer, is appointed for a unit, is
staff, holds desks, and may file a claim for somebody else". The groups below follow
from the rows.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ce_workflow.words import N_

CLAIMANT = "claimant"
REVIEWER = "reviewer"
VERIFIER = "verifier"
DISTRICT = "district"
CITY = "city"
BASE = "base"
AUDITOR = "auditor"
ADMIN = "admin"
SECURITY = "security"
SYSTEM = "system"


@dataclass(frozen=True)
class Role:
    """One row. `of` is the kind of organisation that a grant's scope names, None where it names none.

    `staff`: work done for an organisation, so preferred after log-in. `desk`: claims
    wait there for a decision. `organises`: may file on behalf of a participant.
    `alone`: nobody who holds one of these holds another (等保三员, 三权分立).
    """

    code: str
    label: str
    of: str | None = None
    staff: bool = True
    desk: bool = False
    organises: bool = False
    alone: bool = False


ROLES = {
    role.code: role
    for role in (
        Role(CLAIMANT, N_("Professional"), staff=False),
        Role(REVIEWER, N_("Unit reviewer"), of="unit", desk=True, organises=True),
        Role(VERIFIER, N_("Verifier of a competent department"), of="department", desk=True, organises=True),
        Role(DISTRICT, N_("Officer of a district HR bureau"), of="district", desk=True),
        Role(CITY, N_("Officer of the city HR bureau"), of="city", desk=True),
        Role(BASE, N_("Clerk of a CE base"), of="base", organises=True),
        Role(AUDITOR, N_("Auditor"), alone=True),
        Role(ADMIN, N_("Administrator"), alone=True),
        Role(SECURITY, N_("Security officer"), alone=True),
        Role(SYSTEM, N_("System"), staff=False),
    )
}

LABELS = {role.code: role.label for role in ROLES.values()}
SCOPE_KIND = {role.code: role.of for role in ROLES.values()}
ROLE_AT = {role.of: role.code for role in ROLES.values() if role.desk}
"""Kind of organisation -> the role of those who decide there."""
STAFF = frozenset(role.code for role in ROLES.values() if role.staff)
DESK_ROLES = frozenset(role.code for role in ROLES.values() if role.desk)
ORGANISERS = frozenset(role.code for role in ROLES.values() if role.organises)
EXCLUSIVE = frozenset(role.code for role in ROLES.values() if role.alone)
GRANTED = tuple(code for code in ROLES if code != SYSTEM)
"""Roles that can be given to somebody, in the order of the table."""


def clash(held: Iterable[str], wanted: str) -> str | None:
    """The role among those a natural person holds that keeps `wanted` from them, or None."""
    if wanted not in EXCLUSIVE:
        return None
    return next((role for role in held if role in EXCLUSIVE and role != wanted), None)
