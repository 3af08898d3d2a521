"""Separation of duties by natural person, and where a claim goes when nobody is left who may decide."""

from __future__ import annotations

import pytest

from ce_workflow.acts.doorway import take
from ce_workflow.people.actor import Actor
from ce_workflow.store.database import db
from tests import cast
from tests.acts.city import City
from tests.acts.invariants import assert_invariants

pytestmark = pytest.mark.template("cast")

HOSPITAL, HEALTH, DISTRICT, BUREAU = "U00001", "chengdu-health", "510112", "chengdu"


def appoint(city: City, name: str, role: str, scope: str) -> None:
    """Give the account a further role."""
    told = {"user": city.actor(name).user_id, "person": city.actor(name).person_id, "role": role, "scope": scope}
    began = "(SELECT min(valid_from) FROM ce_grant)"
    city.tell(
        "INSERT INTO ce_grant (user_id, person_id, role, scope, valid_from)"
        f" VALUES (:user, :person, :role, :scope, {began})",
        **told,
    )


def dismiss(city: City, *scopes: str, but: str | None = None) -> None:
    """End every appointment for these organisations, but that of one account."""
    kept = city.actor(but).user_id if but else 0
    for scope in scopes:
        told = {"scope": scope, "kept": kept}
        city.tell("UPDATE ce_grant SET valid_to = valid_from WHERE scope = :scope AND user_id <> :kept", **told)


def refused(city: City, step: str, claim_id: int, name: str, role: str | None = None) -> str:
    """The refusal's code; the claim is unchanged and the refusal recorded."""
    before, told = city.dump(), len(city.refusals())
    refusal = city.take(step, claim_id, name, role).refusal
    assert refusal is not None
    assert city.dump() == before
    assert [(event["act"], event["code"], event["claim"]) for event in city.refusals()[told:]] == [
        (step, refusal.code, claim_id)
    ]
    assert refusal.status == 403
    return refusal.code


# --- T-08, T-09 -------------------------------------------------------------------------


@pytest.mark.parametrize("step", ["review", "send_back", "reject"])
def test_t08_a_reviewer_decides_no_claim_of_their_own(city: City, step: str) -> None:
    claim_id = city.claim("submitted", by="unit")
    assert city.row(claim_id).desk == HOSPITAL
    assert refused(city, step, claim_id, "unit", "reviewer") == "duties_separate"
    city.take(step, claim_id, "unit2").or_raise()
    assert_invariants(db.session.connection())


@pytest.mark.parametrize("step", ["verify", "send_back", "reject"])
def test_t08_whoever_decided_for_the_unit_does_not_decide_for_the_department(city: City, step: str) -> None:
    appoint(city, "unit", "verifier", HEALTH)
    claim_id = city.claim("submitted")
    city.take("review", claim_id, "unit", "reviewer").or_raise()
    assert refused(city, step, claim_id, "unit", "verifier") == "duties_separate"
    city.take(step, claim_id, "sector").or_raise()
    assert_invariants(db.session.connection())


def test_t08_whoever_decided_for_the_department_does_not_decide_for_the_unit_afterwards(city: City) -> None:
    appoint(city, "unit", "verifier", HEALTH)
    claim_id = city.claim("unit_reviewed", by="outsider")
    city.tell("UPDATE ce_person SET unit = :unit WHERE id = :id", unit=HOSPITAL, id=city.actor("outsider").person_id)
    claim_id = city.claim("submitted", by="claimant2")
    city.take("review", claim_id, "unit2").or_raise()
    city.take("send_back", claim_id, "unit", "verifier").or_raise()
    city.take("submit", claim_id, "claimant2").or_raise()
    assert refused(city, "review", claim_id, "unit", "reviewer") == "duties_separate"
    city.take("review", claim_id, "unit2").or_raise()
    assert_invariants(db.session.connection())


@pytest.mark.parametrize("step", ["uphold", "overturn"])
def test_t08_an_appeal_is_not_decided_by_whoever_decided_before(city: City, step: str) -> None:
    appoint(city, "sector", "district", DISTRICT)
    claim_id = city.claim("revoked")
    city.take("appeal", claim_id, "claimant").or_raise()
    assert city.row(claim_id).desk == DISTRICT
    assert refused(city, step, claim_id, "sector", "district") == "duties_separate"
    city.take(step, claim_id, "district").or_raise()
    assert_invariants(db.session.connection())


