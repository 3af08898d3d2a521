"""Going out, and being put out: T-25."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from ce_workflow import clock
from ce_workflow.acts import appoint
from ce_workflow.store.tables import Grant, User
from ce_workflow.store.transaction import transaction
from tests.cast import actor
from tests.web.rows import events, rows

pytestmark = pytest.mark.template("cast")


def leave(visitor):
    return visitor.send_form(visitor.page("/help/").form("/logout"))


def told():
    return {"at": clock.now(), "request_id": "test"}


def test_t25_log_out_kills_a_copied_cookie(app, client_as):
    visitor, thief = client_as("claimant"), client_as("claimant")
    with thief.session_transaction() as kept:
        kept["_user_id"] = visitor.token
    assert thief.get("/").status_code == 200
    assert leave(visitor).headers["Location"] == "/login"
    assert thief.get("/").headers["Location"] == "/login"
    assert visitor.get("/").headers["Location"] == "/login"
    assert len(events(app, "log_out")) == 1


def test_log_out_is_a_form_and_no_link(client_as):
    visitor = client_as("claimant")
    assert visitor.get("/logout").status_code == 405
    assert visitor.get("/").status_code == 200


def test_another_log_in_of_the_same_account_goes_on(client_as):
    here, there = client_as("claimant"), client_as("claimant")
    leave(here)
    assert there.get("/").status_code == 200


def test_a_closed_account_is_out_at_its_next_request(app, client_as):
    visitor, admin = client_as("claimant2"), actor(app, "admin")
    (user_id,) = rows(app, select(User.id).where(User.username == "claimant2"))[0]
    with app.app_context():
        transaction(lambda: appoint.disable_user(user_id, admin, **told()))
    assert visitor.get("/").headers["Location"] == "/login"


def test_a_role_that_was_taken_away_is_gone_at_the_next_request(app, client_as):
    visitor, admin = client_as("unit"), actor(app, "admin")
    assert visitor.get("/desk/").status_code == 200
    grants = select(Grant.id).join(User, User.id == Grant.user_id)
    (grant_id,) = rows(app, grants.where(User.username == "unit", Grant.role == "reviewer"))[0]
    with app.app_context():
        transaction(lambda: appoint.end_grant(grant_id, admin, **told()))
    assert visitor.get("/desk/").headers["Location"].startswith("/login")
