"""Errors as pages of one voice, and forms that came too late: T-24, T-37."""

from __future__ import annotations

import io

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.exceptions import HTTPException, abort

from ce_workflow import clock
from ce_workflow.errors import Finding, NotYourDesk, RulesBroken, TooMany, Unseen
from ce_workflow.store import sessions
from ce_workflow.store.database import db
from ce_workflow.store.tables import Claim, Event
from ce_workflow.store.transaction import transaction
from ce_workflow.web.declare import public
from ce_workflow.web.language import COOKIE
from ce_workflow.web.refused import TITLES
from ce_workflow.web.ways import ways
from ce_workflow.words import Text
from tests.cast import make_claim
from tests.web.conftest import page_of
from tests.web.rows import events, rows

pytestmark = pytest.mark.template("cast")
OURS = {"Origin": "http://localhost"}


def raising(app, error, path="/raised"):
    """A page of the application that fails so."""

    @public
    def view():
        raise error

    app.add_url_rule(path, view_func=view)
    app.config["PROPAGATE_EXCEPTIONS"] = False


def test_what_is_not_there_has_a_page_with_a_way_on(visitor):
    page = visitor.page("/nowhere", status=404)
    assert page.headings == ["Nothing found here"]
    assert "/" in page.links


@pytest.mark.parametrize("status", [400, 403, 404, 405, 409, 413, 422, 429, 500, 503])
def test_every_trouble_is_a_page_that_says_what_to_do_and_has_a_way_on(app, visitor, status):
    raising(app, HTTPException(response=None))
    app.view_functions["view"] = public(lambda: abort(status))
    page = visitor.page("/raised", status=status)
    assert page.headings == [TITLES[status]]
    assert "You can do this:" in page.text
    assert all(way in page.text for way in ways(status))
    assert f"Code {status}" in page.text
    assert "/" in page.links


def test_a_stranger_among_the_numbers_gets_the_page_of_its_kind():
    assert (ways(418), ways(502)) == (ways(400), ways(500))


def test_what_another_role_of_mine_may_do_is_one_press_away(client_as):
    page = client_as("unit").page("/ledger/", status=403)
    assert ["Act as Professional" in page.text, page.form("/role").method] == [True, "post"]


def test_what_came_too_late_leads_back_to_the_claim(app, client_as):
    claim_id = make_claim(app, state="credited")

    @public
    def late(**_address):
        raise Unseen

    app.view_functions["steps.ask"] = late
    assert f"/claims/{claim_id}" in client_as("claimant").page(f"/claims/{claim_id}/submit", status=409).links


def test_what_is_not_mine_looks_like_what_is_not_there(app, client_as):
    claim_id = make_claim(app, by="outsider")
    visitor = client_as("claimant")
    mine, missing = visitor.get(f"/claims/{claim_id}"), visitor.get("/claims/999999")
    assert mine.status_code == missing.status_code == 404
    assert page_of(mine).text == page_of(missing).text
    assert [body["extra"]["code"] for body in events(app, "refused")] == ["not_found", "not_found"]


def test_a_page_of_another_role_is_refused_and_recorded(app, client_as):
    page = client_as("claimant").page("/people/", status=403)
    assert "another role" in page.text
    (body,) = events(app, "refused")
    assert body["extra"] == {"act": "people.index", "code": "role_needed", "status": 403}
    assert len(body["request_id"]) == 32


def test_the_id_of_a_request_is_ours_whatever_was_sent(app, client_as):
    client_as("claimant").get("/people/", headers={"X-Request-ID": "evil\x1b[31m" + "x" * 500})
    assert len(events(app, "refused")[0]["request_id"]) == 32


def test_another_method_is_refused_with_those_that_there_are(visitor):
    answer = visitor.post("/help/")
    assert answer.status_code in (400, 405)
    assert set(visitor.get("/language").headers["Allow"].split(", ")) == {"POST", "OPTIONS"}


def test_a_refusal_says_everything_at_once_with_its_clauses(app, visitor):
    found = [
        Finding("short", Text("Only %(days)s days.", days=12), clause="三(三)2"),
        Finding("late", Text("Too late."), clause="五(二)"),
    ]
    raising(app, RulesBroken(found))
    answer = visitor.get("/raised")
    assert answer.status_code == 422
    for words in ("To be put right first: 2.", "Only 12 days.", "三（三）2", "Too late.", "五（二）"):
        assert words in answer.text


def test_a_refusal_is_said_in_the_readers_language(app, visitor):
    raising(app, NotYourDesk(role=Text("Auditor"), holder="成都市卫健委"))
    assert "As Auditor you cannot do this" in visitor.page("/raised", status=403).text
    visitor.delete_cookie(COOKIE)
    assert visitor.page("/raised", status=403).lang == "zh-CN"


def test_too_many_says_how_long_to_wait(app, visitor):
    raising(app, TooMany(seconds=42))
    answer = visitor.get("/raised")
    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "42")
    assert "42 seconds" in answer.text


def test_a_fault_of_ours_tells_nothing_of_the_inside(app, visitor):
    raising(app, RuntimeError("SELECT secret FROM inside"))
    answer = visitor.get("/raised")
    assert answer.status_code == 500
    assert page_of(answer).headings == ["A fault of ours"]
    assert "secret" not in answer.text


