"""The competent department's verification, which credits."""

from __future__ import annotations

import pytest
from flask import Flask

from tests.cast import make_claim
from tests.web.books import books, claim_row
from tests.web.conftest import page_of
from tests.web.filling import page_text, take
from tests.web.step_doorway import ClientAs, StepDoorway

pytestmark = pytest.mark.template("cast")


class TestVerify(StepDoorway):
    step, state, after, by = "verify", "unit_reviewed", "credited", "sector"
    events = [("verify", "verifier"), ("credit", "system")]  # noqa: RUF012
    wrong_desk = "unit"
    stranger = "sector-b"


def test_all_four_figures_are_kept_apart_and_shown(app: Flask, client_as: ClientAs) -> None:
    claim_id = make_claim(app, fields={"hours_claimed": "20"})
    take(client_as("unit"), claim_id, "review", hours="17", reason="hours_adjusted")
    sector = client_as("sector")
    form = sector.page(f"/claims/{claim_id}").form(f"/claims/{claim_id}/verify")
    assert form.values()["hours"] == ["17"]
    take(sector, claim_id, "verify", hours="16.5", reason="other", note="少半天。")
    row = claim_row(app, claim_id)
    figures = (row.units_claimed, row.units_computed, row.units_reviewed, row.units_recognised)
    assert figures == (2000, 1800, 1700, 1650)
    page = client_as("claimant").page(f"/claims/{claim_id}")
    for shown in ("20", "18", "17", "16.5", "少半天。"):
        assert f"{shown}" in page.text


def test_hours_that_differ_from_the_confirmed_ones_need_a_reason(app: Flask, client_as: ClientAs) -> None:
    claim_id = make_claim(app, state="unit_reviewed")
    before = books(app)
    answer = take(client_as("sector"), claim_id, "verify", hours="17")
    assert answer.status_code == 422
    page = page_of(answer)
    assert page.form(f"/claims/{claim_id}/verify").values()["hours"] == ["17"]
    assert page.html.count('href="#verify-reason"') == 1
    assert books(app) == before


def test_T_08_whoever_reviewed_for_the_unit_does_not_verify(app: Flask, client_as: ClientAs) -> None:
    """One person, two roles: `unit2` is appointed to the department as well."""
    from tests.web.appointing import appoint

    appoint(app, "unit2", "verifier", "chengdu-health")
    claim_id = make_claim(app)
    assert take(client_as("unit2", "reviewer"), claim_id, "review").status_code == 303
    before = books(app)
    visitor = client_as("unit2", "verifier")
    page = visitor.page(f"/claims/{claim_id}")
    assert all(not form.action.endswith("/verify") for form in page.forms)
    assert 'class="closed"' in page.html  # and why
    assert 'class="closed"' in visitor.page("/desk/").html
    answer = TestVerify().post(visitor, claim_id, hours="18")
    assert answer.status_code == 403
    assert books(app) == before
    assert take(client_as("sector"), claim_id, "verify").status_code == 303


def test_the_checklist_is_the_kinds_own(app: Flask, client_as: ClientAs) -> None:
    claim_id = make_claim(app, "patent", "unit_reviewed")
    form = client_as("sector").page(f"/claims/{claim_id}").form(f"/claims/{claim_id}/verify")
    assert [c.value for c in form.controls if c.name == "checks"] == ["genuine", "in_the_year", "hours_follow"]


def test_in_a_notice_period_the_page_says_when_the_hours_come(app: Flask, client_as: ClientAs) -> None:
    claim_id = make_claim(app, state="sector_verified")
    on = claim_row(app, claim_id).credit_due_on
    shown = client_as("claimant").page(f"/claims/{claim_id}").text.replace("\xa0", " ")
    assert f"{on.year}年{on.month}月{on.day}日" in shown or f"{on:%b} {on.day}, {on.year}" in shown
    sector = client_as("sector")
    assert str(claim_id) not in [link.rsplit("/", 1)[-1] for link in sector.page("/desk/").links]
    assert take(sector, claim_id, "send-back").status_code == 303
    assert claim_row(app, claim_id).state == "returned"


def test_a_refusal_names_its_clause(app: Flask, client_as: ClientAs) -> None:
    from tests.web.appointing import change_year

    claim_id = make_claim(app, state="unit_reviewed")
    change_year(app, 2019, deciding_closes_on="2020-02-29")
    answer = take(client_as("sector"), claim_id, "verify")
    assert answer.status_code == 422
    assert "成人社函〔2019〕200号 五（二）" in page_text(answer)
