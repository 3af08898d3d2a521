"""A claim of each kind, from the chooser to the ledger."""

from __future__ import annotations

from decimal import Decimal

import pytest
from flask import Flask

from ce_workflow.kinds import KINDS
from tests.answers import answers
from tests.cast import open_records
from tests.journeys.story import do, hours, state
from tests.web.conftest import Visitor
from tests.web.filling import filled, number_in
from tests.web.step_doorway import ClientAs

pytestmark = pytest.mark.template("cast")


@pytest.mark.parametrize("kind", list(KINDS))
def test_from_draft_to_credited(app: Flask, client_as: ClientAs, kind: str) -> None:
    open_records(app)
    claimant: Visitor = client_as("claimant")
    claimant.page("/")
    assert f"/claims/new/{kind}" in claimant.page("/claims/new").links
    saved = claimant.send(f"/claims/new/{kind}", **filled(kind))
    claim_id = number_in(saved)
    assert do(claimant, claim_id, "submit") == f"/claims/{claim_id}/receipt"

    reviewer = client_as("unit", "reviewer")
    assert f"/desk/{claim_id}" in reviewer.page("/desk/").links
    assert do(reviewer, claim_id, "review") == "/desk/"
    assert f"/desk/{claim_id}" not in reviewer.page("/desk/").links

    verifier = client_as("sector")
    assert f"/desk/{claim_id}" in verifier.page("/desk/").links
    assert do(verifier, claim_id, "verify") == "/desk/"

    assert state(app, claim_id) == "credited"
    claimed = answers(kind)["hours_claimed"]
    assert hours(app) == {(2019, KINDS[kind].category): int(Decimal(claimed) * 100)}
    assert claimed in claimant.page("/ledger/2019").text
    page = claimant.page(f"/claims/{claim_id}")
    assert page.html.count("<time ") == 5  # create, submit, review, verify, credit
