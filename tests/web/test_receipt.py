"""The receipt after submitting: what the trail says of it, for those whose claim it is."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import select

from ce_workflow.store.database import db
from ce_workflow.store.tables import Event, Evidence
from tests.cast import id_number, make_claim, notice, step_with
from tests.web.appointing import end_role
from tests.web.conftest import Visitor
from tests.web.filling import begin, submitted, take
from tests.web.step_doorway import ClientAs

pytestmark = pytest.mark.template("cast")


def words(visitor: Visitor, claim_id: int) -> str:
    return " ".join(visitor.page(f"/claims/{claim_id}/receipt").text.split())


def test_it_says_what_was_submitted_and_with_whom_it_lies(app: Flask, client_as: ClientAs) -> None:
    visitor = client_as("claimant")
    claim_id = submitted(visitor, title="医疗质量培训班", class_hours="24", hours_claimed="24")
    page = visitor.page(f"/claims/{claim_id}/receipt")
    with app.app_context():
        stream = f"claim:{claim_id}"
        sent = db.session.scalar(select(Event).where(Event.stream == stream, Event.action == "submit"))
        file = db.session.scalar(select(Evidence).where(Evidence.claim_id == claim_id))
        assert sent
        assert file
        seal, digest = f"{stream}:{sent.seq}:{sent.hash[:16]}", file.sha256[:16]
    for said in ("医疗质量培训班", "示例001医院", "24", "18", "2019", "certificate.pdf", digest, seal):
        assert said in page.text
    assert f"/claims/{claim_id}" in page.links


def test_it_stays_as_it_was_when_the_claim_moves_on(app: Flask, client_as: ClientAs) -> None:
    visitor = client_as("claimant")
    claim_id = submitted(visitor, title="交上去的名称")
    step_with(app, claim_id, "send_back")
    edit = f"/claims/{claim_id}/edit"
    assert visitor.send(edit, title="改过的名称").status_code == 303
    page = visitor.page(f"/claims/{claim_id}/receipt")
    assert "交上去的名称" in page.text
    assert "改过的名称" not in page.text
    assert take(visitor, claim_id, "submit").headers["Location"] == f"/claims/{claim_id}/receipt"
    assert "改过的名称" in visitor.page(f"/claims/{claim_id}/receipt").text


def test_a_draft_has_none(client_as: ClientAs) -> None:
    visitor = client_as("claimant")
    assert visitor.get(f"/claims/{begin(visitor)}/receipt").status_code == 404


def test_it_is_for_the_claimant_and_for_who_filed_the_claim(app: Flask, client_as: ClientAs) -> None:
    claim_id = make_claim(app)
    statuses = {who: client_as(who).get(f"/claims/{claim_id}/receipt").status_code for who in ("outsider", "unit")}
    assert statuses == {"outsider": 404, "unit": 404}
    assert client_as("auditor").get(f"/claims/{claim_id}/receipt").status_code == 403
    base = client_as("base")
    on_behalf = begin(base, participant=id_number(0))
    assert take(base, on_behalf, "submit").headers["Location"] == f"/claims/{on_behalf}/receipt"
    assert "has been received" in base.page(f"/claims/{on_behalf}/receipt").text
    assert "has been received" in client_as("claimant").page(f"/claims/{on_behalf}/receipt").text


def test_it_names_the_one_to_whom_the_claim_was_passed_on_at_once(app: Flask, client_as: ClientAs) -> None:
    end_role(app, "unit2", "reviewer")
    claimant = client_as("unit", "claimant")  # the only reviewer of the unit claims
    page = claimant.page(f"/claims/{submitted(claimant)}/receipt")
    assert "It went to 成都市卫生健康委员会" in page.text
    assert "Once the unit has passed it" not in page.text
    assert "Once it is passed, the hours are credited." in page.text


def test_it_tells_the_way_that_lay_ahead_with_its_notice_period(app: Flask, client_as: ClientAs) -> None:
    notice(app, "chengdu-health", 7)
    visitor = client_as("claimant")
    text = " ".join(visitor.page(f"/claims/{submitted(visitor)}/receipt").text.split())
    then = "Once the unit has passed it, it goes to 成都市卫生健康委员会 for verification."
    assert f"{then} Once it is passed, a notice period of 7 days follows; then the hours are credited." in text


def test_the_state_of_today_comes_first_and_what_was_to_come_is_no_more_said(app: Flask, client_as: ClientAs) -> None:
    visitor = client_as("claimant")
    claim_id = submitted(visitor)
    step_with(app, claim_id, "review")
    step_with(app, claim_id, "verify")
    before, _, after = words(visitor, claim_id).partition("State now: ")
    assert "Waiting for unit review" not in before
    assert after.startswith("Credited since ")
    assert "It went to 示例001医院 (Unit reviewer). State when submitted: Waiting for unit review." in after
    assert "What comes next" not in after


def test_while_it_waits_where_it_was_sent_what_comes_next_is_said(app: Flask, client_as: ClientAs) -> None:
    visitor = client_as("claimant")
    text = words(visitor, submitted(visitor))
    assert "State now: Waiting for unit review" in text
    assert "What comes next It went to 示例001医院" in text
    assert "State when submitted" not in text
