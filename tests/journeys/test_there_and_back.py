"""Claims that do not go straight on: sent back, rejected and appealed, revoked and corrected."""

from __future__ import annotations

import pytest
from flask import Flask

from tests.journeys.story import do, hours, state
from tests.web.books import claim_row
from tests.web.filling import file, number_in, submitted
from tests.web.step_doorway import ClientAs

pytestmark = pytest.mark.template("cast")


def test_sent_back_corrected_and_submitted_again(app: Flask, client_as: ClientAs) -> None:
    claimant, reviewer, verifier = client_as("claimant"), client_as("unit", "reviewer"), client_as("sector")
    claim_id = submitted(claimant, class_hours="20", hours_claimed="20")
    do(reviewer, claim_id, "send-back", reason="evidence_unclear", note="课时与证书不符。")

    assert "课时与证书不符。" in claimant.page(f"/claims/{claim_id}").text
    changed = {"class_hours": "18", "hours_claimed": "18", "evidence-timetable": file(name="课程表.pdf")}
    assert claimant.send(f"/claims/{claim_id}/edit", **changed).status_code == 303
    do(claimant, claim_id, "submit")

    assert "课程表.pdf" in reviewer.page(f"/claims/{claim_id}").text
    do(reviewer, claim_id, "review")
    do(verifier, claim_id, "send-back", note="请补充培训通知。", reason="evidence_missing")
    assert claim_row(app, claim_id).units_reviewed is None
    assert claimant.send(f"/claims/{claim_id}/edit", **{"evidence-notice": file(name="通知.pdf")}).status_code == 303
    do(claimant, claim_id, "submit")
    do(reviewer, claim_id, "review")
    do(verifier, claim_id, "verify")
    assert hours(app) == {(2019, "professional"): 1800}


def test_rejected_appealed_overturned_and_decided_by_others(app: Flask, client_as: ClientAs) -> None:
    claimant = client_as("claimant")
    claim_id = submitted(claimant, "patent")
    do(client_as("unit", "reviewer"), claim_id, "reject")
    do(claimant, claim_id, "appeal", note="证书可以在网上核对。", **{"evidence-certificate": file(name="核对页.pdf")})

    district = client_as("district")
    assert f"/desk/{claim_id}" in district.page("/desk/").links
    assert "核对页.pdf" in district.page(f"/claims/{claim_id}").text
    do(district, claim_id, "overturn")
    assert state(app, claim_id) == "submitted"

    first, other = client_as("unit", "reviewer"), client_as("unit2")
    assert 'class="closed"' in first.page("/desk/").html
    do(other, claim_id, "review")
    do(client_as("sector"), claim_id, "verify")
    assert hours(app) == {(2019, "professional"): 4800}


def test_rejected_appealed_and_upheld_is_the_end(app: Flask, client_as: ClientAs) -> None:
    claimant = client_as("claimant")
    claim_id = submitted(claimant)
    do(client_as("unit", "reviewer"), claim_id, "reject")
    do(claimant, claim_id, "appeal")
    do(client_as("district"), claim_id, "uphold", note="培训不属于本专业。")
    assert state(app, claim_id) == "rejected"
    assert "培训不属于本专业。" in claimant.page(f"/claims/{claim_id}").text
    assert hours(app) == {}


def test_revoked_and_corrected_by_a_new_claim(app: Flask, client_as: ClientAs) -> None:
    claimant, reviewer, verifier = client_as("claimant"), client_as("unit", "reviewer"), client_as("sector")
    first = submitted(claimant, "patent", inventor_rank="1")
    do(reviewer, first, "review")
    do(verifier, first, "verify")
    assert hours(app) == {(2019, "professional"): 4800}
    do(verifier, first, "revoke", note="发明人排序有误。", document="成人社发〔2019〕2号")
    assert hours(app) == {}

    path = next(link for link in claimant.page(f"/claims/{first}").links if "corrects=" in link)
    form = claimant.page(path).form("/claims/new/patent")
    corrected = {"inventor_rank": "2", "hours_claimed": "42", "evidence-certificate": file()}
    second = number_in(claimant.send_form(form, **corrected))
    do(claimant, second, "submit")
    page = reviewer.page(f"/claims/{second}")
    assert f"/claims/{first}" in page.links
    assert "成人社发〔2019〕2号" in page.text
    do(reviewer, second, "review")
    do(verifier, second, "verify")
    assert hours(app) == {(2019, "professional"): 4200}
