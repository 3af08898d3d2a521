"""What answers come to, told by the form before anything is saved."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from tests.answers import answers
from tests.cast import id_number, make_claim, step_with
from tests.web.appointing import change_year
from tests.web.books import books
from tests.web.conftest import Visitor, page_of
from tests.web.filling import begin, file, filled, submitted
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


WELL = "Nothing stands against submitting it."
LATER = "The other claims of the participant are looked at once this one is saved."


def corrected(visitor: Visitor, claim_id: int, kind: str = "training") -> TestResponse:
    """The answer to a trial of a correction of the claim."""
    form = visitor.page(f"/claims/new/{kind}").form(f"/claims/new/{kind}").values()
    return visitor.post(f"/claims/new/{kind}/preview", data=form | filled(kind) | {"corrects": str(claim_id)})


def test_a_correction_that_a_document_allows_is_not_told_that_the_year_is_closed(
    app: Flask, client_as: ClientAs
) -> None:
    revoked = make_claim(app, state="revoked")
    closed = {"filing_closes_on": "2020-01-31", "deciding_closes_on": "2020-02-29", "locked_on": "2020-03-31"}
    change_year(app, 2019, **closed)
    visitor = client_as("claimant")
    assert WELL in page_of(corrected(visitor, revoked)).text
    assert "filing for that year closed on" in new(visitor, "training", **filled("training")).text


def test_a_correction_is_told_of_another_of_its_family_that_lives(app: Flask, client_as: ClientAs) -> None:
    revoked = make_claim(app, state="revoked")
    visitor = client_as("claimant")
    draft, other = begin(visitor, corrects=str(revoked)), submitted(visitor, corrects=str(revoked))
    told = f"Claim {other} stands for the same hours already."
    assert told in page_of(corrected(visitor, revoked)).text
    assert told in tried(visitor, f"/claims/{draft}/edit", f"/claims/{draft}/edit/preview").text
    assert told in visitor.page(f"/claims/{draft}").text
    step_with(app, other, "withdraw")
    assert WELL in page_of(corrected(visitor, revoked)).text


def test_what_cannot_be_corrected_is_not_tried_either(app: Flask, client_as: ClientAs) -> None:
    visitor = client_as("claimant")
    assert corrected(visitor, make_claim(app, state="credited")).status_code == 404
    assert corrected(visitor, make_claim(app, state="revoked"), "conference").status_code == 404


def test_who_tries_a_form_for_another_learns_nothing_of_their_claims(app: Flask, client_as: ClientAs) -> None:
    """A trial leaves no trace, so it tells nothing that somebody may not know; what is kept is looked at whole."""
    make_claim(app, "degree")
    organiser = client_as("unit", "reviewer")
    text = new(organiser, "degree", **filled("degree", participant=id_number(0))).text
    assert "Decide it together with the others" not in text
    assert LATER in text


@pytest.mark.parametrize("number", ["", "123", id_number(11)[:-1] + "?"])
def test_who_does_not_say_for_whom_is_told_what_comes_at_saving(app: Flask, client_as: ClientAs, number: str) -> None:
    patent = {"patent_number": "ZL201710599999.1"}
    own = make_claim(app, "patent", by="unit", fields=patent)
    page = new(client_as("unit", "reviewer"), "patent", **filled("patent", participant=number, **patent))
    assert LATER in page.text
    assert 'href="#participant"' in page.html
    assert f"in claim {own}" not in page.text
    assert WELL not in page.text
