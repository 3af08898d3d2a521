"""The claimant's appeal."""

from __future__ import annotations

import pytest
from flask import Flask

from tests.cast import later, make_claim, step_with
from tests.web.books import books, claim_row
from tests.web.conftest import page_of
from tests.web.filling import file, page_text, take
from tests.web.step_doorway import ClientAs, StepDoorway

pytestmark = pytest.mark.template("cast")


class TestAppeal(StepDoorway):
    step, state, after, by = "appeal", "rejected", "appealed", "claimant"
    events = [("appeal", "claimant")]  # noqa: RUF012
    wrong_state = "credited"
    wrong_desk = "unit"
    leads_to = "/claims/{}"


class TestAppealAgainstARevocation(TestAppeal):
    state = "revoked"


def test_new_evidence_comes_with_it(app: Flask, client_as: ClientAs) -> None:
    claim_id = make_claim(app, state="rejected")
    visitor = client_as("claimant")
    answer = take(visitor, claim_id, "appeal", **{"evidence-timetable": file(name="课程表.pdf")})
    assert answer.status_code == 303, page_text(answer)
    assert "课程表.pdf" in visitor.page(f"/claims/{claim_id}").text
    assert "课程表.pdf" in client_as("district").page(f"/claims/{claim_id}").text


def test_a_file_that_is_none_and_a_missing_sentence_are_said_together(app: Flask, client_as: ClientAs) -> None:
    claim_id = make_claim(app, state="rejected")
    before = books(app)
    proofs = {"evidence-timetable": file(b"MZ not a pdf", "课程表.pdf")}
    answer = take(client_as("claimant"), claim_id, "appeal", note="", **proofs)
    assert answer.status_code == 422
    html = page_of(answer).html
    assert 'href="#appeal-note"' in html
    assert 'href="#appeal-evidence-timetable"' in html
    assert books(app) == before


def test_T_06_there_is_one_appeal(app: Flask, client_as: ClientAs) -> None:
    claim_id = make_claim(app, state="appealed")
    step_with(app, claim_id, "uphold")
    before = books(app)
    answer = take(client_as("claimant"), claim_id, "appeal", note="请再看一次。")
    assert answer.status_code == 422
    assert page_of(answer).form(f"/claims/{claim_id}/appeal").values()["note"] == ["请再看一次。"]
    assert books(app) == before


def test_T_06_an_appeal_after_its_window_is_refused(app: Flask, client_as: ClientAs) -> None:
    claim_id = make_claim(app, state="rejected", at=later(-31))
    before = books(app)
    assert take(client_as("claimant"), claim_id, "appeal").status_code == 422
    assert books(app) == before


def test_an_appeal_on_the_last_day_is_taken(app: Flask, client_as: ClientAs) -> None:
    claim_id = make_claim(app, state="rejected", at=later(-30))
    assert take(client_as("claimant"), claim_id, "appeal").status_code == 303


@pytest.mark.parametrize(("days", "may"), [(30, True), (31, False)])
def test_an_appeal_is_offered_until_its_window_has_closed(
    app: Flask, client_as: ClientAs, days: int, may: bool
) -> None:
    claim_id = make_claim(app, state="rejected", at=later(-days))
    text = client_as("claimant").page(f"/claims/{claim_id}").text
    assert ("you may appeal" in text, "You may appeal until" in text) == (may, may)
    assert ("An appeal had to be made within 30 days" in text) == (not may)
    assert ("The claimant may appeal until" in client_as("unit").page(f"/claims/{claim_id}").text) == may


def test_T_06_what_was_withdrawn_cannot_be_appealed(app: Flask, client_as: ClientAs) -> None:
    claim_id = make_claim(app, state="withdrawn")
    before = books(app)
    assert TestAppeal().post(client_as("claimant"), claim_id, note="请重新核对证书。").status_code == 409
    assert books(app) == before


def test_it_goes_to_the_district_and_the_page_says_so(app: Flask, client_as: ClientAs) -> None:
    claim_id = make_claim(app, state="rejected")
    visitor = client_as("claimant")
    take(visitor, claim_id, "appeal")
    assert claim_row(app, claim_id).desk == "510112"
    assert "龙泉驿区" in visitor.page(f"/claims/{claim_id}").text


def test_the_form_says_what_to_write_who_decides_and_until_when(app: Flask, client_as: ClientAs) -> None:
    text = client_as("claimant").page(f"/claims/{make_claim(app, state='rejected')}").text
    assert "Say which part of the decision is wrong and why" in text
    assert "You may appeal until" in text
    assert "%(until)s" not in text
