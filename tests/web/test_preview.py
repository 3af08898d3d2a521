"""What answers come to, told by the form before anything is saved."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask

from tests.answers import answers
from tests.cast import make_claim
from tests.web.books import books
from tests.web.conftest import Visitor, page_of
from tests.web.filling import begin, file, filled
from tests.web.page import Page
from tests.web.step_doorway import ClientAs

pytestmark = pytest.mark.template("cast")


def tried(visitor: Visitor, page: str, trial: str, **typed: Any) -> Page:
    """The page after the form was sent to be worked out."""
    sent = {**visitor.page(page).form(page).values(), **typed}
    answer = visitor.post(trial, data={name: value for name, value in sent.items() if value is not None})
    assert answer.status_code == 200
    return page_of(answer)


def new(visitor: Visitor, kind: str, **typed: Any) -> Page:
    return tried(visitor, f"/claims/new/{kind}", f"/claims/new/{kind}/preview", **typed)


def test_hours_year_and_clause_are_shown_and_nothing_is_saved(app: Flask, client_as: ClientAs) -> None:
    visitor = client_as("claimant")
    before = books(app)
    page = new(visitor, "training", **filled("training", class_hours="24", hours_claimed="20"))
    worked = page.html.partition('id="worked"')[2].partition("</section>")[0]
    for said in ("<dd>18</dd>", "<dd>20</dd>", "<dd>2019</dd>", "三（三）1", "Nothing stands against submitting it."):
        assert said in worked
    assert page.form("/claims/new/training").values()["class_hours"] == ["24"]
    assert books(app) == before


def test_everything_that_stands_against_it_is_said_with_links_to_the_fields(client_as: ClientAs) -> None:
    page = new(client_as("claimant"), "study_abroad", **answers("study_abroad", relation="", hours_claimed="x"))
    for field in ("relation", "hours_claimed", "evidence-report"):
        assert f'href="#{field}"' in page.html
    assert "三（三）2" in page.text
    assert page.form("/claims/new/study_abroad").values()["hours_claimed"] == ["x"]


def test_a_blank_form_can_be_tried_too(client_as: ClientAs) -> None:
    for kind in ("patent", "public_course"):
        assert 'href="#title"' in new(client_as("claimant"), kind).html


def test_who_chose_files_is_told_to_choose_them_again(client_as: ClientAs) -> None:
    visitor = client_as("claimant")
    page = new(visitor, "training", **answers("training"), **{"evidence-certificate": file()})
    assert "data-files-lost" in page.html
    assert 'href="#evidence-certificate"' not in page.html


def test_an_achievement_that_is_claimed_already_is_said(app: Flask, client_as: ClientAs) -> None:
    number = "ZL201710599999.1"
    claim_id = make_claim(app, "patent", fields={"patent_number": number})
    page = new(client_as("claimant"), "patent", **filled("patent", patent_number=number))
    assert f"in claim {claim_id}" in page.text


def test_a_draft_is_tried_with_the_files_that_it_has(app: Flask, client_as: ClientAs) -> None:
    visitor = client_as("claimant")
    claim_id = begin(visitor)
    edit = f"/claims/{claim_id}/edit"
    before = books(app)
    well = tried(visitor, edit, f"{edit}/preview", title="别的名称")
    assert "Nothing stands against submitting it." in well.text
    assert well.form(edit).values()["title"] == ["别的名称"]
    assert books(app) == before
    assert 'href="#evidence-certificate"' in tried(visitor, edit, f"{edit}/preview", drop="1").html


def test_the_claim_of_another_cannot_be_tried(app: Flask, client_as: ClientAs) -> None:
    claim_id = make_claim(app, state="draft")
    visitor = client_as("outsider")
    token = visitor.page("/claims/").forms[0].values()
    assert visitor.post(f"/claims/{claim_id}/edit/preview", data=token).status_code == 404


def test_a_script_that_sends_the_form_is_told_where_to_go(client_as: ClientAs) -> None:
    visitor = client_as("claimant")
    form = visitor.page("/claims/new/training").form("/claims/new/training")
    sent = {**form.values(), **filled("training")}
    answer = visitor.post(form.action, data=sent, headers={"X-Sent-By": "script"})
    assert answer.status_code == 201
    assert "The draft is saved." in visitor.page(answer.headers["Location"]).text
