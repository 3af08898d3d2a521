"""One achievement, one credit: per person one live claim, and co-inventors at different ranks."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy.exc import IntegrityError

from ce_workflow.store.database import db
from tests import cast
from tests.acts.city import City
from tests.acts.invariants import assert_invariants

pytestmark = pytest.mark.template("cast")

NUMBER = "ZL201710999999.9"
LIVE = ("submitted", "unit_reviewed", "sector_verified", "credited", "returned", "appealed")


def patent(number: str = NUMBER, rank: int = 1) -> dict[str, Any]:
    hours = {1: "48", 2: "42", 3: "36"}[rank]
    return cast.answers("patent", patent_number=number, inventor_rank=str(rank), hours_claimed=hours)


def codes(outcome: Any) -> list[str]:
    return [finding.code for finding in outcome.refusal.findings]


@pytest.mark.parametrize(
    "spelt", [NUMBER, "2017 1 0999999.9", "ＺＬ２０１７１０９９９９９９．９", "cn201710999999", "201710999999"]
)
@pytest.mark.parametrize("state", ["submitted", "credited"])
def test_a_second_claim_of_the_same_patent_is_refused_however_it_is_spelt(city: City, state: str, spelt: str) -> None:
    first = city.claim(state, "patent", patent_number=NUMBER)
    second = city.claim("draft", "patent", patent_number=spelt)
    outcome = city.take("submit", second, "claimant")
    assert codes(outcome) == ["claimed_already"]
    assert str(first) in str(outcome.refusal.findings[0].text)


@pytest.mark.parametrize("state", [*LIVE, "draft", "rejected", "withdrawn", "revoked"])
def test_an_achievement_is_held_by_live_claims_alone(city: City, state: str) -> None:
    city.claim(state, "patent", patent_number=NUMBER)
    second = city.claim("draft", "patent", patent_number=NUMBER)
    outcome = city.take("submit", second, "claimant")
    assert (outcome.refusal is not None) is (state in LIVE)
    assert_invariants(db.session.connection())


def test_what_was_let_go_can_be_claimed_again_and_then_not_appealed(city: City) -> None:
    first = city.claim("rejected", "patent", patent_number=NUMBER)
    city.claim("submitted", "patent", patent_number=NUMBER)
    outcome = city.take("appeal", first, "claimant")
    assert codes(outcome) == ["claimed_already"]
    assert_invariants(db.session.connection())


def test_an_edit_of_a_claim_that_was_sent_back_takes_no_achievement_of_another(city: City) -> None:
    city.claim("submitted", "patent", patent_number=NUMBER)
    second = city.claim("returned", "patent")
    outcome = city.take("edit", second, "claimant", fields=patent())
    assert (outcome.refusal.status, codes(outcome)) == (422, ["claimed_already"])
    city.take("edit", second, "claimant", fields=patent("ZL201710888888.8")).or_raise()
    third = city.claim("draft", "patent", patent_number="ZL201710888888.8")
    assert codes(city.take("submit", third, "claimant")) == ["claimed_already"]
    assert_invariants(db.session.connection())


def test_an_edit_lets_the_achievement_go_that_it_takes_out(city: City) -> None:
    first = city.claim("returned", "patent", patent_number=NUMBER)
    city.take("edit", first, "claimant", fields=patent("ZL201710888888.8")).or_raise()
    second = city.claim("draft", "patent", patent_number=NUMBER)
    city.take("submit", second, "claimant").or_raise()
    assert_invariants(db.session.connection())


def test_drafts_hold_nothing_whatever_they_say(city: City) -> None:
    drafts = [city.claim("draft", "patent", patent_number=NUMBER) for _ in range(3)]
    city.take("edit", drafts[1], "claimant", fields=patent()).or_raise()
    city.take("submit", drafts[1], "claimant").or_raise()
    assert codes(city.take("submit", drafts[0], "claimant")) == ["claimed_already"]
    city.take("edit", drafts[2], "claimant", fields=patent()).or_raise()


def test_co_inventors_claim_at_different_ranks(city: City) -> None:
    city.claim("credited", "patent", patent_number=NUMBER)
    same = city.claim("draft", "patent", "claimant2", patent_number=NUMBER)
    outcome = city.take("submit", same, "claimant2")
    assert codes(outcome) == ["rank_taken"]
    assert set(outcome.refusal.findings[0].text.params) == {"rank"}
    city.take("edit", same, "claimant2", fields=patent(rank=2)).or_raise()
    city.take("submit", same, "claimant2").or_raise()
    assert "claimed_by_another" in city.row(same).warnings
    assert_invariants(db.session.connection())


def test_an_edit_or_an_appeal_takes_no_rank_of_another(city: City) -> None:
    city.claim("submitted", "patent", "claimant2", patent_number=NUMBER, inventor_rank="2", hours_claimed="42")
    returned = city.claim("returned", "patent", patent_number=NUMBER)
    assert codes(city.take("edit", returned, "claimant", fields=patent(rank=2))) == ["rank_taken"]
    city.take("edit", returned, "claimant", fields=patent(rank=3)).or_raise()
    city.take("submit", returned, "claimant").or_raise()
    city.take("reject", returned, "unit").or_raise()
    city.claim("submitted", "patent", "outsider", patent_number=NUMBER, inventor_rank="3", hours_claimed="36")
    assert codes(city.take("appeal", returned, "claimant")) == ["rank_taken"]
    assert_invariants(db.session.connection())


def test_the_database_itself_knows_one_credit_and_one_rank(city: City) -> None:
    first, second = (city.claim("submitted", "patent") for _ in range(2))
    key = city.row(first).achievement_key
    with pytest.raises(IntegrityError):
        city.tell("UPDATE ce_claim SET achievement_key = :key, rank = 2 WHERE id = :id", key=key, id=second)
    other = city.claim("submitted", "patent", "claimant2")
    with pytest.raises(IntegrityError):
        city.tell("UPDATE ce_claim SET achievement_key = :key WHERE id = :id", key=key, id=other)


@pytest.mark.parametrize("number", ["川科鉴字" * 50, "㌔" * 200, "ﷺ" * 200])
def test_a_number_that_grows_when_it_is_compared_still_fits(city: City, number: str) -> None:
    outcome = city.draft(
        "claimant", "claimant", kind="achievement", fields=cast.answers("achievement", appraisal_number=number)
    )
    assert outcome.claim is not None or outcome.refusal.status == 422


def test_training_and_conferences_are_no_achievements(city: City) -> None:
    for _ in range(2):
        assert city.row(city.claim("submitted")).achievement_key is None
