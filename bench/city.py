"""The city in which it is measured: its units and authorities, its people, and who may do what."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from functools import partial
from types import SimpleNamespace
from typing import Any

from ce_workflow.acts import rule_sets
from ce_workflow.cli import packaged
from ce_workflow.people.actor import SYSTEM, Actor
from ce_workflow.states.desks import CITY_BUREAU
from ce_workflow.states.names import UNIT_THEN_SECTOR
from ce_workflow.store.database import db
from ce_workflow.store.tables import Grant, Organisation, Person, User, Year
from ce_workflow.store.transaction import transaction

DISTRICTS, DEPARTMENTS, UNITS = 5, 10, 50
PEOPLE = 40  # of a unit; two more of each are its reviewers
YEAR = 2019
NOTICE_DAYS = 7
BEGAN = datetime(YEAR, 1, 1, tzinfo=UTC)
FIRST_COURSE = date(YEAR, 1, 7)

TIMES = 80
"""Of so many claims of a person no two are alike, nor share a day."""


def fields(number: int) -> dict[str, str]:
    """What a claimant types: three days of training, which every rule lets pass."""
    began = FIRST_COURSE + timedelta(days=3 * (number // (UNITS * PEOPLE) % TIMES))
    return {
        "title": f"护理质量管理培训班第{number}期",
        "organiser": "成都市第一人民医院",
        "organiser_type": "unit",
        "format": "class",
        "started_on": began.isoformat(),
        "ended_on": (began + timedelta(days=2)).isoformat(),
        "class_hours": "18",
        "result": "passed",
        "hours_claimed": "18",
    }


def file(number: int) -> SimpleNamespace:
    """The certificate, as the blob store has kept it."""
    return SimpleNamespace(
        name="结业证书.pdf",
        media_type="application/pdf",
        size=48_213,
        sha256=f"{number:064x}",
        original_sha256=f"a{number:063x}",
        pages=1,
        blob="bench",
    )


def unit_of(number: int) -> str:
    return f"U{number % UNITS:05}"


def department_of(number: int) -> str:
    return f"dep-{number % UNITS % DEPARTMENTS}"


def district_of(number: int) -> str:
    return f"dist-{number % UNITS % DISTRICTS}"


def claimant(number: int) -> Actor:
    """The person with that number; the unit goes round with the numbers."""
    index = number % (UNITS * PEOPLE)
    return Actor(1_000_000 + index, f"claimant-{index}", f"{index:032x}", "claimant")


def reviewer(number: int) -> Actor:
    """One of the two reviewers of the unit of `claimant(number)`."""
    return _officer(2, number % (UNITS * 2), "reviewer", unit_of(number))


def verifier(number: int) -> Actor:
    """One of the verifiers of the competent department of `claimant(number)`."""
    return _officer(3, number % (DEPARTMENTS * 2), "verifier", department_of(number))


def _officer(sort: int, index: int, role: str, scope: str) -> Actor:
    return Actor(sort * 1_000_000 + index, f"{role}-{index}", f"{sort:x}{index:031x}", role, (scope,))


def people() -> list[Actor]:
    """Everybody who has an account."""
    officers = [reviewer(n) for n in range(UNITS * 2)] + [verifier(n) for n in range(DEPARTMENTS * 2)]
    officers += [_officer(4, n, "district", district_of(n)) for n in range(DISTRICTS)]
    officers += [_officer(5, n, "city", CITY_BUREAU) for n in range(2)]
    return [claimant(n) for n in range(UNITS * PEOPLE)] + officers


def settle() -> None:
    """Write the city's rows into an empty database, with the rules of hours that come with the product."""
    transaction(_settle)
    told: dict[str, Any] = {"actor": SYSTEM, "at": BEGAN, "request_id": "bench"}
    for text in packaged.rule_sets():
        transaction(partial(rule_sets.bring, text, **told))


def _settle() -> None:
    organisations = [Organisation(code=CITY_BUREAU, kind="city", name="市人社局", route=UNIT_THEN_SECTOR)]
    organisations += [Organisation(code=district_of(n), kind="district", name=f"区{n}") for n in range(DISTRICTS)]
    organisations += [
        Organisation(code=department_of(n), kind="department", name=f"局{n}", notice_days=NOTICE_DAYS)
        for n in range(DEPARTMENTS)
    ]
    units = [
        Organisation(
            code=unit_of(n), kind="unit", name=f"单位{n}", department=department_of(n), district=district_of(n)
        )
        for n in range(UNITS)
    ]
    year = Year(year=YEAR, total=9000, public=3000, professional=6000, opens_on=date(YEAR, 1, 1))
    rows = list(enumerate(people()))
    persons = [Person(id=a.person_id, name=a.username, unit=unit_of(n), created_at=BEGAN) for n, a in rows]
    users = [
        User(id=a.user_id, username=a.username, password_hash="-", person_id=a.person_id, created_at=BEGAN)
        for _, a in rows
    ]
    grants = [
        Grant(
            user_id=a.user_id,
            person_id=a.person_id,
            role=a.role,
            scope=a.scopes[0] if a.scopes else "",
            valid_from=BEGAN,
        )
        for _, a in rows
    ]
    for batch in (organisations, units, [year], persons, users, grants):
        db.session.add_all(batch)
        db.session.flush()
