"""A reason is one of the list."""

import pytest

from ce_workflow.rules.decision import REASONS
from tests.core.rules.decisions import said

STEPS = ["review", "verify", "send_back", "reject", "revoke"]


@pytest.mark.parametrize("step", STEPS)
def test_a_reason_of_ones_own_is_refused(step: str) -> None:
    assert said(step, {"reason": "because"}) == [("reason_unknown", "reason")]


@pytest.mark.parametrize("step", STEPS)
def test_every_reason_of_the_list_is_taken(step: str) -> None:
    assert all(said(step, {"reason": reason.code}) == [] for reason in REASONS)
