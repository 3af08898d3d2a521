"""Not recognising a claim."""

from __future__ import annotations

import pytest
from flask import Flask

from tests.cast import make_claim
from tests.web.books import books
from tests.web.conftest import page_of
from tests.web.filling import take
from tests.web.step_doorway import ClientAs, StepDoorway

pytestmark = pytest.mark.template("cast")


class TestRejectByTheUnit(StepDoorway):
    step, state, after, by = "reject", "submitted", "rejected", "unit"
    events = [("reject", "reviewer")]  # noqa: RUF012
    wrong_desk = "district"
    stranger = "unit-b"


class TestRejectByTheDepartment(StepDoorway):
    step, state, after, by = "reject", "unit_reviewed", "rejected", "sector"
    events = [("reject", "verifier")]  # noqa: RUF012
    wrong_desk = "city"
    stranger = "sector-b"


def test_everything_missing_is_said_at_once(app: Flask, client_as: ClientAs) -> None:
    claim_id = make_claim(app)
    before = books(app)
    answer = take(client_as("unit"), claim_id, "reject", reason="", note="")
    assert answer.status_code == 422
    html = page_of(answer).html
    assert 'href="#reject-reason"' in html
    assert 'href="#reject-note"' in html
    assert books(app) == before


def test_a_form_of_one_step_does_not_fill_that_of_another(app: Flask, client_as: ClientAs) -> None:
    claim_id = make_claim(app)
    answer = take(client_as("unit"), claim_id, "reject", reason="", note="不属于认定范围。")
    page = page_of(answer)
    assert page.form(f"/claims/{claim_id}/reject").values()["note"] == ["不属于认定范围。"]
    assert page.form(f"/claims/{claim_id}/send-back").values()["note"] == [""]


def test_the_claimant_is_told_until_when_an_appeal_is_possible(app: Flask, client_as: ClientAs) -> None:
    claim_id = make_claim(app, state="rejected")
    page = client_as("claimant").page(f"/claims/{claim_id}")
    assert page.form(f"/claims/{claim_id}/appeal")
