"""Of claims that share a cap, whoever claims or decides is told of the other ones, and of what has changed since."""

from __future__ import annotations

from decimal import Decimal

import pytest

from ce_workflow.rules import findings
from ce_workflow.rules.sets.trace import Used
from tests.core.claims_2019 import codes, facts, kind_of, said, worked_out

SIXTY = {"year:degree": Used(Decimal(60), ("7", "12"))}


def test_other_degree_claims_of_the_year_are_a_warning_with_its_clause() -> None:
    [found] = said("C20", used=SIXTY, sharing=(7, 12))
    assert (found.code, found.clause, found.refuses) == ("more_of_the_year", "三(三)4", False)
    assert found.text.params["claims"] == "7, 12"


@pytest.mark.parametrize("step", ["review", "verify"])
def test_deciders_are_told_too(step: str) -> None:
    found = findings(step, kind_of("C20"), {}, facts("C20", used=SIXTY, pinned=SIXTY, sharing=(7,)))
    assert [code for code in codes(found) if "cap" in code or "year" in code] == ["more_of_the_year"]


@pytest.mark.parametrize("step", ["review", "verify"])
def test_hours_that_a_sibling_freed_are_shown_and_not_handed_on(step: str) -> None:
    found = findings(step, kind_of("C20"), {}, facts("C20", used={}, pinned=SIXTY))
    assert "caps_have_changed" in [finding.code for finding in found if not finding.refuses]


def test_nothing_is_said_where_there_is_no_other() -> None:
    assert said("C20") == []
    assert worked_out("C20") == 60
