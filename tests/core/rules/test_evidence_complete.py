"""Every piece of evidence that the kind or the rule set demands is there."""

from dataclasses import replace

import pytest

from ce_workflow.kinds import KINDS
from tests.core.claims_2019 import CITY, RIGHT, said


@pytest.mark.parametrize(("kind", "claim_id"), RIGHT.items())
def test_each_missing_piece_is_named_at_its_own_field(kind: str, claim_id: str) -> None:
    found = [(finding.code, finding.field) for finding in said(claim_id, pieces=frozenset())]
    demanded = [piece.name for piece in KINDS[kind].evidence if piece.required]
    assert found == [("evidence_missing", f"evidence-{name}") for name in demanded]


def test_a_piece_that_nobody_asked_for_replaces_none() -> None:
    assert [finding.field for finding in said("C27", pieces=frozenset({"notice", "x"}))] == ["evidence-certificate"]


def test_a_piece_that_the_rule_set_demands_is_asked_for_too() -> None:
    training = replace(CITY.ways["training"], evidence=("timetable",))
    rules = replace(CITY, ways={**CITY.ways, "training": training})
    assert [finding.field for finding in said("C27", rules=rules, pieces=frozenset({"certificate"}))] == [
        "evidence-timetable"
    ]
    assert said("C27", rules=rules, pieces=frozenset({"certificate", "timetable"})) == []
