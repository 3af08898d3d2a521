"""Of claims that share a cap, whoever claims or decides is told of the other ones, and of what has changed since."""

from __future__ import annotations

from decimal import Decimal

import pytest

from ce_workflow.rules import findings
from ce_workflow.rules.case import work_out
from ce_workflow.rules.sets.trace import Used
from tests.core.claims_2019 import codes, facts, given, kind_of, said, worked_out

SIXTY = {"year:degree": Used(Decimal(60), ("7", "12"))}


def test_other_degree_claims_of_the_year_are_a_warning_with_its_clause() -> None:
    [found] = said("C20", used=SIXTY, sharing=(7, 12))
    assert (found.code, found.clause, found.refuses) == ("more_of_the_year", "三(三)4", False)
    assert found.text.params["claims"] == "7, 12"


@pytest.mark.parametrize("step", ["review", "verify"])
def test_deciders_are_told_too(step: str) -> None:
    found = findings(step, kind_of("C20"), {}, facts("C20", used=SIXTY, pinned=SIXTY, sharing=(7,)))
    assert [code for code in codes(found) if "cap" in code or "year" in code] == ["more_of_the_year"]


def now_free(step: str, taken: int = 0) -> list[str]:
    """What is said when 12 hours were left of the cap at submission, and others have `taken` by now."""
    used = {"year:degree": Used(Decimal(taken))} if taken else {}
    now = work_out(kind_of("C20"), given("C20"), facts("C20", used=used))
    told = facts("C20", used=used, pinned=SIXTY, worked=Decimal(12), now=now, sharing=(7,))
    return [str(one.text) for one in findings(step, kind_of("C20"), {}, told) if one.code == "caps_have_changed"]


@pytest.mark.parametrize("step", ["review", "verify"])
def test_hours_that_a_sibling_freed_are_shown_and_not_handed_on(step: str) -> None:
    [text] = now_free(step)
    assert "as they were worked out then, 12; today they would be 60. Decide" in text


def test_whoever_may_revoke_credited_hours_is_told_how_they_could_change() -> None:
    [text] = now_free("revoke")
    assert text.endswith("What was credited changes only if it is revoked and claimed anew.")


def test_what_others_took_and_gave_back_without_a_difference_is_not_mentioned() -> None:
    assert now_free("verify", taken=60) == []


def test_nothing_is_said_where_there_is_no_other() -> None:
    assert said("C20") == []
    assert worked_out("C20") == 60
