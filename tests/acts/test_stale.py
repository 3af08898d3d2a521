"""A decision on what has changed meanwhile is refused, and says who changed it; nothing is done twice."""

from __future__ import annotations

import pytest

from ce_workflow.store.database import db
from tests import cast
from tests.acts.city import City
from tests.acts.invariants import assert_invariants

pytestmark = pytest.mark.template("cast")

MOVES = [
    ("submitted", "withdraw", "claimant", "withdraw", "闫斌静"),
    ("submitted", "send_back", "unit2", "send_back", "唐刚"),
    ("returned", "edit", "claimant", "edit", "闫斌静"),
    ("unit_reviewed", "reject", "sector2", "reject", "罗建"),
    ("unit_reviewed", "verify", "sector2", "credit", None),
]


@pytest.mark.parametrize(("state", "step", "who", "last", "name"), MOVES)
def test_a_stale_page_is_refused_and_told_who_was_first(
    city: City, state: str, step: str, who: str, last: str, name: str | None
) -> None:
    claim_id = city.claim(state)
    seen = city.row(claim_id).version
    given = {"fields": cast.answers("training")} if step == "edit" else {}
    city.take(step, claim_id, who, **given).or_raise()
    before = city.dump()
    late = {"returned": "claimant", "submitted": "unit", "unit_reviewed": "sector"}[state]
    tried = {"returned": "submit", "submitted": "review", "unit_reviewed": "verify"}[state]
    refusal = city.take(tried, claim_id, late, seen=seen).refusal
    assert (refusal.status, refusal.code) == (409, "stale")
    said = refusal.text.params
    from ce_workflow.states.steps import LABELS

    assert str(said["step"]) == LABELS[last]
    assert (str(said["who"]) == "System") if name is None else (name in str(said["who"]))
    assert said["at"] == city.at
    assert city.dump() == before
    assert city.refusals()[-1]["code"] == "stale"


@pytest.mark.parametrize(("step", "who", "state"), [("review", "unit", "submitted"), ("submit", "claimant", "draft")])
def test_t03_the_same_step_twice_is_one_event(city: City, step: str, who: str, state: str) -> None:
    claim_id = city.claim(state)
    seen = city.row(claim_id).version
    city.take(step, claim_id, who, seen=seen).or_raise()
    assert city.take(step, claim_id, who, seen=seen).refusal.code == "stale"
    assert city.take(step, claim_id, who).refusal.code == "step_not_allowed"
    assert city.story(claim_id).count(step) == 1
    assert_invariants(db.session.connection())


def test_t02_no_step_is_skipped(city: City) -> None:
    claim_id = city.claim("submitted")
    for step, who in [("credit", "system"), ("verify", "sector"), ("revoke", "sector"), ("uphold", "district")]:
        refusal = city.take(step, claim_id, who).refusal
        assert (refusal.status, refusal.code) == (409, "step_not_allowed")
    assert set(refusal.allowed) == {"review", "send_back", "reject", "withdraw", "reroute"}


def test_a_version_from_the_future_is_stale_too(city: City) -> None:
    claim_id = city.claim("submitted")
    assert city.take("review", claim_id, "unit", seen=99).refusal.code == "stale"


@pytest.mark.parametrize("claim_id", [0, -1, 999, 2**31, 2**63, 2**70, 13800138000, None])
@pytest.mark.parametrize("step", ["review", "edit", "submit"])
def test_t10_a_claim_that_is_not_there_is_not_found_whatever_its_number(
    city: City, step: str, claim_id: int | None
) -> None:
    outcome = city.take(step, claim_id, "unit", fields={})
    assert (outcome.refusal.status, outcome.refusal.code) == (404, "not_found")
    assert len(city.refusals()) == 1


def test_t10_a_claim_out_of_reach_answers_like_one_that_is_not_there(city: City) -> None:
    claim_id = city.claim("submitted")
    seen, unseen = (city.take("review", number, "unit-b").refusal for number in (claim_id, 999))
    assert (seen.status, seen.text, seen.findings) == (unseen.status, unseen.text, unseen.findings)
    assert [event["claim"] for event in city.refusals()] == [claim_id, 999]


def test_a_number_that_may_be_somebodys_own_is_not_written_down(city: City) -> None:
    city.take("review", 13800138000, "unit")
    assert city.refusals() == [{"act": "review", "code": "not_found", "status": 404}]
