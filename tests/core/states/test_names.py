"""What people call the states and the steps, and which states have something in common."""

from __future__ import annotations

import pytest

from ce_workflow.states import names, steps
from tests.core.states.life import ROUTES, STATES, STEPS


def test_every_state_route_and_step_has_a_label_and_every_step_a_sentence() -> None:
    assert set(names.LABELS) == set(STATES)
    assert set(names.ROUTE_LABELS) == set(ROUTES.values())
    assert set(steps.LABELS) == set(steps.SAYS) == set(STEPS)
    for words in (names.LABELS, names.ROUTE_LABELS, steps.LABELS, steps.SAYS):
        assert all(text.strip() for text in words.values())
        assert len(set(words.values())) == len(words)


@pytest.mark.parametrize("state", STATES)
def test_a_state_is_called_by_its_label_on_every_route(state: str) -> None:
    for route in (None, "unit_then_sector", "unit_only"):
        assert str(names.label(state, route)) == names.LABELS[state]


def test_nobody_waits_for_the_unit_where_only_the_department_decides() -> None:
    assert str(names.label("submitted", "sector_only")) == "Waiting for the competent department"
    assert str(names.label("unit_reviewed", "sector_only")) == names.LABELS["unit_reviewed"]


def test_these_states_hold_the_achievement() -> None:
    live = {"submitted", "unit_reviewed", "sector_verified", "credited", "returned", "appealed"}
    assert set(names.LIVE) == live


def test_in_these_states_somebody_at_a_desk_has_to_act() -> None:
    assert set(names.WAITING) == {"submitted", "unit_reviewed", "appealed"}
