"""Submitting: every finding at once, and what is submitted is pinned."""

from __future__ import annotations

from datetime import timedelta
from typing import ClassVar

import pytest
from flask import Flask

from ce_workflow import clock
from tests.cast import make_claim
from tests.web.appointing import change_year
from tests.web.books import books, claim_row
from tests.web.conftest import page_of
from tests.web.filling import begin, page_text, submitted, take
from tests.web.step_doorway import ClientAs, StepDoorway

pytestmark = pytest.mark.template("cast")


class TestSubmit(StepDoorway):
    step, state, after, by = "submit", "returned", "submitted", "claimant"
    events: ClassVar = [("submit", "claimant")]
    wrong_state = "credited"
    wrong_desk = "unit"
    leads_to = "/claims/{}/receipt"


def test_a_draft_is_submitted_and_the_page_says_with_whom_it_lies(app: Flask, client_as: ClientAs) -> None:
    visitor = client_as("claimant")
    claim_id = submitted(visitor)
    row = claim_row(app, claim_id)
    assert (row.state, row.desk, row.unit) == ("submitted", "U00001", "U00001")
    assert row.rule_version
    assert "示例001医院" in visitor.page(f"/claims/{claim_id}").text


def test_every_finding_is_said_at_once_at_its_field_in_the_form_as_it_is_kept(app: Flask, client_as: ClientAs) -> None:
    visitor = client_as("claimant")
    wrong = {"relation": "", "organised_by_unit": "no", "ended_on": "2019-03-10", "evidence-report": None}
    claim_id = begin(visitor, "study_abroad", **wrong)
    before = books(app)
    answer = take(visitor, claim_id, "submit")
    assert answer.status_code == 422
    page = page_of(answer)
    for field in ("relation", "organised_by_unit", "ended_on", "evidence-report"):
        assert f'href="#{field}"' in page.html
    assert page.text.count("成人社函〔2019〕200号 三（三）2") >= 4
    assert page.form(f"/claims/{claim_id}/edit").values()["country"] == ["德国"]
    assert books(app) == before


def test_the_draft_shows_beforehand_what_stands_against_it(app: Flask, client_as: ClientAs) -> None:
    visitor = client_as("claimant")
    claim_id = begin(visitor, "patent", patent_type="design", **{"evidence-certificate": None})
    before = books(app)
    page = visitor.page(f"/claims/{claim_id}")
    assert "preview-title" in page.html
    assert "成人社函〔2019〕200号 三（三）3" in page.text
    assert books(app) == before


def test_warnings_do_not_stop_it_and_the_deciders_see_them(app: Flask, client_as: ClientAs) -> None:
    visitor = client_as("claimant")
    claim_id = submitted(visitor, "study_abroad", country="香港")
    for who in ("claimant", "unit", "district"):
        assert "warnings-title" in client_as(who).page(f"/claims/{claim_id}").html
    assert "warnings-title" not in client_as("unit").page(f"/claims/{make_claim(app, 'patent')}").html


TOMORROW = (clock.day_of(clock.now()) + timedelta(days=1)).isoformat()


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"started_on": "2019-05-09", "ended_on": "2019-05-08"}, "ended_on"),
        ({"started_on": TOMORROW, "ended_on": TOMORROW}, "ended_on"),
        ({"started_on": "2018-05-07", "ended_on": "2018-05-08"}, "ended_on"),
        ({"ended_on": ""}, "ended_on"),
    ],
    ids=["end before start", "tomorrow", "a year that is not open", "blank"],
)
def test_T_15_days_that_cannot_count_are_refused(
    app: Flask, client_as: ClientAs, given: dict[str, str], field: str
) -> None:
    visitor = client_as("claimant")
    claim_id = begin(visitor, **given)
    before = books(app)
    answer = take(visitor, claim_id, "submit")
    assert answer.status_code == 422
    html = page_of(answer).html
    assert f'href="#{field}"' in html or 'href="#started_on"' in html
    assert books(app) == before


def test_T_15_a_closed_year_is_refused_with_its_clause(app: Flask, client_as: ClientAs) -> None:
    change_year(app, 2019, filing_closes_on="2020-01-31")
    visitor = client_as("claimant")
    claim_id = begin(visitor)
    before = books(app)
    answer = take(visitor, claim_id, "submit")
    assert answer.status_code == 422
    assert "成人社函〔2019〕200号 五（二）" in page_text(answer)
    assert books(app) == before


def test_T_14_blank_hours_are_refused_at_submission(app: Flask, client_as: ClientAs) -> None:
    visitor = client_as("claimant")
    claim_id = begin(visitor, hours_claimed="")
    answer = take(visitor, claim_id, "submit")
    assert answer.status_code == 422
    assert 'href="#hours_claimed"' in page_of(answer).html


def test_one_achievement_is_one_credit(app: Flask, client_as: ClientAs) -> None:
    visitor = client_as("claimant")
    submitted(visitor, "patent", patent_number="ZL201810123456.9")
    second = begin(visitor, "patent", patent_number=" 2018 1012 3456 ")
    before = books(app)
    assert take(visitor, second, "submit").status_code == 422
    assert books(app) == before


def test_a_co_inventor_at_the_same_rank_is_refused_and_nobody_is_named(app: Flask, client_as: ClientAs) -> None:
    submitted(client_as("claimant"), "patent", patent_number="ZL201810123456.9")
    visitor = client_as("claimant2")
    second = begin(visitor, "patent", patent_number="ZL201810123456.9")
    answer = take(visitor, second, "submit")
    assert answer.status_code == 422
    assert 'href="#inventor_rank"' in page_of(answer).html
    assert "闫斌静" not in page_text(answer)


def test_the_single_reviewers_own_claim_goes_to_the_other_reviewer(app: Flask, client_as: ClientAs) -> None:
    claim_id = submitted(client_as("unit", "claimant"))
    assert claim_row(app, claim_id).desk == "U00001"
    assert f"/desk/{claim_id}" in client_as("unit2").page("/desk/").links
