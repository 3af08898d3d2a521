"""The demo's cast: which account is whom, and what each is appointed to.

One password opens all of them; they exist in demo databases only.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from ce_workflow.acts.appoint import add_user, grant
from ce_workflow.acts.enrol import introduce
from ce_workflow.people import roles
from ce_workflow.people.actor import Actor
from ce_workflow.states.desks import CITY_BUREAU
from ce_workflow.words import N_

PASSWORD = "chengdu-2019-demo"  # noqa: S105 - it is told to everybody, and production refuses the demo

BEGAN = datetime(2019, 1, 1, 16, tzinfo=UTC)
"""When everybody was enrolled and appointed: 2 January 2019 in Chengdu."""

HOSPITAL, SCHOOL = "U00001", "U00002"


@dataclass(frozen=True)
class Account:
    """One row. `person`: unit and place in its part of the roster, or the name of an officer on no roster."""

    username: str
    who: str
    person: tuple[str, int] | str
    grants: tuple[tuple[str, str], ...]


_CLAIMS = (roles.CLAIMANT, "")

ACCOUNTS = (
    Account("claimant", N_("a professional of unit U00001, a hospital"), (HOSPITAL, 0), (_CLAIMS,)),
    Account("claimant2", N_("another professional of unit U00001"), (HOSPITAL, 1), (_CLAIMS,)),
    Account("outsider", N_("a professional of unit U00002, a school"), (SCHOOL, 0), (_CLAIMS,)),
    Account("unit", N_("a reviewer of U00001 who claims too"), (HOSPITAL, 2), ((roles.REVIEWER, HOSPITAL), _CLAIMS)),
    Account("unit2", N_("another reviewer of U00001"), (HOSPITAL, 3), ((roles.REVIEWER, HOSPITAL),)),
    Account("unit-b", N_("a reviewer of U00002"), (SCHOOL, 1), ((roles.REVIEWER, SCHOOL),)),
    Account("sector", N_("a verifier of chengdu-health"), "何敏", ((roles.VERIFIER, "chengdu-health"),)),
    Account("sector2", N_("another verifier of chengdu-health"), "罗建", ((roles.VERIFIER, "chengdu-health"),)),
    Account("sector-b", N_("a verifier of chengdu-education"), "唐悦", ((roles.VERIFIER, "chengdu-education"),)),
    Account("district", N_("an officer of the district of U00001"), "冯涛", ((roles.DISTRICT, "510112"),)),
    Account("city", N_("an officer of the city HR bureau"), "梁静", ((roles.CITY, CITY_BUREAU),)),
    Account("city2", N_("another officer of the city HR bureau"), "姚岚", ((roles.CITY, CITY_BUREAU),)),
    Account("base", N_("a clerk of base 3 of the annex"), "许可", ((roles.BASE, "base-3"),)),
    Account("auditor", N_("reads everything, changes nothing"), "沈岩", ((roles.AUDITOR, ""),)),
    Account("admin", N_("accounts and roles; sees no claim content"), "邹平", ((roles.ADMIN, ""),)),
    Account("security", N_("security settings and log"), "韩松", ((roles.SECURITY, ""),)),
)

EXTRAS = tuple(
    Account(f"person{number}", N_("a professional who filed the demo's claims"), place, (_CLAIMS,))
    for number, place in enumerate([*((HOSPITAL, n) for n in range(4, 8)), (SCHOOL, 2), (SCHOOL, 3)], start=1)
)
"""Whose the demo's claims are: none of the accounts that people try things with."""


def seat(
    units: Mapping[str, Sequence[str]],
    password_hash: str,
    actor: Actor,
    *,
    at: datetime,
    request_id: str,
    accounts: Sequence[Account] = ACCOUNTS,
) -> None:
    """Make the accounts; `units` gives the persons of each unit in the order of the roster."""
    for account in accounts:
        if isinstance(account.person, str):
            person_id = introduce(account.person, actor, at=at, request_id=request_id)
        else:
            unit, place = account.person
            person_id = units[unit][place]
        user_id = add_user(account.username, password_hash, person_id, actor, at=at, request_id=request_id)
        for role, scope in account.grants:
            grant(user_id, role, scope, actor, at=at, request_id=request_id)
