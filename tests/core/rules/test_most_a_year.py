"""Of a kind that has a most a year, whoever claims or decides is told of the other claims."""

from __future__ import annotations

import pytest

from ce_workflow.rules import findings
from tests.core.claims_2019 import facts, kind_of, said


def test_other_degree_claims_of_the_year_are_a_warning_with_its_clause() -> None:
    [found] = said("C20", of_the_year=(7, 12))
    assert (found.code, found.clause, found.refuses) == ("more_of_the_year", "三(三)4", False)
    assert (found.text.params["claims"], found.text.params["most"], found.text.params["year"]) == ("7, 12", 72, "2019")


@pytest.mark.parametrize("step", ["review", "verify"])
def test_deciders_are_told_too(step: str) -> None:
    found = findings(step, kind_of("C20"), {}, facts("C20", of_the_year=(7,)))
    assert "more_of_the_year" in [finding.code for finding in found if not finding.refuses]


def test_nothing_is_said_where_there_is_no_other_or_no_most() -> None:
    assert said("C20") == []
    assert said("C27", of_the_year=(7,)) == []
