"""Whoever reviews or verifies has gone through the whole checklist."""

import pytest

from ce_workflow.kinds import KINDS
from tests.core.rules.decisions import KIND, said


@pytest.mark.parametrize("step", ["review", "verify"])
def test_every_line_that_is_not_ticked_is_named(step: str) -> None:
    lines = [line.code for line in KIND.checks[step]]
    assert said(step, {"checks": []}) == [("check_missing", "checks")] * len(lines)
    assert said(step, {"checks": lines[1:]}) == [("check_missing", "checks")]


def test_the_checklist_of_one_step_is_not_that_of_the_other() -> None:
    for kind in KINDS.values():
        assert kind.checks["review"] != kind.checks["verify"]
