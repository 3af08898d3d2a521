"""Revoking the recognition of credited hours."""

from __future__ import annotations

import pytest
from flask import Flask

from tests.cast import make_claim
from tests.web.appointing import change_year
from tests.web.books import books
from tests.web.conftest import page_of
from tests.web.filling import take
from tests.web.step_doorway import ClientAs, StepDoorway

pytestmark = pytest.mark.template("cast")


class TestRevoke(StepDoorway):
    step, state, after, by = "revoke", "credited", "revoked", "sector"
    events = [("revoke", "verifier")]  # noqa: RUF012
    wrong_desk = "unit"
    stranger = "sector-b"


@pytest.mark.parametrize("by", ["sector2", "district", "city"])
def test_the_offices_above_may_revoke_too(app: Flask, client_as: ClientAs, by: str) -> None:
    claim_id = make_claim(app, state="credited")
    assert take(client_as(by), claim_id, "revoke").status_code == 303


def test_T_07_the_hours_are_answered_by_a_reversal(app: Flask, client_as: ClientAs) -> None:
    claim_id = make_claim(app, state="credited")
    entries = books(app)["ce_ledger"]
    take(client_as("sector"), claim_id, "revoke")
    now = books(app)
    assert now["ce_ledger"] == entries + 2
    assert [row.units for row in now["balances"]] == [0]
    page = client_as("claimant").page(f"/claims/{claim_id}")
    assert "证书经核实不属实。" in page.text
    assert "成人社发〔2019〕1号" in page.text


def test_after_the_years_lock_a_document_is_asked_for(app: Flask, client_as: ClientAs) -> None:
    claim_id = make_claim(app, state="credited")
    change_year(app, 2019, locked_on="2020-03-31")
    before = books(app)
    answer = take(client_as("sector"), claim_id, "revoke", document="")
    assert answer.status_code == 422
    assert 'href="#revoke-document"' in page_of(answer).html
    assert books(app) == before
    assert take(client_as("sector"), claim_id, "revoke").status_code == 303


def test_nobody_revokes_an_own_claim(app: Flask, client_as: ClientAs) -> None:
    from tests.web.appointing import appoint

    appoint(app, "claimant", "verifier", "chengdu-health")
    claim_id = make_claim(app, state="credited")
    visitor = client_as("claimant", "verifier")
    assert all(not form.action.endswith("/revoke") for form in visitor.page(f"/claims/{claim_id}").forms)
    assert TestRevoke().post(visitor, claim_id, reason="other", note="genug geschrieben").status_code == 403
