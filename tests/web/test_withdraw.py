"""Withdrawing a claim."""

from __future__ import annotations

import pytest
from flask import Flask

from tests.cast import make_claim
from tests.web.books import books, claim_row
from tests.web.filling import take
from tests.web.step_doorway import ClientAs, StepDoorway

pytestmark = pytest.mark.template("cast")


class TestWithdraw(StepDoorway):
    step, state, after, by = "withdraw", "submitted", "withdrawn", "claimant"
    events = [("withdraw", "claimant")]  # noqa: RUF012
    wrong_state = "rejected"
    wrong_desk = "unit"
    leads_to = "/claims/{}"


@pytest.mark.parametrize("state", ["draft", "unit_reviewed", "returned"])
def test_it_is_possible_until_the_last_decision(app: Flask, client_as: ClientAs, state: str) -> None:
    claim_id = make_claim(app, state=state)
    assert take(client_as("claimant"), claim_id, "withdraw").status_code == 303
    assert claim_row(app, claim_id).state == "withdrawn"


def test_T_05_what_is_credited_is_not_withdrawn(app: Flask, client_as: ClientAs) -> None:
    claim_id = make_claim(app, state="credited")
    before = books(app)
    visitor = client_as("claimant")
    assert all(not form.action.endswith("/withdraw") for form in visitor.page(f"/claims/{claim_id}").forms)
    assert TestWithdraw().post(visitor, claim_id).status_code == 409
    assert books(app) == before
