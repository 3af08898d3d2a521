"""Separation of duties by natural person, and where a claim goes when nobody is left who may decide."""

from __future__ import annotations

import pytest

from ce_workflow.acts.doorway import take
from ce_workflow.people.actor import Actor
from ce_workflow.store.database import db
from tests.acts.city import City
from tests.acts.invariants import assert_invariants

pytestmark = pytest.mark.template("cast")

HOSPITAL, HEALTH, DISTRICT, BUREAU = "U00001", "chengdu-health", "510112", "chengdu"


# --- T-08, T-09 -------------------------------------------------------------------------


@pytest.mark.parametrize("step", ["review", "send_back", "reject"])
def test_t08_a_reviewer_decides_no_claim_of_their_own(city: City, step: str) -> None:
    claim_id = city.claim("submitted", by="unit")
    assert city.row(claim_id).desk == HOSPITAL
    assert city.refused(step, claim_id, "unit", "reviewer") == "duties_separate"
    city.take(step, claim_id, "unit2").or_raise()
    assert_invariants(db.session.connection())


@pytest.mark.parametrize("step", ["verify", "send_back", "reject"])
def test_t08_whoever_decided_for_the_unit_does_not_decide_for_the_department(city: City, step: str) -> None:
    city.appoint("unit", "verifier", HEALTH)
    claim_id = city.claim("submitted")
    city.take("review", claim_id, "unit", "reviewer").or_raise()
    assert city.refused(step, claim_id, "unit", "verifier") == "duties_separate"
    city.take(step, claim_id, "sector").or_raise()
    assert_invariants(db.session.connection())


def test_t08_whoever_decided_for_the_department_does_not_decide_for_the_unit_afterwards(city: City) -> None:
    city.appoint("unit", "verifier", HEALTH)
    claim_id = city.claim("unit_reviewed", by="outsider")
    city.tell("UPDATE ce_person SET unit = :unit WHERE id = :id", unit=HOSPITAL, id=city.actor("outsider").person_id)
    claim_id = city.claim("submitted", by="claimant2")
    city.take("review", claim_id, "unit2").or_raise()
    city.take("send_back", claim_id, "unit", "verifier").or_raise()
    city.take("submit", claim_id, "claimant2").or_raise()
    assert city.refused("review", claim_id, "unit", "reviewer") == "duties_separate"
    city.take("review", claim_id, "unit2").or_raise()
    assert_invariants(db.session.connection())


@pytest.mark.parametrize("step", ["uphold", "overturn"])
def test_t08_an_appeal_is_not_decided_by_whoever_decided_before(city: City, step: str) -> None:
    city.appoint("sector", "district", DISTRICT)
    claim_id = city.claim("revoked")
    city.take("appeal", claim_id, "claimant").or_raise()
    assert city.row(claim_id).desk == DISTRICT
    assert city.refused(step, claim_id, "sector", "district") == "duties_separate"
    city.take(step, claim_id, "district").or_raise()
    assert_invariants(db.session.connection())


def test_t08_nobody_revokes_their_own_hours(city: City) -> None:
    city.appoint("claimant", "verifier", HEALTH)
    claim_id = city.claim("credited")
    assert city.refused("revoke", claim_id, "claimant", "verifier") == "duties_separate"


def test_t09_two_accounts_of_one_person_are_one_person(city: City) -> None:
    person = city.actor("unit").person_id
    city.tell(
        "INSERT INTO ce_user (username, password_hash, person_id, active, created_at)"
        " SELECT 'second', password_hash, :person, true, created_at FROM ce_user WHERE username = 'unit'",
        person=person,
    )
    user_id = city.rows("SELECT id FROM ce_user WHERE username = 'second'")[0].id
    city.tell(
        "INSERT INTO ce_grant (user_id, person_id, role, scope, valid_from)"
        " SELECT :user, :person, 'verifier', :scope, min(valid_from) FROM ce_grant",
        user=user_id,
        person=person,
        scope=HEALTH,
    )
    second = Actor(user_id, "second", person, "verifier", (HEALTH,))
    given = {"hours": "18", "checks": "all"}
    claim_id = city.claim("submitted")
    city.take("review", claim_id, "unit").or_raise()
    refusal = take("verify", [(claim_id, None, given)], second, at=city.at, request_id="second")[0].refusal
    assert (refusal.code, refusal.status) == ("duties_separate", 403)
    own = city.claim("unit_reviewed", by="unit")
    refusal = take("verify", [(own, None, given)], second, at=city.at, request_id="second")[0].refusal
    assert refusal.code == "duties_separate"
    assert len(city.refusals()) == 2


def test_an_account_without_the_role_decides_nothing_whatever_the_log_in_said(city: City) -> None:
    claim_id = city.claim("submitted")
    reviewer = city.actor("unit")
    city.dismiss(HOSPITAL, but="unit2")
    given = {"hours": "18", "checks": "all"}
    refusal = take("review", [(claim_id, None, given)], reviewer, at=city.at, request_id="late")[0].refusal
    assert (refusal.code, refusal.status) == ("role_needed", 403)


# --- nobody is left ---------------------------------------------------------------------


