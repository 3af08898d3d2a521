"""Claims that go another way: by the measures of an authority, or because nobody is left who may decide."""

from __future__ import annotations

import pytest
from flask import Flask

from ce_workflow.acts.doorway import take as act
from ce_workflow.people.actor import SYSTEM
from tests.cast import later
from tests.journeys.story import do, hours, state
from tests.web.appointing import change, end_role
from tests.web.books import claim_row, last_request
from tests.web.filling import submitted
from tests.web.step_doorway import ClientAs

pytestmark = pytest.mark.template("cast")
HEALTH = "chengdu-health"


def test_the_only_reviewers_own_claim_goes_to_the_department(app: Flask, client_as: ClientAs) -> None:
    end_role(app, "unit2", "reviewer")
    claimant = client_as("unit", "claimant")
    claim_id = submitted(claimant)
    assert last_request(app, claim_id) == [("submit", "claimant"), ("reroute", "system")]
    assert "成都市卫生健康委员会" in claimant.page(f"/claims/{claim_id}").text
    assert f"/desk/{claim_id}" not in client_as("unit", "reviewer").page("/desk/").links
    verifier = client_as("sector")
    assert f"/desk/{claim_id}" in verifier.page("/desk/").links
    do(verifier, claim_id, "verify")
    assert state(app, claim_id) == "credited"


def test_a_desk_that_loses_its_people_hands_its_claims_on(app: Flask, client_as: ClientAs) -> None:
    claim_id = submitted(client_as("claimant"))
    for username in ("unit", "unit2"):
        end_role(app, username, "reviewer")
    do(client_as("sector"), claim_id, "verify")
    assert state(app, claim_id) == "credited"


def test_where_the_unit_alone_reviews_its_decision_credits(app: Flask, client_as: ClientAs) -> None:
    change(app, HEALTH, route="unit_only")
    claim_id = submitted(client_as("claimant"))
    do(client_as("unit", "reviewer"), claim_id, "review", hours="17", reason="hours_adjusted")
    assert last_request(app, claim_id) == [("review", "reviewer"), ("credit", "system")]
    assert hours(app) == {(2019, "professional"): 1700}


def test_where_the_department_alone_reviews_the_unit_is_not_asked(app: Flask, client_as: ClientAs) -> None:
    change(app, HEALTH, route="sector_only")
    claim_id = submitted(client_as("claimant"))
    assert f"/desk/{claim_id}" not in client_as("unit", "reviewer").page("/desk/").links
    do(client_as("sector"), claim_id, "verify")
    assert hours(app) == {(2019, "professional"): 1800}


def test_in_a_notice_period_the_hours_come_by_themselves_when_it_ends(app: Flask, client_as: ClientAs) -> None:
    change(app, HEALTH, notice_days=5)
    claimant = client_as("claimant")
    claim_id = submitted(claimant)
    do(client_as("unit", "reviewer"), claim_id, "review")
    do(client_as("sector"), claim_id, "verify")
    assert state(app, claim_id) == "sector_verified"
    assert hours(app) == {}
    due = claim_row(app, claim_id).credit_due_on
    with app.app_context():
        items = [(claim_id, None, {})]
        too_early = act("credit", items, SYSTEM, at=later(4), request_id="clock")[0]
        in_time = act("credit", items, SYSTEM, at=later(5), request_id="clock")[0]
    assert too_early.refusal is not None
    assert in_time.refusal is None
    assert due is not None
    assert hours(app) == {(2019, "professional"): 1800}
    assert claimant.page(f"/claims/{claim_id}").html.count("<time ") == 5


def test_in_a_notice_period_a_decision_can_still_be_taken_back(app: Flask, client_as: ClientAs) -> None:
    change(app, HEALTH, notice_days=5)
    claim_id = submitted(client_as("claimant"))
    do(client_as("unit", "reviewer"), claim_id, "review")
    verifier = client_as("sector")
    do(verifier, claim_id, "verify")
    do(verifier, claim_id, "reject", note="公示期内有异议。")
    assert state(app, claim_id) == "rejected"
    assert hours(app) == {}
