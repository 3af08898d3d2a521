"""The people of a city of any size: units, professionals and staff that a seed makes up.

Names are put together at random, identity numbers belong to no place.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from ce_workflow.acts import enrol
from ce_workflow.acts.staff import Seat
from ce_workflow.cli import packaged
from ce_workflow.cli.cast import HOSPITAL, SCHOOL
from ce_workflow.people.actor import Actor
from ce_workflow.people.id_number import check_character
from ce_workflow.people.roles import CLAIMANT, DISTRICT, REVIEWER, VERIFIER
from ce_workflow.people.roster import RosterLine
from ce_workflow.people.titles import LABELS as LEVELS
from ce_workflow.people.units import SORTS

OF_A_UNIT = 30
REVIEWING = (2, 3)
"""The places in a unit of those who review for it; the places before are the cast's."""
FIRST_CLAIMING = 4

_SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜"
_GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉萍红鹏辉玲梅琳"
_BORN = date(1960, 1, 1)


@dataclass
class City:
    """Who is where. Persons stand in the order of the roster; the unit goes round with their numbers."""

    units: list[dict[str, Any]]
    person_ids: list[str] = field(default_factory=list)
    holders: dict[tuple[str, str], list[Actor]] = field(default_factory=dict)

    def unit_of(self, number: int) -> dict[str, Any]:
        return self.units[number % len(self.units)]

    def place(self, unit: int, place: int) -> str:
        """The person in that place of the unit."""
        return self.person_ids[unit + place * len(self.units)]

    def persons(self) -> dict[str, list[str]]:
        """The persons of the cast's units, in the order of the roster."""
        return {self.units[n]["code"]: self.person_ids[n :: len(self.units)] for n in range(2)}


def units(people: int, rng: random.Random) -> list[dict[str, Any]]:
    """Units of about thirty people; the first two are those of the cast."""
    organisations = packaged.organisations()
    departments = [row["code"] for row in organisations if row["kind"] == "department" and row["sort"] == "city"]
    districts = [row["code"] for row in organisations if row["kind"] == "district" and row["valid_to"] is None]
    cast = [_unit(HOSPITAL, "chengdu-health", "510112", SORTS[0])]
    cast.append(_unit(SCHOOL, "chengdu-education", "510106", SORTS[0]))
    codes = [f"U{number:05}" for number in range(3, max(2, people // OF_A_UNIT) + 1)]
    return cast + [_unit(code, rng.choice(departments), rng.choice(districts), rng.choice(SORTS)) for code in codes]


def _unit(code: str, department: str, district: str, sort: str) -> dict[str, Any]:
    place = {"department": department, "district": district, "sort": sort}
    return {"code": code, "kind": "unit", "name": f"示例单位{code[1:]}"} | place


def roster(people: int, units: list[dict[str, Any]], rng: random.Random) -> Iterator[RosterLine]:
    """The professionals, one by one."""
    levels = list(LEVELS)
    for number in range(people):
        name = rng.choice(_SURNAMES) + "".join(rng.choices(_GIVEN, k=rng.choice((1, 2, 2))))
        unit = units[number % len(units)]["code"]
        yield RosterLine(name, _id_number(number), unit, rng.choice(levels), rng.random() < 0.2)


def _id_number(number: int) -> str:
    """A number of its own for everybody: a thousand are born on each day from 1960 on."""
    born = _BORN + timedelta(days=number // 1000 % 14_000)
    seventeen = f"51999{9 - number // 14_000_000}{born:%Y%m%d}{number % 1000:03}"
    return seventeen + check_character(seventeen)


def officers(city: City, told: dict[str, Any]) -> list[Seat]:
    """Two reviewers of each unit but the hospital, which has the cast's; two verifiers a department, one a district."""
    seats = [
        Seat(city.place(n, place), f"reviewer-{unit['code'].lower()}-{place}", REVIEWER, unit["code"])
        for n, unit in enumerate(city.units)
        if unit["code"] != HOSPITAL
        for place in REVIEWING
    ]
    for role, column, count in ((VERIFIER, "department", 2), (DISTRICT, "district", 1)):
        for code in sorted({unit[column] for unit in city.units}):
            for number in range(1, count + 1):
                person_id = enrol.introduce(f"{code} {number}", **told)
                seats.append(Seat(person_id, f"{role}-{code.lower()}-{number}", role, code))
    return seats


def claimants(city: City, numbers: list[int]) -> list[Seat]:
    """Accounts for the professionals with these numbers."""
    return [Seat(city.person_ids[number], f"professional-{number}", CLAIMANT) for number in numbers]
