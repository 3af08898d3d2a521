"""Hours are named at review and verification, and every change has its reason."""

from decimal import Decimal
from typing import Any

import pytest

from ce_workflow.rules.case import Case
from ce_workflow.rules.facts import Facts
from ce_workflow.rules.hours_decided import check
from tests.core.claims_2019 import YEARS
from tests.core.rules.decisions import FORTY, KIND, said

REASON_MISSING = [("reason_missing", "reason")]


@pytest.mark.parametrize("step", ["review", "verify"])
def test_hours_must_be_named(step: str) -> None:
    assert said(step, {"hours": ""}) == [("hours_missing", "hours")]


@pytest.mark.parametrize(
    ("step", "hours", "known", "found"),
    [
        ("review", "40.0", {}, []),
        ("review", "39.9", {}, REASON_MISSING),
        ("review", "41", {}, REASON_MISSING),
        ("verify", "40", {}, []),
        ("verify", "30", {}, REASON_MISSING),
        ("verify", "30", {"confirmed": Decimal(30)}, []),
        ("verify", "40", {"confirmed": Decimal(30)}, REASON_MISSING),
        ("verify", "40", {"claimed": None}, REASON_MISSING),
    ],
)
def test_hours_that_differ_from_those_before_need_a_reason(
    step: str, hours: str, known: dict[str, Any], found: list[tuple[str, str]]
) -> None:
    assert said(step, {"hours": hours}, **known) == found
    assert said(step, {"hours": hours, "reason": "hours_adjusted"}, **known) == []


def test_hours_that_no_form_read_keep_the_bounds_too() -> None:
    for hours in (Decimal(0), Decimal(1000), Decimal(-1)):
        case = Case("verify", KIND, {"hours": hours}, Facts(YEARS[2019].opens_on, claimed=FORTY))
        assert [finding.code for finding in check(case)] == ["hours_missing"]
