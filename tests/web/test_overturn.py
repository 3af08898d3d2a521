"""Overturning the decision that was appealed against."""

from __future__ import annotations

import pytest
from flask import Flask

from tests.cast import make_claim
from tests.web.books import books, claim_row
from tests.web.filling import take
from tests.web.step_doorway import ClientAs, StepDoorway

pytestmark = pytest.mark.template("cast")


class TestOverturn(StepDoorway):
    step, state, after, by = "overturn", "appealed", "submitted", "district"
    events = [("overturn", "district")]  # noqa: RUF012
    wrong_desk = "sector"


def test_nobody_who_decided_before_decides_again(app: Flask, client_as: ClientAs) -> None:
    claim_id = make_claim(app, state="appealed")  # `unit` rejected it
    take(client_as("district"), claim_id, "overturn")
    before = books(app)
    first = client_as("unit", "reviewer")
    assert TestOverturn().post(first, claim_id).status_code == 409
    page = first.page(f"/claims/{claim_id}")
    assert all(not form.action.endswith("/review") for form in page.forms)
    assert books(app) == before
    assert take(client_as("unit2"), claim_id, "review").status_code == 303
    assert claim_row(app, claim_id).state == "unit_reviewed"
