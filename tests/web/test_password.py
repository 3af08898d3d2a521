"""One's own password: changed by whoever knows the present one, and by nobody else."""

from __future__ import annotations

import pytest

from tests.cast import PASSWORD
from tests.web.conftest import page_of
from tests.web.rows import events
from tests.web.test_log_in import log_in

pytestmark = pytest.mark.template("cast")
NEW = "一把新的好密码，共十二字"


def change(client, present=PASSWORD, password=NEW, again=NEW):
    return client.send("/password/", present_password=present, password=password, repeated_password=again)


def test_a_new_password_works_and_the_old_one_does_not(app, client_as, visitor):
    log_in(visitor)
    other = client_as("claimant")
    answer = change(visitor)
    assert (answer.status_code, answer.headers["Location"]) == (303, "/password/")
    assert "Your password is changed" in visitor.page("/password/").text
    assert other.get("/").status_code == 302  # every other log-in of the account has ended
    assert visitor.page("/").headings == ["My hours"]
    (body,) = events(app, "set_password")
    assert body["actor_role"] == "claimant"
    assert log_in(app.test_client(), password=PASSWORD).status_code == 422
    assert log_in(app.test_client(), password=NEW).status_code == 303


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ({"present": "another one"}, {"present_password"}),
        ({"again": NEW + "!"}, {"repeated_password"}),
        ({"password": "short", "again": "short"}, {"password"}),
        ({"password": PASSWORD, "again": PASSWORD}, {"password"}),
        ({"present": "", "password": "", "again": "x"}, {"present_password", "password", "repeated_password"}),
    ],
)
def test_everything_that_is_wrong_is_said_at_once(app, client_as, typed, wrong):
    client = client_as("claimant")
    answer = change(client, **typed)
    assert answer.status_code == 422
    assert {
        field
        for field in ("present_password", "password", "repeated_password")
        if f'href="#{field}"' in page_of(answer).html
    } == wrong
    assert events(app, "set_password") == []


def test_tries_are_counted_as_those_at_the_log_in(client_as):
    client = client_as("claimant")
    statuses = [change(client, present="wrong one").status_code for _ in range(7)]
    assert statuses[0] == 422
    assert statuses[-1] == 429
