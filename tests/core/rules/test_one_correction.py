"""Revoked hours come back once."""

from __future__ import annotations

from datetime import date

import pytest

from ce_workflow.kinds import KINDS
from ce_workflow.rules.case import Case
from ce_workflow.rules.facts import Facts
from ce_workflow.rules.one_correction import AT, check


@pytest.mark.parametrize("step", AT)
def test_a_live_claim_of_the_family_stands_against_it(step: str) -> None:
    found = list(check(Case(step, KINDS["training"], {}, Facts(date(2019, 12, 1), live_in_family=7))))
    assert [finding.code for finding in found] == ["corrected_already"]
    assert "7" in str(found[0].text)


def test_without_one_nothing_is_said() -> None:
    assert list(check(Case("appeal", KINDS["training"], {}, Facts(date(2019, 12, 1))))) == []