def test_the_only_reviewers_own_claim_goes_to_the_department(city: City) -> None:
    city.dismiss(HOSPITAL, but="unit")
    claim_id = city.claim("submitted", by="unit")
    claim = city.row(claim_id)
    assert (claim.desk, claim.route, claim.version) == (HEALTH, "sector_only", 3)
    assert city.story(claim_id) == ["create", "submit", "reroute"]
    moved = city.bodies(f"claim:{claim_id}")[-1]
    assert (moved["actor_role"], moved["extra"]["desk"]) == ("system", HEALTH)
    city.take("verify", claim_id, "sector").or_raise()
    assert_invariants(db.session.connection())


def test_a_unit_without_a_reviewer_sends_its_claims_to_the_department(city: City) -> None:
    city.dismiss(HOSPITAL)
    assert city.row(city.claim("submitted")).desk == HEALTH


@pytest.mark.parametrize(("gone", "desk"), [([HOSPITAL, HEALTH], DISTRICT), ([HOSPITAL, HEALTH, DISTRICT], BUREAU)])
def test_without_a_verifier_it_goes_to_the_district_then_to_the_city(city: City, gone: list[str], desk: str) -> None:
    city.dismiss(*gone)
    claim_id = city.claim("submitted")
    assert (city.row(claim_id).desk, city.row(claim_id).route) == (desk, "sector_only")
    city.take("verify", claim_id, "district" if desk == DISTRICT else "city").or_raise()
    assert_invariants(db.session.connection())


def test_with_nobody_anywhere_it_waits_for_the_city(city: City) -> None:
    city.dismiss(HOSPITAL, HEALTH, DISTRICT, BUREAU)
    assert city.row(city.claim("submitted")).desk == BUREAU


def test_a_reviewed_claim_whose_only_verifier_reviewed_it_goes_to_the_district(city: City) -> None:
    city.appoint("unit", "verifier", HEALTH)
    city.dismiss(HEALTH, but="unit")
    claim_id = city.claim("submitted")
    city.take("review", claim_id, "unit", "reviewer").or_raise()
    assert (city.state(claim_id), city.row(claim_id).desk) == ("unit_reviewed", DISTRICT)
    assert city.story(claim_id)[-2:] == ["review", "reroute"]
    city.take("verify", claim_id, "district").or_raise()
    assert_invariants(db.session.connection())


def test_an_appeal_against_the_districts_decision_goes_to_the_city(city: City) -> None:
    city.dismiss(HEALTH)
    claim_id = city.claim("unit_reviewed")
    city.take("reject", claim_id, "district").or_raise()
    city.take("appeal", claim_id, "claimant").or_raise()
    assert city.row(claim_id).desk == BUREAU
    city.take("overturn", claim_id, "city").or_raise()
    assert_invariants(db.session.connection())


def test_after_an_overturn_those_who_decided_before_are_passed_over(city: City) -> None:
    city.dismiss(HOSPITAL, but="unit")
    claim_id = city.claim("appealed")
    city.take("overturn", claim_id, "district").or_raise()
    claim = city.row(claim_id)
    assert (claim.state, claim.desk, claim.route) == ("submitted", HEALTH, "sector_only")
    city.take("verify", claim_id, "sector").or_raise()
    assert_invariants(db.session.connection())


def test_after_an_overturn_nobody_who_decided_before_decides_again(city: City) -> None:
    city.appoint("district", "verifier", HEALTH)
    claim_id = city.claim("appealed")
    city.take("overturn", claim_id, "district", "district").or_raise()
    assert city.refused("review", claim_id, "unit") == "duties_separate"
    city.take("review", claim_id, "unit2").or_raise()
    assert city.refused("verify", claim_id, "district", "verifier") == "duties_separate"
    city.take("verify", claim_id, "sector").or_raise()
    assert_invariants(db.session.connection())


def test_a_claim_that_waits_is_passed_on_when_its_desk_has_lost_its_people(city: City) -> None:
    claim_id = city.claim("unit_reviewed")
    assert city.take("reroute", claim_id, "system").refusal.status == 403
    city.dismiss(HEALTH)
    city.take("reroute", claim_id, "system").or_raise()
    assert city.row(claim_id).desk == DISTRICT
    assert city.take("reroute", claim_id, "system").refusal.status == 403
    assert_invariants(db.session.connection())


def test_what_was_passed_on_stays_there_though_somebody_came_back(city: City) -> None:
    claim_id = city.claim("unit_reviewed")
    city.dismiss(HEALTH)
    city.take("reroute", claim_id, "system").or_raise()
    city.appoint("sector-b", "verifier", HEALTH)
    assert city.take("reroute", claim_id, "system").refusal.status == 403
    assert city.row(claim_id).desk == DISTRICT
    assert city.refused("verify", claim_id, "sector-b") == "not_your_desk"
    city.take("verify", claim_id, "district").or_raise()


def test_an_own_claim_among_others_is_the_only_one_that_is_passed_on(city: City) -> None:
    city.dismiss(HOSPITAL, but="unit")
    drafts = [city.claim("draft", by=name) for name in ("claimant", "unit", "claimant2")]
    for claim_id, name in zip(drafts, ("claimant", "unit", "claimant2"), strict=True):
        city.take("submit", claim_id, name, "claimant").or_raise()
    assert [city.row(claim_id).desk for claim_id in drafts] == [HOSPITAL, HEALTH, HOSPITAL]
