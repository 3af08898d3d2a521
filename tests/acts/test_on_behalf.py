"""Organisers file on behalf of a participant; what they filed they do not decide."""

from __future__ import annotations

import pytest

from ce_workflow.store.database import db
from tests import cast
from tests.acts.city import City
from tests.acts.invariants import assert_invariants

pytestmark = pytest.mark.template("cast")

HEALTH = "chengdu-health"


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
    assert city.refused("withdraw", claim_id, "base", "base") == "not_your_desk"
    city.take("withdraw", claim_id, "claimant").or_raise()


@pytest.mark.parametrize("step", ["review", "send_back", "reject"])
def test_whoever_filed_for_somebody_does_not_decide(city: City, step: str) -> None:
    claim_id = city.draft("unit", "reviewer", person=city.actor("claimant").person_id).or_raise().id
    city.take("submit", claim_id, "unit", "reviewer").or_raise()
    assert city.refused(step, claim_id, "unit", "reviewer") == "duties_separate"
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
