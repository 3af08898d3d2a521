"""Whoever adds a row to `states/steps.py` is told here where the new step lacks words, an effect or a place."""

from __future__ import annotations

import pytest

from ce_workflow import kinds, rules
from ce_workflow.acts import perform
from ce_workflow.cli import claims as commands
from ce_workflow.people import duties, roles
from ce_workflow.states import steps
from ce_workflow.store import questions
from ce_workflow.web import guide, step_forms, timeline
from ce_workflow.web import steps as pages


def _taken_by(role: str) -> set[str]:
    return {row.name for row in steps.STEPS if role in row.roles}


def _asking_for(what: str) -> set[str]:
    return {name for name, asks in steps.ASKS.items() if what in asks}


NAMES = set(steps.NAMES)
BY_SYSTEM = {name for name in NAMES if all(row.roles == (roles.SYSTEM,) for row in steps.STEPS if row.name == name)}
BY_NAME = NAMES - steps.FILLED_IN

WHOLE = {
    "states.steps.LABELS": (set(steps.LABELS), NAMES),
    "states.steps.SAYS": (set(steps.SAYS), NAMES),
    "acts.perform.EFFECTS": (set(perform.EFFECTS), NAMES - {"create"}),
    "web.steps.PATHS": (set(pages.PATHS.values()), BY_NAME),
    "web.steps.DONE_BY_CLAIMANT": (set(pages.DONE_BY_CLAIMANT), _taken_by(roles.CLAIMANT) & BY_NAME),
    "web.step_forms.NOTE_LABELS": (set(step_forms.NOTE_LABELS), _asking_for("note")),
    "web.step_forms.HOURS_LABELS": (set(step_forms.HOURS_LABELS), _asking_for("hours")),
    "people.duties.DECIDING": (set(duties.DECIDING), BY_NAME - BY_SYSTEM - _taken_by(roles.CLAIMANT)),
    "people.duties.FILING": (set(duties.FILING), {row.name for row in steps.STEPS if row.roles == steps.FILERS}),
}
"""Tables that say something of these steps and of no others."""

SOME = {
    "web.timeline.FIGURES": set(timeline.FIGURES),
    "store.questions.CLAIMS": set(questions.CLAIMS) - {"decide"},
    "rules.RULES": set(rules.RULES),
    "checklists of the kinds": {step for kind in kinds.KINDS.values() for step in kind.checks},
}
"""Tables that say something of a few steps."""


@pytest.mark.parametrize("table", WHOLE)
def test_the_table_has_every_step_that_it_should(table: str) -> None:
    there, wanted = WHOLE[table]
    assert there == wanted, f"{table} is without {sorted(wanted - there)}, and has {sorted(there - wanted)} too many"


@pytest.mark.parametrize("table", SOME)
def test_the_table_knows_no_step_that_is_none(table: str) -> None:
    assert SOME[table] <= NAMES


def test_the_command_takes_the_steps_that_pages_take_by_name() -> None:
    step = next(parameter for parameter in commands.step.params if parameter.name == "step")
    assert set(step.type.choices) == BY_NAME


def test_whatever_a_step_asks_for_has_a_field_and_words() -> None:
    asked = {what for asks in steps.ASKS.values() for what in asks}
    assert set(guide.ASKED) == asked
    assert set(step_forms._MAKERS) | {"evidence"} == asked


def test_every_kind_has_a_checklist_for_the_steps_that_ask_for_one() -> None:
    assert {code for code, kind in kinds.KINDS.items() if set(kind.checks) != _asking_for("checks")} == set()
