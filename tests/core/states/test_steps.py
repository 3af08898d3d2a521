"""Every cell of state and step: the machine, the rows and the life as it was written down agree."""

from __future__ import annotations

import pytest

from ce_workflow.people import roles
from ce_workflow.people.duties import DECIDING
from ce_workflow.states import names, steps
from ce_workflow.states.machine import machine, state_after
from tests.core.states.life import CELLS, ROLES, ROUTES, STATES, STEPS, Cell

SOURCES = (None, *STATES)


def test_there_are_these_states_steps_routes_and_roles_and_no_others() -> None:
    assert set(names.STATES) == set(STATES)
    assert set(steps.NAMES) == set(STEPS)
    assert set(names.ROUTES) == set(ROUTES.values())
    assert set(roles.ROLES) == set(ROLES)


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("step", STEPS)
def test_t01_the_machine_knows_the_cells_and_no_other(step: str, state: str) -> None:
    targets = {cell.target for (name, source, _), cell in CELLS.items() if (name, source) == (step, state)}
    assert state_after(step, state) == (targets.pop() if targets else None)
    assert not targets


@pytest.mark.parametrize("route", ROUTES.values())
@pytest.mark.parametrize("state", SOURCES)
@pytest.mark.parametrize("step", STEPS)
def test_t01_the_rows_say_who_takes_a_step_and_where_it_leads(step: str, state: str | None, route: str) -> None:
    row = steps.find(step, state, route)
    found = Cell(row.target, frozenset(row.roles)) if row else None
    assert found == CELLS.get((step, state, route))


@pytest.mark.parametrize("route", ROUTES.values())
@pytest.mark.parametrize("state", SOURCES)
def test_what_is_possible_is_what_can_be_found(state: str | None, route: str) -> None:
    possible = [row.name for row in steps.possible(state, route)]
    assert sorted(possible) == sorted(step for step in STEPS if (step, state, route) in CELLS)


def test_the_replay_allows_the_cells_and_no_other() -> None:
    assert {(source, step, cell.target) for (step, source, _), cell in CELLS.items()} == steps.RELATION


@pytest.mark.parametrize("step", steps.STEPS, ids=lambda step: f"{step.name}-{step.source}-{step.roles[0]}")
def test_the_desk_decides_what_is_decided_at_a_desk(step: steps.Step) -> None:
    decided_at_a_desk = {"review", "verify", "send_back", "reject", "uphold", "overturn"}
    assert step.at_desk is (step.name in decided_at_a_desk)


def test_whatever_is_decided_at_a_desk_makes_a_decider() -> None:
    assert {step.name for step in steps.STEPS if step.at_desk} | {"revoke"} == DECIDING


@pytest.mark.parametrize(
    ("step", "asks"),
    [
        ("review", {"checks", "hours", "reason", "note"}),
        ("verify", {"checks", "hours", "reason", "note"}),
        ("send_back", {"reason", "note"}),
        ("reject", {"reason", "note"}),
        ("revoke", {"reason", "note", "document"}),
        ("appeal", {"note", "evidence"}),
        ("uphold", {"note"}),
        ("overturn", {"note", "document"}),
    ],
)
def test_each_step_asks_for_the_same_wherever_it_starts(step: str, asks: set[str]) -> None:
    assert {frozenset(row.asks) for row in steps.STEPS if row.name == step} == {frozenset(asks)}


def test_a_withdrawn_claim_stays_withdrawn_and_a_credited_one_can_only_be_revoked() -> None:
    assert not [row for row in steps.STEPS if row.source == "withdrawn"]
    assert {row.name for row in steps.STEPS if row.source == "credited"} == {"revoke"}


def test_the_machine_has_no_back_door() -> None:
    assert set(machine.events) == set(STEPS) - {"create"}
    assert not machine.models


def test_a_step_that_nobody_knows_leads_nowhere() -> None:
    assert state_after("to_credited", "draft") is None


def test_decisions_against_a_claim_are_those_that_need_a_reason() -> None:
    assert {"send_back", "reject", "revoke"} == steps.AGAINST
    assert steps.AGAINST < DECIDING
