"""Every decision against somebody names its reason."""

import pytest

from tests.core.rules.decisions import RIGHT, said


@pytest.mark.parametrize("step", ["send_back", "reject", "revoke"])
def test_a_negative_decision_names_its_reason(step: str) -> None:
    assert said(step, {"reason": ""}) == [("reason_missing", "reason")]


@pytest.mark.parametrize("step", RIGHT)
def test_a_decision_that_says_all_it_is_asked_for_stands(step: str) -> None:
    assert said(step) == []
