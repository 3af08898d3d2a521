"""The diagram shows the life as it was written down."""

from __future__ import annotations

import re

from ce_workflow.states.diagram import mermaid
from tests.core.states.life import CELLS, STEPS

_ARROW = re.compile(r"^\s*(\w+) --> (\w+): (\w+)$", re.MULTILINE)


def test_every_step_that_moves_a_claim_is_an_arrow_and_there_is_no_other() -> None:
    drawn = _ARROW.findall(mermaid())
    moves = {
        (source, cell.target, step) for (step, source, _), cell in CELLS.items() if source not in (None, cell.target)
    }
    assert set(drawn) == moves
    assert len(drawn) == len(moves)


def test_only_steps_that_stay_in_their_state_have_no_arrow() -> None:
    named = {step for _, _, step in _ARROW.findall(mermaid())}
    assert set(STEPS) - named == {"create", "edit", "reroute"}


def test_a_claim_begins_as_a_draft() -> None:
    assert mermaid().startswith("stateDiagram")
    assert "[*] --> draft" in mermaid()