def test_t08_nobody_revokes_their_own_hours(city: City) -> None:
    appoint(city, "claimant", "verifier", HEALTH)
    claim_id = city.claim("credited")
    assert refused(city, "revoke", claim_id, "claimant", "verifier") == "duties_separate"


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
    dismiss(city, HOSPITAL, but="unit2")
    given = {"hours": "18", "checks": "all"}
    refusal = take("review", [(claim_id, None, given)], reviewer, at=city.at, request_id="late")[0].refusal
    assert (refusal.code, refusal.status) == ("role_needed", 403)


# --- nobody is left ---------------------------------------------------------------------


def test_the_only_reviewers_own_claim_goes_to_the_department(city: City) -> None:
    dismiss(city, HOSPITAL, but="unit")
    claim_id = city.claim("submitted", by="unit")
    claim = city.row(claim_id)
    assert (claim.desk, claim.route, claim.version) == (HEALTH, "sector_only", 3)
    assert city.story(claim_id) == ["create", "submit", "reroute"]
    moved = city.bodies(f"claim:{claim_id}")[-1]
    assert (moved["actor_role"], moved["extra"]["desk"]) == ("system", HEALTH)
    city.take("verify", claim_id, "sector").or_raise()
    assert_invariants(db.session.connection())


def test_a_unit_without_a_reviewer_sends_its_claims_to_the_department(city: City) -> None:
    dismiss(city, HOSPITAL)
    assert city.row(city.claim("submitted")).desk == HEALTH


@pytest.mark.parametrize(("gone", "desk"), [([HOSPITAL, HEALTH], DISTRICT), ([HOSPITAL, HEALTH, DISTRICT], BUREAU)])
def test_without_a_verifier_it_goes_to_the_district_then_to_the_city(city: City, gone: list[str], desk: str) -> None:
    dismiss(city, *gone)
    claim_id = city.claim("submitted")
    assert (city.row(claim_id).desk, city.row(claim_id).route) == (desk, "sector_only")
    city.take("verify", claim_id, "district" if desk == DISTRICT else "city").or_raise()
    assert_invariants(db.session.connection())


def test_with_nobody_anywhere_it_waits_for_the_city(city: City) -> None:
    dismiss(city, HOSPITAL, HEALTH, DISTRICT, BUREAU)
    assert city.row(city.claim("submitted")).desk == BUREAU


def test_a_reviewed_claim_whose_only_verifier_reviewed_it_goes_to_the_district(city: City) -> None:
    appoint(city, "unit", "verifier", HEALTH)
    dismiss(city, HEALTH, but="unit")
    claim_id = city.claim("submitted")
    city.take("review", claim_id, "unit", "reviewer").or_raise()
    assert (city.state(claim_id), city.row(claim_id).desk) == ("unit_reviewed", DISTRICT)
    assert city.story(claim_id)[-2:] == ["review", "reroute"]
    city.take("verify", claim_id, "district").or_raise()
    assert_invariants(db.session.connection())


def test_an_appeal_against_the_districts_decision_goes_to_the_city(city: City) -> None:
    dismiss(city, HEALTH)
    claim_id = city.claim("unit_reviewed")
    city.take("reject", claim_id, "district").or_raise()
    city.take("appeal", claim_id, "claimant").or_raise()
    assert city.row(claim_id).desk == BUREAU
    city.take("overturn", claim_id, "city").or_raise()
    assert_invariants(db.session.connection())


def test_after_an_overturn_those_who_decided_before_are_passed_over(city: City) -> None:
    dismiss(city, HOSPITAL, but="unit")
    claim_id = city.claim("appealed")
    city.take("overturn", claim_id, "district").or_raise()
    claim = city.row(claim_id)
    assert (claim.state, claim.desk, claim.route) == ("submitted", HEALTH, "sector_only")
    city.take("verify", claim_id, "sector").or_raise()
    assert_invariants(db.session.connection())


def test_after_an_overturn_nobody_who_decided_before_decides_again(city: City) -> None:
    appoint(city, "district", "verifier", HEALTH)
    claim_id = city.claim("appealed")
    city.take("overturn", claim_id, "district", "district").or_raise()
    assert refused(city, "review", claim_id, "unit") == "duties_separate"
    city.take("review", claim_id, "unit2").or_raise()
    assert refused(city, "verify", claim_id, "district", "verifier") == "duties_separate"
    city.take("verify", claim_id, "sector").or_raise()
    assert_invariants(db.session.connection())


def test_a_claim_that_waits_is_passed_on_when_its_desk_has_lost_its_people(city: City) -> None:
    claim_id = city.claim("unit_reviewed")
    assert city.take("reroute", claim_id, "system").refusal.status == 403
    dismiss(city, HEALTH)
    city.take("reroute", claim_id, "system").or_raise()
    assert city.row(claim_id).desk == DISTRICT
    assert city.take("reroute", claim_id, "system").refusal.status == 403
    assert_invariants(db.session.connection())