def test_t37_a_body_of_more_than_a_megabyte_is_too_large(visitor):
    answer = visitor.post("/login", data={"username": "x" * 2_000_000})
    assert answer.status_code == 413
    page = page_of(answer)
    assert page.headings == ["Too large"]
    assert "A text may have 100,000 characters, a file 10 MB" in page.text
    assert "shorten it" in page.text


def test_t37_thousands_of_parts_are_too_many(visitor):
    parts = {f"field{number}": "x" for number in range(1001)}
    assert visitor.post("/login", data=parts, content_type="multipart/form-data").status_code == 413


# --- T-24 -----------------------------------------------------------------------------


@pytest.mark.parametrize("token", [None, "", "x", "IjEi.aaaaaa.bbbbbb"])
def test_t24_a_form_without_its_token_changes_nothing(app, client_as, token):
    visitor = client_as("unit")
    given = {"role": "claimant"} | ({} if token is None else {"csrf_token": token})
    answer = visitor.post("/role", data=given, headers=OURS)
    assert answer.status_code == 400
    assert page_of(answer).headings == ["The form has expired"]
    assert visitor.get("/desk/").status_code == 200


def test_t24_the_token_of_somebody_else_is_none(client_as):
    other = client_as("claimant").page("/").form("/logout").values()["csrf_token"]
    visitor = client_as("unit")
    visitor.page("/help/")
    assert visitor.post("/role", data={"role": "claimant", "csrf_token": other}).status_code == 400


def test_t24_nothing_changes_by_get(app, client_as):
    claim_id = make_claim(app, state="draft")
    visitor = client_as("claimant")
    of_business = select(func.count()).where(Event.stream != "security")  # that it was tried stands there
    before = rows(app, of_business)
    for path in (f"/claims/{claim_id}/submit", f"/claims/{claim_id}/withdraw", "/logout", "/role", "/language"):
        visitor.get(path)
    assert rows(app, of_business) == before
    assert rows(app, select(Claim.state)) == [("draft",)]


def test_T_24_a_form_without_our_token_leaves_its_trace(app, client_as, visitor):
    client_as("claimant").post("/role", data={"role": "claimant", "csrf_token": "foreign"})
    visitor.post("/role", data={"role": "claimant"})  # whoever has not logged in fills no book
    (body,) = events(app, "refused")
    assert body["extra"] == {"act": "log_in.change_role", "code": "form_expired", "status": 400}


def test_what_was_typed_into_an_expired_form_can_be_sent_once_more(app, client_as):
    visitor = client_as("admin")
    typed = {"username": "new.officer", "name": "  谭国\r\n国 <b>", "password": "secret-password", "csrf_token": "old"}
    answer = visitor.post("/people/new", data=typed, headers=OURS)
    assert answer.status_code == 400
    page = page_of(answer)
    again = page.form("/people/new").values()
    assert again["username"] == ["new.officer"]
    assert "<b>" not in answer.text
    assert "secret-password" not in answer.text
    assert visitor.send_form(page.form("/people/new"), name="谭国国").status_code == 422
    answer = visitor.send_form(page.form("/people/new"), name="谭国国", password="a password of mine")
    assert answer.status_code == 303


def test_another_site_gets_nothing_sent_once_more(client_as):
    for headers in ({}, {"Origin": "https://evil.example"}, {"Referer": "http://localhost.evil.example/"}):
        answer = client_as("admin").post("/people/new", data={"username": "planted"}, headers=headers)
        assert answer.status_code == 400
        assert "planted" not in answer.text


def test_a_form_sent_after_the_session_ended_is_not_lost(app, client_as):
    visitor = client_as("claimant")
    form = visitor.page("/claims/new/training").form("/claims/new/training")
    with app.app_context():
        transaction(lambda: sessions.end(visitor.token, clock.now()))
    files = {"evidence-certificate": (io.BytesIO(b"x" * 2_000_000), "a.pdf")}
    answer = visitor.post(form.action, data={**form.values(), "title": "急救培训", **files}, headers=OURS)
    assert answer.status_code == 400
    assert "Your log-in has ended" in answer.text
    assert "急救培训" in answer.text
    again = page_of(answer).form("/claims/new/training")
    back = client_as("claimant")
    answer = back.post(again.action, data=again.values(), headers=OURS)
    assert answer.status_code == 400
    assert "急救培训" in answer.text
    assert back.send_form(page_of(answer).form("/claims/new/training")).status_code in (303, 422)
    assert "急救培训" in back.get("/claims/").text


def test_who_never_logged_in_is_sent_no_large_body(visitor):
    answer = visitor.post("/claims/new/training", data={"title": "x" * 2_000_000}, headers=OURS)
    assert answer.status_code == 413
    assert len(answer.data) < 10_000


def test_an_old_form_of_the_log_in_leads_back_to_it(visitor):
    answer = visitor.post("/login", data={"username": "claimant", "password": "x", "csrf_token": "old"}, headers=OURS)
    assert answer.status_code == 400
    assert "/login" in page_of(answer).links


def test_a_statement_that_fails_does_not_tell_the_log_what_was_written(app):
    with app.app_context(), pytest.raises(SQLAlchemyError) as failed:
        db.session.execute(text("SELECT :name FROM no_such_table"), {"name": "蔡东"})
    assert "蔡东" not in str(failed.value)
