"""Decisions as they are typed."""

from decimal import Decimal

import pytest
from hypothesis import given as any_of
from hypothesis import strategies as st

from ce_workflow.kinds import KINDS
from ce_workflow.rules.decision import REASONS, parse_decision
from ce_workflow.states.steps import ASKS

PATENT = KINDS["patent"]
ALL = ("original_seen", "rank_shown", "related")
BLANK = {"hours": None, "reason": "", "note": "", "document": "", "checks": ()}


def test_the_reasons_are_those_of_the_life_of_a_claim() -> None:
    assert " ".join(reason.code for reason in REASONS) == (
        "evidence_missing evidence_unclear not_genuine not_eligible wrong_year duplicate hours_adjusted other"
    )


def test_a_review_is_read() -> None:
    sent = {"hours": "４.5", "reason": "hours_adjusted", "note": " 课时有误\r\n", "checks": [*ALL], "seen_version": 3}
    read, found = parse_decision("review", PATENT, sent)
    assert found == []
    assert read == {
        "hours": Decimal("4.5"),
        "reason": "hours_adjusted",
        "note": "课时有误",
        "document": "",
        "checks": ALL,
    }


@pytest.mark.parametrize("step", ASKS)
def test_a_blank_decision_has_every_answer(step: str) -> None:
    assert parse_decision(step, PATENT, {}) == (BLANK, [])


@pytest.mark.parametrize("step", ["send_back", "reject", "revoke", "appeal", "uphold", "overturn", "withdraw"])
def test_what_a_step_does_not_ask_for_is_ignored(step: str) -> None:
    read, found = parse_decision(step, PATENT, {"hours": "sNaN", "checks": "all", "state": "credited"})
    assert (read, found) == (BLANK, [])


@pytest.mark.parametrize(
    "ticked", ["all", " all ", [*ALL], ALL[::-1], "related, original_seen,rank_shown", {*ALL}, [*ALL, *ALL, ""]]
)
def test_the_checklist_is_read_however_it_is_sent(ticked: object) -> None:
    assert parse_decision("review", PATENT, {"checks": ticked})[0]["checks"] == ALL


@pytest.mark.parametrize("ticked", [[], "", None, 7, {"a": 1}, [1, None], b"all"])
def test_no_line_of_the_checklist_is_ticked_by_something_else(ticked: object) -> None:
    assert parse_decision("review", PATENT, {"checks": ticked})[0]["checks"] == ()


def test_a_line_that_is_not_on_the_list_is_a_finding() -> None:
    found = parse_decision("verify", PATENT, {"checks": "genuine,original_seen"})[1]
    assert [(finding.code, finding.field) for finding in found] == [("check_unknown", "checks")]
    assert "genuine, in_the_year, hours_follow" in str(found[0].text)


@pytest.mark.parametrize("hours", ["0", "-1", "1000", "8.333", "八", "sNaN", 1e9])
def test_t14_hours_that_cannot_be_read_are_a_finding(hours: object) -> None:
    read, found = parse_decision("verify", PATENT, {"hours": hours})
    assert read["hours"] is None
    assert [(finding.code, finding.field) for finding in found] == [("hours_unreadable", "hours")]


ANYTHING = st.one_of(st.text(), st.integers(), st.floats(), st.none(), st.lists(st.text()), st.booleans())


@any_of(st.sampled_from([*ASKS]), st.fixed_dictionaries({}, optional=dict.fromkeys(BLANK, ANYTHING)))
def test_whatever_is_sent_is_read_or_refused(step: str, sent: dict[str, object]) -> None:
    read, _ = parse_decision(step, PATENT, sent)
    assert read.keys() == BLANK.keys()