def test_what_was_passed_on_stays_there_though_somebody_came_back(city: City) -> None:
    claim_id = city.claim("unit_reviewed")
    dismiss(city, HEALTH)
    city.take("reroute", claim_id, "system").or_raise()
    appoint(city, "sector", "verifier", HEALTH)
    assert city.take("reroute", claim_id, "system").refusal.status == 403
    assert city.row(claim_id).desk == DISTRICT
    assert refused(city, "verify", claim_id, "sector") == "not_your_desk"
    city.take("verify", claim_id, "district").or_raise()


def test_an_own_claim_among_others_is_the_only_one_that_is_passed_on(city: City) -> None:
    dismiss(city, HOSPITAL, but="unit")
    drafts = [city.claim("draft", by=name) for name in ("claimant", "unit", "claimant2")]
    for claim_id, name in zip(drafts, ("claimant", "unit", "claimant2"), strict=True):
        city.take("submit", claim_id, name, "claimant").or_raise()
    assert [city.row(claim_id).desk for claim_id in drafts] == [HOSPITAL, HEALTH, HOSPITAL]


# --- organisers -------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "role"), [("base", "base"), ("unit", "reviewer"), ("sector", "verifier")])
def test_an_organiser_files_on_behalf_of_a_participant(city: City, name: str, role: str) -> None:
    person = city.actor("claimant").person_id
    claim_id = city.draft(name, role, person=person).or_raise().id
    city.take("edit", claim_id, name, role, fields=cast.answers("training", title="另一个标题")).or_raise()
    city.take("submit", claim_id, name, role).or_raise()
    claim, actor = city.row(claim_id), city.actor(name, role)
    assert (claim.person_id, claim.filed_by, claim.filed_by_org) == (person, actor.person_id, actor.scopes[0])
    for body in city.bodies(f"claim:{claim_id}"):
        assert (body["actor_person_id"], body["on_behalf_of"]) == (actor.person_id, person)
    assert_invariants(db.session.connection())


def test_the_participant_may_change_submit_and_withdraw_what_was_filed_for_them(city: City) -> None:
    claim_id = city.draft("base", "base", person=city.actor("claimant").person_id).or_raise().id
    city.take("edit", claim_id, "claimant", fields=cast.answers("training")).or_raise()
    city.take("submit", claim_id, "claimant").or_raise()
    assert "on_behalf_of" not in city.bodies(f"claim:{claim_id}")[-1]
    assert refused(city, "withdraw", claim_id, "base", "base") == "not_your_desk"
    city.take("withdraw", claim_id, "claimant").or_raise()


@pytest.mark.parametrize("step", ["review", "send_back", "reject"])
def test_whoever_filed_for_somebody_does_not_decide(city: City, step: str) -> None:
    claim_id = city.draft("unit", "reviewer", person=city.actor("claimant").person_id).or_raise().id
    city.take("submit", claim_id, "unit", "reviewer").or_raise()
    assert refused(city, step, claim_id, "unit", "reviewer") == "duties_separate"
    city.take(step, claim_id, "unit2").or_raise()


def test_whoever_submitted_for_somebody_does_not_decide_either(city: City) -> None:
    claim_id = city.draft("unit", "reviewer", person=city.actor("claimant").person_id).or_raise().id
    city.take("submit", claim_id, "unit2", "reviewer").or_raise()
    assert (city.row(claim_id).desk, city.row(claim_id).route) == (HEALTH, "sector_only")


def test_a_claimant_begins_no_claim_for_somebody_else(city: City) -> None:
    before = city.dump()
    refusal = city.draft("claimant", "claimant", person=city.actor("claimant2").person_id).refusal
    assert refusal.status in (403, 404)
    assert city.dump() == before


@pytest.mark.parametrize("person", ["0" * 32, "x", "何敏"])
def test_nobody_is_filed_for_who_is_not_there(city: City, person: str) -> None:
    assert city.draft("base", "base", person=person).refusal.status == 404


def test_another_organiser_neither_sees_nor_changes_it(city: City) -> None:
    claim_id = city.draft("base", "base", person=city.actor("claimant").person_id).or_raise().id
    for name, role in [("unit", "reviewer"), ("sector", "verifier")]:
        for step in ("edit", "submit"):
            assert city.take(step, claim_id, name, role).refusal.status == 404
    city.take("submit", claim_id, "base").or_raise()
    city.take("send_back", claim_id, "unit").or_raise()
    assert city.take("submit", claim_id, "unit", "reviewer").refusal.status == 403
    city.take("submit", claim_id, "base").or_raise()
