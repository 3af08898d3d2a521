"""An auditor reads what happened; who it was, and what people wrote, only after saying what for."""

from __future__ import annotations

import json

import pytest
from flask import Flask
from sqlalchemy import select

from ce_workflow.store.database import db
from ce_workflow.store.tables import Event
from tests import corpus
from tests.cast import NAMES, keep, make_claim
from tests.web.books import refusals
from tests.web.conftest import page_of
from tests.web.step_doorway import ClientAs

pytestmark = pytest.mark.template("cast")
NAME = NAMES["U00001"][0]


def revealing(app: Flask) -> int:
    """A claim with a file and a note that name a person."""
    return make_claim(app, state="rejected", evidence=[("certificate", keep(app, f"{NAME}证书.pdf", corpus.pdf()))])


def test_names_notes_and_names_of_files_are_masked(app: Flask, client_as: ClientAs) -> None:
    claim_id = revealing(app)
    page = client_as("auditor").page(f"/claims/{claim_id}")
    assert NAME not in page.html
    assert "What was written here is masked." in page.text
    assert NAME in client_as("unit").page(f"/claims/{claim_id}").html


def test_a_reveal_is_recorded_with_its_purpose_and_shows_everything_once(app: Flask, client_as: ClientAs) -> None:
    claim_id = revealing(app)
    auditor = client_as("auditor")
    answer = auditor.send(f"/claims/{claim_id}", to=f"/claims/{claim_id}/reveal", purpose="inspection")
    assert answer.status_code == 200
    assert f"{NAME}证书.pdf" in page_of(answer).html
    with app.app_context():
        body = db.session.scalars(select(Event.body).where(Event.action == "reveal")).one()
    assert json.loads(body)["extra"] == {"claim": claim_id, "purpose": "inspection"}
    assert NAME not in auditor.page(f"/claims/{claim_id}").html


def test_nothing_is_revealed_without_a_purpose_or_to_another_role(app: Flask, client_as: ClientAs) -> None:
    claim_id = revealing(app)
    answer = client_as("auditor").send(f"/claims/{claim_id}", to=f"/claims/{claim_id}/reveal", purpose="")
    assert answer.status_code == 422
    assert NAME not in answer.text
    unit = client_as("unit")
    token = unit.page("/claims/").forms[0].values()["csrf_token"]
    assert (
        unit.post(f"/claims/{claim_id}/reveal", data={"csrf_token": token, "purpose": "inspection"}).status_code == 403
    )
    assert ("reveal", "rules_broken") in refusals(app)
