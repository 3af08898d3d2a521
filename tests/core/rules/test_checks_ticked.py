"""Whoever reviews or verifies has gone through the whole checklist."""

from datetime import date
from decimal import Decimal

import pytest

from ce_workflow.errors import Finding
from ce_workflow.kinds import KINDS
from ce_workflow.rules import checks_ticked
from ce_workflow.rules.case import Case
from ce_workflow.rules.checks_ticked import lines_of
from ce_workflow.rules.decision import parse_decision
from ce_workflow.rules.facts import Facts
from ce_workflow.words import Text
from tests.core.rules.decisions import KIND, said


@pytest.mark.parametrize("step", ["review", "verify"])
def test_every_line_that_is_not_ticked_is_named(step: str) -> None:
    lines = [line.code for line in KIND.checks[step]]
    assert said(step, {"checks": []}) == [("check_missing", "checks")] * len(lines)
    assert said(step, {"checks": lines[1:]}) == [("check_missing", "checks")]


def test_the_checklist_of_one_step_is_not_that_of_the_other() -> None:
    for kind in KINDS.values():
        assert kind.checks["review"] != kind.checks["verify"]


FLAGS = (
    Finding("days_overlap", Text("Some of its days …"), level="flag"),
    Finding("similar_claim", Text("Other claims …"), level="flag"),
)


@pytest.mark.parametrize("step", ["review", "verify"])
def test_a_flag_is_a_line_that_has_to_be_ticked_too(step: str) -> None:
    lines = [line.code for line in KIND.checks[step]]
    assert [code for code, _ in lines_of(step, KIND, FLAGS)] == [*lines, "flag:days_overlap", "flag:similar_claim"]
    decision, _ = parse_decision(step, KIND, {"checks": [*lines, "flag:similar_claim"], "hours": "30"}, FLAGS)
    known = Facts(date(2019, 12, 1), claimed=Decimal(30), confirmed=Decimal(30), flags=FLAGS)
    [found] = checks_ticked.check(Case(step, KIND, decision, known))
    assert "Some of its days" in str(found.text)


def test_a_list_has_no_wildcard() -> None:
    """What a browser sends is a list: each line is ticked by itself."""
    decision, [found] = parse_decision("review", KIND, {"checks": ["all"], "hours": "30"}, FLAGS)
    assert (decision["checks"], found.code) == ((), "check_unknown")


def test_all_means_the_flags_too() -> None:
    decision, found = parse_decision("review", KIND, {"checks": "all", "hours": "30"}, FLAGS)
    assert found == []
    assert {"flag:days_overlap", "flag:similar_claim"} <= set(decision["checks"])
