"""The ways of a claim: by which desks it goes, and when its hours are credited."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from ce_workflow.store.claims import due_for_credit
from ce_workflow.store.database import db
from tests.acts.city import City
from tests.acts.invariants import assert_invariants

pytestmark = pytest.mark.template("cast")

HOSPITAL, HEALTH, DISTRICT, BUREAU = "U00001", "chengdu-health", "510112", "chengdu"


def measures(city: City, authority: str, route: str | None, days: int = 0) -> None:
    """What an authority has laid down (五(二))."""
    told = {"code": authority, "route": route, "days": days}
    city.tell("UPDATE ce_organisation SET route = :route, notice_days = :days WHERE code = :code", **told)


def test_unit_then_department_then_credit_in_the_same_transaction(city: City) -> None:
    claim_id = city.claim("submitted")
    assert city.row(claim_id).desk == HOSPITAL
    city.take("review", claim_id, "unit").or_raise()
    assert (city.state(claim_id), city.row(claim_id).desk) == ("unit_reviewed", HEALTH)
    seen = city.row(claim_id).version
    city.take("verify", claim_id, "sector").or_raise()
    claim = city.row(claim_id)
    assert (claim.state, claim.desk, claim.version) == ("credited", None, seen + 2)
    assert city.story(claim_id)[-2:] == ["verify", "credit"]
    verify, credit = city.bodies(f"claim:{claim_id}")[-2:]
    assert verify["request_id"] == credit["request_id"]
    assert (credit["actor_role"], "actor_person_id" in credit) == ("system", False)
    assert city.balance() == claim.units_recognised == 1800
    assert_invariants(db.session.connection())


def test_where_the_unit_alone_decides_its_review_credits(city: City) -> None:
    measures(city, HEALTH, "unit_only")
    claim_id = city.claim("submitted")
    city.take("review", claim_id, "unit").or_raise()
    claim = city.row(claim_id)
    assert (claim.state, claim.units_reviewed, claim.units_recognised) == ("credited", 1800, 1800)
    assert city.story(claim_id) == ["create", "submit", "review", "credit"]
    assert_invariants(db.session.connection())


def test_where_the_department_alone_decides_a_claim_never_comes_to_the_unit(city: City) -> None:
    measures(city, HEALTH, "sector_only")
    claim_id = city.claim("submitted")
    assert city.row(claim_id).desk == HEALTH
    assert city.take("review", claim_id, "unit").refusal.status == 409
    city.take("verify", claim_id, "sector").or_raise()
    assert city.story(claim_id) == ["create", "submit", "verify", "credit"]
    assert city.row(claim_id).units_reviewed is None
    assert_invariants(db.session.connection())


@pytest.mark.parametrize(
    ("of", "route"),
    [
        ({HEALTH: "unit_only", DISTRICT: "sector_only"}, "unit_only"),
        ({DISTRICT: "sector_only", BUREAU: "unit_only"}, "sector_only"),
        ({BUREAU: "unit_only"}, "unit_only"),
        ({}, "unit_then_sector"),
    ],
)
def test_the_measures_of_the_department_come_before_the_districts_and_the_citys(
    city: City, of: dict[str, str], route: str
) -> None:
    for authority, laid_down in of.items():
        measures(city, authority, laid_down)
    assert city.row(city.claim("submitted")).route == route


def test_measures_that_an_authority_leaves_open_are_those_of_the_next(city: City) -> None:
    city.tell("UPDATE ce_organisation SET notice_days = NULL")
    measures(city, BUREAU, "unit_only", 9)
    measures(city, HEALTH, "sector_only")
    city.tell("UPDATE ce_organisation SET notice_days = NULL WHERE code = :code", code=HEALTH)
    claim = city.row(city.claim("submitted"))
    assert (claim.route, claim.notice_days) == ("sector_only", 9)
    measures(city, HEALTH, None)
    claim = city.row(city.claim("submitted"))
    assert (claim.route, claim.notice_days) == ("unit_only", 0)


def test_a_unit_lies_in_the_district_of_its_department_unless_told_otherwise(city: City) -> None:
    city.tell("UPDATE ce_organisation SET district = NULL WHERE code = :code", code=HOSPITAL)
    city.tell("UPDATE ce_organisation SET district = :district WHERE code = :code", district="510106", code=HEALTH)
    measures(city, "510106", "sector_only", 3)
    city.tell("UPDATE ce_organisation SET notice_days = NULL WHERE code = :code", code=HEALTH)
    claim = city.row(city.claim("submitted"))
    assert (claim.district, claim.route, claim.notice_days) == ("510106", "sector_only", 3)


def test_a_claim_keeps_the_route_under_which_it_was_submitted(city: City) -> None:
    claim_id = city.claim("submitted")
    measures(city, HEALTH, "unit_only", 5)
    city.take("review", claim_id, "unit").or_raise()
    assert city.state(claim_id) == "unit_reviewed"
    city.take("send_back", claim_id, "sector").or_raise()
    city.take("submit", claim_id, "claimant").or_raise()
    assert (city.row(claim_id).route, city.row(claim_id).notice_days) == ("unit_only", 5)


def test_a_unit_without_a_department_is_verified_by_the_district_else_by_the_city(city: City) -> None:
    city.tell("UPDATE ce_organisation SET department = NULL WHERE code = :code", code=HOSPITAL)
    claim_id = city.claim("unit_reviewed")
    assert city.row(claim_id).desk == DISTRICT
    city.take("verify", claim_id, "district").or_raise()
    city.tell("UPDATE ce_organisation SET district = NULL WHERE code = :code", code=HOSPITAL)
    claim_id = city.claim("unit_reviewed")
    assert city.row(claim_id).desk == BUREAU
    city.take("verify", claim_id, "city").or_raise()


def test_whoever_has_no_unit_is_decided_by_the_city(city: City) -> None:
    city.tell("UPDATE ce_person SET unit = NULL WHERE id = :id", id=city.actor("claimant").person_id)
    claim_id = city.claim("submitted")
    assert (city.row(claim_id).desk, city.row(claim_id).route) == (BUREAU, "sector_only")
    city.take("verify", claim_id, "city").or_raise()
    assert city.state(claim_id) == "credited"
    assert_invariants(db.session.connection())


# --- the notice period ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("route", "last", "waits"),
    [
        ("unit_then_sector", ("verify", "sector"), "sector_verified"),
        ("unit_only", ("review", "unit"), "unit_reviewed"),
        ("sector_only", ("verify", "sector"), "sector_verified"),
    ],
)
def test_with_a_notice_period_the_credit_is_a_transaction_of_its_own(
    city: City, route: str, last: tuple[str, str], waits: str
) -> None:
    measures(city, HEALTH, route, 7)
    claim_id = city.claim("submitted")
    if route == "unit_then_sector":
        city.take("review", claim_id, "unit").or_raise()
    city.take(last[0], claim_id, last[1]).or_raise()
    claim = city.row(claim_id)
    assert (claim.state, claim.credit_due_on) == (waits, date(2019, 9, 9))
    assert city.balance() == 0
    early = city.take("credit", claim_id, "system").refusal
    assert [(early.status, finding.code) for finding in early.findings] == [(422, "notice_period")]
    assert due_for_credit(date(2019, 9, 8), 10) == []
    city.pass_days(7)
    assert [(due.id, due.version) for due in due_for_credit(date(2019, 9, 9), 10)] == [(claim_id, claim.version)]
    city.take("credit", claim_id, "system").or_raise()
    assert (city.state(claim_id), city.balance()) == ("credited", 1800)
    assert due_for_credit(date(2019, 12, 31), 10) == []
    assert_invariants(db.session.connection())


@pytest.mark.parametrize("step", ["send_back", "reject"])
def test_during_the_notice_period_the_holder_may_still_decline(city: City, step: str) -> None:
    claim_id = city.claim("sector_verified")
    city.take(step, claim_id, "sector2").or_raise()
    claim = city.row(claim_id)
    assert (claim.credit_due_on, claim.units_recognised, claim.verified_by) == (None, None, None)
    city.pass_days(30)
    assert city.take("credit", claim_id, "system").refusal.status == 409
    assert_invariants(db.session.connection())


def test_during_the_notice_period_of_its_unit_a_claim_may_be_withdrawn(city: City) -> None:
    measures(city, HEALTH, "unit_only", 7)
    claim_id = city.claim("unit_reviewed")
    city.take("withdraw", claim_id, "claimant").or_raise()
    city.pass_days(8)
    assert city.take("credit", claim_id, "system").refusal.status == 409
    assert due_for_credit(city.row(claim_id).moved_at.date() + timedelta(days=30), 10) == []


def test_what_is_locked_meanwhile_is_not_credited_any_more(city: City) -> None:
    claim_id = city.claim("sector_verified")
    city.tell("UPDATE ce_year SET locked_on = '2019-09-10' WHERE year = 2019")
    city.pass_days(20)
    refusal = city.take("credit", claim_id, "system").refusal
    assert [(finding.code, finding.clause) for finding in refusal.findings] == [("year_locked", "五(二)")]


# --- four figures -----------------------------------------------------------------------


def test_claimed_computed_reviewed_and_recognised_hours_are_kept_apart(city: City) -> None:
    claim_id = city.claim("submitted", hours_claimed="20", class_hours="18")
    city.take("review", claim_id, "unit", hours="17.5", reason="hours_adjusted").or_raise()
    city.take("verify", claim_id, "sector", hours="16", reason="hours_adjusted").or_raise()
    claim = city.row(claim_id)
    figures = {"claimed": 2000, "computed": 1800, "reviewed": 1750, "recognised": 1600}
    assert {name: getattr(claim, f"units_{name}") for name in figures} == figures
    assert city.bodies(f"claim:{claim_id}")[-1]["hours"] == figures
    assert city.balance() == 1600


@pytest.mark.parametrize(
    ("step", "who", "state"), [("review", "unit", "submitted"), ("verify", "sector", "unit_reviewed")]
)
def test_other_hours_need_a_reason_and_a_decision_the_whole_checklist(
    city: City, step: str, who: str, state: str
) -> None:
    claim_id = city.claim(state)
    refusal = city.take(step, claim_id, who, hours="12", checks="related" if step == "review" else "genuine").refusal
    assert refusal.status == 422
    assert {finding.code for finding in refusal.findings} == {"reason_missing", "check_missing"}
    refusal = city.take(step, claim_id, who, hours="0").refusal
    assert [finding.code for finding in refusal.findings] == ["hours_unreadable"]
    assert city.state(claim_id) == state
