"""Which organisation has a claim, by state and route; and who is asked next."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from ce_workflow.states.desks import desks
from tests.core.states.life import ROUTES

UNIT, DEPARTMENT = ("reviewer", "U00001"), ("verifier", "chengdu-health")
DISTRICT, CITY = ("district", "510112"), ("city", "chengdu")


def claim(route: str, **changes: str | None) -> SimpleNamespace:
    places = {"unit": "U00001", "department": "chengdu-health", "district": "510112"} | changes
    return SimpleNamespace(route=route, **places)


@pytest.mark.parametrize(
    ("state", "route", "chain"),
    [
        ("submitted", "unit_then_sector", [UNIT, DEPARTMENT, DISTRICT, CITY]),
        ("submitted", "unit_only", [UNIT, DEPARTMENT, DISTRICT, CITY]),
        ("submitted", "sector_only", [DEPARTMENT, DISTRICT, CITY]),
        ("unit_reviewed", "unit_then_sector", [DEPARTMENT, DISTRICT, CITY]),
        ("unit_reviewed", "unit_only", [UNIT]),
        ("unit_reviewed", "sector_only", [DEPARTMENT, DISTRICT, CITY]),
        ("sector_verified", "unit_then_sector", [DEPARTMENT, DISTRICT, CITY]),
        ("appealed", "unit_then_sector", [DISTRICT, CITY]),
        ("appealed", "unit_only", [DISTRICT, CITY]),
        ("appealed", "sector_only", [DISTRICT, CITY]),
        ("draft", "unit_then_sector", []),
        ("returned", "unit_then_sector", []),
    ],
)
def test_the_proper_desk_stands_first_and_the_others_follow(
    state: str, route: str, chain: list[tuple[str, str]]
) -> None:
    assert desks(state, claim(route)) == chain


@pytest.mark.parametrize(
    ("missing", "chain"),
    [
        ({"department": None}, [DISTRICT, CITY]),
        ({"department": None, "district": None}, [CITY]),
        ({"district": None}, [DEPARTMENT, CITY]),
    ],
)
def test_a_unit_without_a_department_goes_to_the_district_else_to_the_city(
    missing: dict[str, str | None], chain: list[tuple[str, str]]
) -> None:
    assert desks("unit_reviewed", claim("unit_then_sector", **missing)) == chain


def test_whoever_has_no_unit_is_not_sent_to_one() -> None:
    assert desks("submitted", claim("unit_then_sector", unit=None))[0] == DEPARTMENT


def test_an_appeal_never_lies_with_the_department_that_it_is_against() -> None:
    for route in ROUTES.values():
        assert DEPARTMENT not in desks("appealed", claim(route))
