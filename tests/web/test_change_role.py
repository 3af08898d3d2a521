"""The role taken for now: shown, and changed with a new token."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from ce_workflow.store.tables import Session
from tests.web.rows import events, rows

pytestmark = pytest.mark.template("cast")


def change(visitor, role):
    return visitor.send_form(visitor.page("/help/").form("/role"), role=role)


def test_the_role_is_shown_and_the_others_are_offered(client_as):
    page = client_as("unit").page("/help/")
    assert "Unit reviewer" in page.text
    assert [control.value for control in page.form("/role").controls if control.name == "role"] == ["claimant"]


def test_who_holds_one_role_is_offered_no_other(client_as):
    assert {form.action for form in client_as("claimant").page("/").forms} == {"/language", "/logout"}


def test_the_first_page_is_that_of_the_new_role(client_as):
    visitor = client_as("unit")
    assert change(visitor, "claimant").headers["Location"] == "/"
    assert visitor.page("/").headings == ["My hours"]
    assert visitor.get("/desk/").status_code == 403


def test_t25_the_token_is_new_and_the_old_one_dead(app, client_as):
    visitor, thief = client_as("unit"), client_as("claimant")
    change(visitor, "claimant")
    with thief.session_transaction() as kept:
        kept["_user_id"] = visitor.token
    assert thief.get("/help/").status_code == 200
    assert "Log in" in thief.get("/help/").text
    with visitor.session_transaction() as kept:
        assert kept["_user_id"] != visitor.token


def test_the_new_session_ends_when_the_old_one_would_have(app, client_as):
    visitor = client_as("unit")
    change(visitor, "claimant")
    began = {row[0] for row in rows(app, select(Session.created_at))}
    assert len(began) == 1


def test_a_role_that_one_does_not_hold_is_refused_and_recorded(app, client_as):
    visitor = client_as("unit")
    answer = change(visitor, "admin")
    assert answer.status_code == 403
    assert visitor.get("/desk/").status_code == 200
    assert events(app, "role_changed") == []
    assert {"act": "change_role", "code": "role_needed", "status": 403} in [
        body["extra"] for body in events(app, "refused")
    ]


def test_the_change_is_in_the_trail(app, client_as):
    change(client_as("unit"), "claimant")
    (body,) = events(app, "role_changed")
    assert body["extra"] == {"from": "reviewer", "to": "claimant"}
    assert body["actor_role"] == "claimant"
