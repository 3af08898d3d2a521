"""Sending back for correction."""

from __future__ import annotations

import pytest
from flask import Flask

from tests.cast import make_claim
from tests.web.books import books, claim_row
from tests.web.conftest import page_of
from tests.web.filling import take
from tests.web.step_doorway import ClientAs, StepDoorway

pytestmark = pytest.mark.template("cast")


class TestSendBackByTheUnit(StepDoorway):
    step, state, after, by = "send_back", "submitted", "returned", "unit"
    events = [("send_back", "reviewer")]  # noqa: RUF012
    wrong_desk = "sector"
    stranger = "unit-b"


class TestSendBackByTheDepartment(StepDoorway):
    step, state, after, by = "send_back", "unit_reviewed", "returned", "sector"
    events = [("send_back", "verifier")]  # noqa: RUF012
    wrong_desk = "unit"
    stranger = "sector-b"


@pytest.mark.parametrize(("reason", "note"), [("", "证书第二页看不清楚。"), ("evidence_unclear", ""), ("", "……")])
def test_a_reason_and_a_sentence_are_asked_for(app: Flask, client_as: ClientAs, reason: str, note: str) -> None:
    claim_id = make_claim(app)
    before = books(app)
    answer = take(client_as("unit"), claim_id, "send-back", reason=reason, note=note)
    assert answer.status_code == 422
    typed = page_of(answer).form(f"/claims/{claim_id}/send-back").values()
    assert (typed["reason"], typed["note"]) == ([reason], [note])
    assert books(app) == before


def test_what_is_wrong_is_said_in_the_order_of_the_form(app: Flask, client_as: ClientAs) -> None:
    answer = take(client_as("unit"), make_claim(app), "send-back", reason="", note="")
    text = page_of(answer).text
    assert 0 < text.index("Choose the reason") < text.index("Write in a sentence")


def test_the_claimant_reads_why_and_has_the_claim_again(app: Flask, client_as: ClientAs) -> None:
    claim_id = make_claim(app)
    take(client_as("unit"), claim_id, "send-back")
    page = client_as("claimant").page(f"/claims/{claim_id}")
    assert "证书第二页看不清楚。" in page.text
    assert f"/claims/{claim_id}/edit" in page.links
    assert claim_row(app, claim_id).desk is None


def test_the_form_says_what_to_correct_and_the_claim_says_it_until_it_is_submitted(
    app: Flask, client_as: ClientAs
) -> None:
    claim_id = make_claim(app)
    take(client_as("unit"), claim_id, "send-back")
    visitor = client_as("claimant")
    edit = f"/claims/{claim_id}/edit"
    box = 'aria-labelledby="last-word-title"'
    assert "证书第二页看不清楚。" in visitor.page(edit).text
    assert visitor.send(edit, hours_claimed="viele").status_code == 422
    assert visitor.send(edit, title="新题目", hours_claimed="18").status_code == 303
    for page in (visitor.page(edit), visitor.page(f"/claims/{claim_id}")):
        assert box in page.html
    assert take(visitor, claim_id, "submit").status_code == 303
    assert box not in visitor.page(f"/claims/{claim_id}").html


def test_the_claimant_is_led_to_correct_it_before_submitting_it_again(app: Flask, client_as: ClientAs) -> None:
    claim_id = make_claim(app)
    take(client_as("unit"), claim_id, "send-back")
    visitor = client_as("claimant")
    mine, edit, unchanged = f"/claims/{claim_id}", f"/claims/{claim_id}/edit", "Nothing has been changed"
    page = visitor.page(mine)
    assert [page.html.count(f'class="button" href="{edit}"'), unchanged in page.text] == [2, True]
    assert '<button type="submit" class="quiet">Submit</button>' in page.html
    assert visitor.send(edit, title="新题目", hours_claimed="18").status_code == 303
    page = visitor.page(mine)
    assert [page.html.count(f'class="button" href="{edit}"'), unchanged in page.text] == [0, False]
    assert '<button type="submit">Submit</button>' in page.html


def test_the_form_alone_names_whom_it_goes_back_to_and_the_way_out(app: Flask, client_as: ClientAs) -> None:
    claim_id = make_claim(app)
    page = client_as("unit").page(f"/claims/{claim_id}/send-back")
    assert "Send it back to 闫斌静" in page.text
    assert "Cancel, back to the claim" in page.text


def test_no_reason_is_offered_only_where_there_may_be_none(app: Flask, client_as: ClientAs) -> None:
    page = client_as("unit").page(f"/claims/{make_claim(app)}").html
    same = "The hours are the same: no reason needed"
    for step, blank in (("send-back", "Please choose"), ("reject", "Please choose"), ("review", same)):
        start = page.index(f'id="{step}-reason"')
        assert f'value="">{blank}</option>' in page[start : page.index("</select>", start)]
