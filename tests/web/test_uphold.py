"""Upholding the decision that was appealed against."""

from __future__ import annotations

import re

import pytest
from flask import Flask

from tests.cast import make_claim
from tests.web.appointing import appoint
from tests.web.books import books
from tests.web.conftest import page_of
from tests.web.filling import take
from tests.web.step_doorway import ClientAs, StepDoorway

pytestmark = pytest.mark.template("cast")

STOOD = "Recognised, then revoked"


class TestUphold(StepDoorway):
    step, state, after, by = "uphold", "appealed", "rejected", "district"
    events = [("uphold", "district")]  # noqa: RUF012
    wrong_desk = "city"


def test_a_sentence_is_asked_for(app: Flask, client_as: ClientAs) -> None:
    claim_id = make_claim(app, state="appealed")
    before = books(app)
    answer = take(client_as("district"), claim_id, "uphold", note="")
    assert answer.status_code == 422
    assert 'href="#uphold-note"' in page_of(answer).html
    assert books(app) == before


def test_T_08_whoever_decided_does_not_decide_the_appeal(app: Flask, client_as: ClientAs) -> None:
    """`unit`, who rejected the claim, is appointed to the district beside the officer there."""
    appoint(app, "unit", "district", "510112")
    claim_id = make_claim(app, state="appealed")
    before = books(app)
    visitor = client_as("unit", "district")
    page = visitor.page(f"/claims/{claim_id}")
    assert all(not form.action.endswith(("/uphold", "/overturn")) for form in page.forms)
    assert TestUphold().post(visitor, claim_id, note="维持原决定。").status_code == 403
    assert books(app) == before


def test_whoever_decides_an_appeal_reads_the_decision_beside_it_and_no_answer_stands_open(
    app: Flask, client_as: ClientAs
) -> None:
    claim_id = make_claim(app, state="appealed")
    for path in (f"/claims/{claim_id}", f"/desk/{claim_id}"):
        html = client_as("district").page(path).html
        _, _, after = html.partition('id="against-title"')
        said = after[: after.index("</section>")]
        assert "不属于认定范围。" in said
        assert "Not eligible for recognition" in said
        assert "last-word-title" in after
        assert '<details class="step" open' not in html
        assert html.count('<details class="step">') == 2


def test_a_revocation_that_is_upheld_still_shows_the_hours_that_stood_before(app: Flask, client_as: ClientAs) -> None:
    claim_id = make_claim(app, state="revoked")
    figures = [shown(client_as("claimant").page(f"/claims/{claim_id}").html)]
    take(client_as("claimant", "claimant"), claim_id, "appeal")
    figures.append(shown(client_as("district").page(f"/claims/{claim_id}").html))
    take(client_as("district"), claim_id, "uphold")
    figures.append(shown(client_as("claimant").page(f"/claims/{claim_id}").html))
    assert figures == [{"Claimed": "18", "Calculated": "18", "Confirmed by the unit": "18", STOOD: "18"}] * 3


def test_a_rejection_that_is_upheld_had_no_hours(app: Flask, client_as: ClientAs) -> None:
    claim_id = make_claim(app, state="appealed")
    take(client_as("district"), claim_id, "uphold")
    assert shown(client_as("claimant").page(f"/claims/{claim_id}").html)["Recognised"] == "–"


def test_what_was_overturned_is_decided_anew_and_shows_no_hours_of_before(app: Flask, client_as: ClientAs) -> None:
    claim_id = make_claim(app, state="revoked")
    take(client_as("claimant", "claimant"), claim_id, "appeal")
    take(client_as("district"), claim_id, "overturn")
    assert shown(client_as("claimant").page(f"/claims/{claim_id}").html)["Recognised"] == "–"


def shown(html: str) -> dict[str, str]:
    """The figures of hours of the page, by what they are called."""
    part = html.partition('<dl class="figures">')[2].partition("</dl>")[0]
    return dict(re.findall(r"<dt>(.*?)</dt>\s*<dd>\s*<strong>(.*?)</strong>", part))
