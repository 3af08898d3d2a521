"""Days on which the person was somewhere else already are a flag that names their own claims."""

from __future__ import annotations

from ce_workflow.rules.facts import Alike
from tests.core.claims_2019 import said


def test_days_of_another_claim_are_a_flag() -> None:
    [found] = said("C29", alike=Alike(days=(27, 31)))
    assert (found.code, found.level, found.field) == ("days_overlap", "flag", "started_on")
    assert found.text.params["claims"] == "27, 31"


def test_a_kind_with_one_date_overlaps_with_nothing() -> None:
    assert said("C09", alike=Alike(days=(27,))) == []


def test_nothing_is_said_where_there_is_no_other() -> None:
    assert said("C29") == []
