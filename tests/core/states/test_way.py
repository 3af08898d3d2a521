"""The way of a claim: the steps from draft to credit on each route."""

from __future__ import annotations

from itertools import pairwise

import pytest

from ce_workflow.states.names import CREDITED, DRAFT, ROUTES
from ce_workflow.states.way import way, way_from
from tests.core.states.life import ROUTES as NAMED

WAYS = {
    "unit_then_sector": ["submit", "review", "verify", "credit"],
    "unit_only": ["submit", "review", "credit"],
    "sector_only": ["submit", "verify", "credit"],
}


@pytest.mark.parametrize("route", ROUTES)
def test_each_route_has_its_steps_in_order(route: str) -> None:
    assert [step.name for step in way(route)] == WAYS[route]


@pytest.mark.parametrize("route", ROUTES)
def test_one_step_begins_where_the_one_before_ends(route: str) -> None:
    steps = way(route)
    assert steps[0].source == DRAFT
    assert steps[-1].target == CREDITED
    assert all(one.target == following.source for one, following in pairwise(steps))


def test_no_route_is_forgotten() -> None:
    assert set(WAYS) == set(NAMED.values())


def test_what_lies_ahead_of_a_claim_on_its_way_begins_at_its_state() -> None:
    for route in ROUTES:
        steps = way(route)
        for place, step in enumerate(steps):
            assert way_from(step.source or "", route) == steps[place:]
    assert way_from(CREDITED, ROUTES[0]) == ()
