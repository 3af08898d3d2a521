"""No decision takes all who share an achievement above the whole; what others have is told, not who they are."""

from __future__ import annotations

from decimal import Decimal

import pytest

from ce_workflow.errors import Finding
from ce_workflow.rules import findings
from ce_workflow.rules.case import work_out
from ce_workflow.rules.sets.caps import together_key
from ce_workflow.rules.sets.trace import Used
from tests.core.claims_2019 import facts, given, kind_of
from tests.core.rules.written import CITY, rules

SHARED = rules(CITY + '\n[[ways.patent.together]]\nid = "all"\nbasis = "notice 三(三)3"\n')


def found(hours: str, taken: int, step: str = "verify") -> list[Finding]:
    """What is said of a decision on a patent of 48 hours of which other co-owners have `taken`."""
    kind, answers = kind_of("C09"), given("C09")
    used = {together_key(kind.achievement(answers)): Used(Decimal(taken))}
    now = work_out(kind, answers, facts("C09", rules=SHARED, used=used))
    told = facts("C09", rules=SHARED, used=used, pinned=used, worked=now and now.hours, now=now)
    said = findings(step, kind, {"hours": Decimal(hours), "reason": "other"}, told)
    return [one for one in said if one.code == "more_than_the_whole"]


@pytest.mark.parametrize("step", ["review", "verify"])
def test_more_than_is_left_is_refused_with_its_clause(step: str) -> None:
    [one] = found("18.1", 30, step)
    assert (one.level, one.clause, one.field) == ("refusal", "三(三)3", "hours")
    assert str(one.text) == (
        "All who share this achievement together reach at most 48 hours. Other co-owners have 30, "
        "so recognise at most 18."
    )


@pytest.mark.parametrize(("hours", "taken"), [("18", 30), ("0.1", 0), ("48", 0)])
def test_what_is_left_may_be_recognised(hours: str, taken: int) -> None:
    assert found(hours, taken) == []


def test_where_nothing_is_left_it_says_what_to_do() -> None:
    [one] = found("0.1", 48)
    assert str(one.text).endswith("Decide first whether theirs hold, or do not recognise this claim.")


def test_where_the_rules_say_nothing_of_it_each_has_their_own() -> None:
    kind, answers = kind_of("C09"), given("C09")
    now = work_out(kind, answers, facts("C09"))
    told = facts("C09", pinned=None, now=now)
    assert "more_than_the_whole" not in [one.code for one in findings("verify", kind, {"hours": Decimal(900)}, told)]
