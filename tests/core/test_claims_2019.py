"""Every claim of 2019 gets the answer that the notice demands, in the order they were filed."""

from __future__ import annotations

from typing import Any

import pytest

from ce_workflow.errors import Finding
from ce_workflow.rules.facts import Sibling
from tests.core.claims_2019 import CLAIMS, given, kind_of, said, worked_out

NOT_OF_THE_RULES = {
    "C29": "other claims are looked at where they are read",
    "C35": "what is in a file is looked at where files are taken in",
}


def answered() -> dict[str, list[Finding]]:
    """Claim by claim what the rules say; what is not refused is live for the claims after it."""
    answers: dict[str, list[Finding]] = {}
    live: list[tuple[str, str, Sibling]] = []
    for number, (claim_id, claim) in enumerate(CLAIMS.items(), start=1):
        kind, answer = kind_of(claim_id), given(claim_id)
        key, owner = kind.achievement(answer), claim.get("as", "claimant")
        same = tuple(
            Sibling(sibling.claim_id, of == owner, sibling.rank) for of, known, sibling in live if known == key
        )
        answers[claim_id] = said(claim_id, same_achievement=same)
        if key is not None and not any(finding.refuses for finding in answers[claim_id]):
            live.append((owner, key, Sibling(number, mine=False, rank=answer.get(kind.rank_field or ""))))
    return answers


ANSWERS = answered()


def outcome(found: list[Finding]) -> str:
    if any(finding.refuses for finding in found):
        return "refused"
    return "warned" if found else "accepted"


@pytest.mark.parametrize("claim_id", [name for name in CLAIMS if name not in NOT_OF_THE_RULES])
def test_a_claim_of_2019_is_answered_as_the_notice_demands(claim_id: str) -> None:
    claim: dict[str, Any] = CLAIMS[claim_id]
    found = ANSWERS[claim_id]
    assert outcome(found) == claim["submit"], [str(finding.text) for finding in found]
    assert {finding.clause for finding in found if finding.clause} == set(claim.get("findings", ()))
    if "year" in claim:
        assert kind_of(claim_id).year(given(claim_id)) == claim["year"]


@pytest.mark.parametrize(
    ("claim_id", "code"),
    [
        ("C02", "stay_too_short"),
        ("C04", "not_organised_by_unit"),
        ("C06", "ends_before_it_starts"),
        ("C07", "evidence_missing"),
        ("C11", "design_patent"),
        ("C12", "claimed_already"),
        ("C13", "claimed_by_another"),
        ("C14", "rank_above_count"),
        ("C15", "filing_closed"),
        ("C16", "in_the_future"),
        ("C18", "municipal_achievement"),
        ("C22", "junior_college"),
        ("C26", "hours_beyond_a_day"),
        ("C28", "not_passed"),
        ("C32", "theme_not_approved"),
        ("C37", "not_in_service"),
        ("C40", "stay_too_short_in_year"),
    ],
)
def test_a_claim_of_2019_is_refused_or_warned_for_one_reason_alone(claim_id: str, code: str) -> None:
    assert [finding.code for finding in ANSWERS[claim_id]] == [code]


@pytest.mark.parametrize("claim_id", ["C01", "C03", "C09", "C10", "C17", "C19", "C20", "C24", "C25", "C27", "C36"])
def test_the_default_figures_cover_what_an_accepted_claim_asks_for(claim_id: str) -> None:
    hours = worked_out(claim_id)
    assert hours is not None
    assert hours >= given(claim_id)["hours_claimed"]
