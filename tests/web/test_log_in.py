"""Coming in by the form: T-25 to T-28, T-32, T-39 and T-81 of the list of hostile input."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import select, text, update

from ce_workflow import clock
from ce_workflow.acts.passwords import hash_password
from ce_workflow.store import sessions
from ce_workflow.store.database import db
from ce_workflow.store.tables import Attempt, Event, Session, User
from ce_workflow.store.transaction import transaction
from tests.cast import PASSWORD
from tests.web.rows import events, rows

pytestmark = pytest.mark.template("cast")


def log_in(visitor, username="claimant", password=PASSWORD, **more):
    return visitor.send("/login", username=username, password=password, **more)


def set_password(app, username, password):
    with app.app_context():
        hashed = hash_password(password, (1, 8, 1))
        transaction(
            lambda: db.session.execute(update(User).where(User.username == username).values(password_hash=hashed))
        )


def test_a_professional_comes_in_and_sees_their_year(visitor):
    answer = log_in(visitor)
    assert (answer.status_code, answer.headers["Location"]) == (303, "/")
    page = visitor.page("/")
    assert page.headings == ["My hours"]
    assert "Professional" in page.text


def test_who_holds_a_staff_role_comes_in_with_it(visitor):
    log_in(visitor, "unit")
    assert visitor.get("/").headers["Location"] == "/desk/"


def test_a_log_in_leaves_an_event_without_the_name(app, visitor):
    log_in(visitor)
    (body,) = events(app, "log_in")
    assert body["actor_role"] == "claimant"
    assert "claimant" not in {value for key, value in body.items() if key != "actor_role"}


@pytest.mark.parametrize(
    ("username", "password"), [("claimant", "wrong"), ("nobody-at-all", PASSWORD), ("claimant\x00", PASSWORD)]
)
def test_a_wrong_name_and_a_wrong_password_get_the_same_answer(app, visitor, username, password):
    answer = log_in(visitor, username, password)
    assert answer.status_code == 422
    assert "The user name or the password is wrong." in answer.text
    assert PASSWORD not in answer.text
    assert visitor.get("/").headers["Location"].startswith("/login")


def test_t81_what_was_typed_as_a_name_comes_into_no_event(app, visitor):
    log_in(visitor, "evil\r\n\x1b[31m 519999196001010013", "wrong")
    (body,) = events(app, "log_in_failed")
    assert body["extra"] == {"why": "unknown"}


def test_a_closed_account_gets_the_same_answer(app, visitor):
    with app.app_context():
        transaction(lambda: db.session.execute(update(User).where(User.username == "claimant").values(active=False)))
    assert "The user name or the password is wrong." in log_in(visitor).text
    assert events(app, "log_in_failed")[0]["extra"]["why"] == "closed"


def test_blanks_are_named_each(visitor):
    answer = log_in(visitor, "", "")
    assert answer.status_code == 422
    assert "Please type your user name." in answer.text
    assert "Please type your password." in answer.text


def test_what_was_typed_is_still_there_but_the_password(visitor):
    answer = log_in(visitor, "claimant", "not the right one")
    assert 'value="claimant"' in answer.text
    assert "not the right one" not in answer.text


def test_an_account_without_a_role_is_told_so(app, visitor):
    with app.app_context():
        transaction(lambda: db.session.execute(text("DELETE FROM ce_grant WHERE role = 'base'")))
    answer = log_in(visitor, "base")
    assert answer.status_code == 403
    assert "no role at present" in answer.text


def test_t25_the_cookie_is_for_this_site_and_not_for_scripts(visitor):
    cookie = next(line for line in log_in(visitor).headers.getlist("Set-Cookie") if line.startswith("ce="))
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Path=/" in cookie


def test_t25_the_row_holds_only_the_digest_of_the_token(app, client_as):
    visitor = client_as("claimant")
    assert rows(app, select(Session.token_hash)) == [(sessions.hashed(visitor.token),)]


def test_t26_a_cookie_that_somebody_planted_is_worth_nothing_after_log_in(visitor):
    page = visitor.page("/login")
    with visitor.session_transaction() as kept:
        kept["_user_id"] = "planted"
        before = dict(kept)
    assert visitor.send_form(page.form("/login"), username="claimant", password=PASSWORD).status_code == 303
    with visitor.session_transaction() as kept:
        assert kept["_user_id"] != before["_user_id"]
        assert "csrf_token" not in kept
    assert visitor.send_form(visitor.page("/").form("/logout"), csrf_token=before["csrf_token"]).status_code == 400


def test_each_log_in_has_a_token_of_its_own(app, visitor):
    log_in(visitor)
    visitor.send_form(visitor.page("/").form("/logout"))
    log_in(visitor)
    assert len(set(rows(app, select(Session.token_hash)))) == 2


def test_t25_thirty_idle_minutes_end_a_session(client_as):
    visitor, now = client_as("claimant"), clock.now()
    with time_machine.travel(now + timedelta(minutes=29), tick=False):
        assert visitor.get("/").status_code == 200
    with time_machine.travel(now + timedelta(minutes=58), tick=False):
        assert visitor.get("/").status_code == 200
    with time_machine.travel(now + timedelta(minutes=89), tick=False):
        assert visitor.get("/").headers["Location"] == "/login"


def test_t25_twelve_hours_end_a_session_however_busy(client_as):
    visitor, now = client_as("claimant"), clock.now()
    for minutes in range(25, 12 * 60, 25):
        with time_machine.travel(now + timedelta(minutes=minutes), tick=False):
            assert visitor.get("/ledger/").status_code == 200
    with time_machine.travel(now + timedelta(hours=12, seconds=1), tick=False):
        assert visitor.get("/ledger/").status_code == 302


def test_the_time_of_use_is_written_once_a_minute_at_most(app, client_as):
    visitor, now = client_as("claimant"), clock.now()
    seen = []
    for seconds in (10, 50, 61, 70):
        with time_machine.travel(now + timedelta(seconds=seconds), tick=False):
            visitor.get("/")
        seen.append(rows(app, select(Session.seen_at))[0][0])
    assert seen[0] == seen[1] < seen[2] == seen[3]


def test_t27_guessing_at_one_account_takes_longer_each_time_and_never_locks_it(app, visitor):
    now, answers = clock.now(), []
    for attempt in range(10):
        with time_machine.travel(now + timedelta(milliseconds=attempt), tick=False):
            answers.append(log_in(visitor, password="wrong"))
    assert [answer.status_code for answer in answers] == [422] * 5 + [429] * 5
    assert 0 < int(answers[-1].headers["Retry-After"]) <= 2
    assert "Please wait" in answers[-1].text
    with time_machine.travel(now + timedelta(seconds=3), tick=False):
        assert log_in(visitor, password="wrong").status_code == 422
        assert int(log_in(visitor, password="wrong").headers["Retry-After"]) == 4
    refused = [body["extra"] for body in events(app, "refused")]
    assert {"act": "log_in", "code": "too_many", "status": 429} in refused
    with time_machine.travel(now + timedelta(seconds=8), tick=False):
        assert log_in(visitor).status_code == 303
    assert rows(app, select(Attempt.failures).where(Attempt.key.startswith("account:"))) == []


def test_t27_guessing_at_many_accounts_from_one_network_is_slowed_too(app, visitor, monkeypatch):
    page = visitor.page("/login").form("/login")
    now = clock.now()  # not before the page: its token would come from the future
    statuses = []
    with time_machine.travel(now, tick=False):
        statuses = [
            visitor.send_form(page, username=f"somebody{number}", password="chengdu123").status_code
            for number in range(60)
        ]
    assert statuses == [422] * 50 + [429] * 10


def test_t27_failures_are_forgotten_after_an_hour(visitor):
    now = clock.now()
    with time_machine.travel(now, tick=False):
        assert [log_in(visitor, password="wrong").status_code for _ in range(6)][-1] == 429
    with time_machine.travel(now + timedelta(minutes=61), tick=False):
        assert [log_in(visitor, password="wrong").status_code for _ in range(5)] == [422] * 5


@pytest.mark.parametrize(
    "password",
    ["p" * 64, "密" * 66 + "ma", " leading and trailing ", "𠮷野𬀩·naïve ß ﬁ", "tab\tinside it"],
    ids=["64 characters", "200 bytes of Chinese", "spaces around", "rare characters", "a tab"],
)
def test_t28_a_password_counts_exactly(app, visitor, password):
    set_password(app, "claimant", password)
    assert log_in(visitor, password=password[:-1]).status_code == 422
    assert log_in(visitor, password=password.strip() + "x").status_code == 422
    assert log_in(visitor, password=password).status_code == 303


@pytest.mark.parametrize("password", ["密" * 67, "p" * 201, "NUL\x00inside"])
def test_t28_a_password_that_cannot_be_is_said_to_be_so(app, visitor, password):
    answer = log_in(visitor, password=password)
    assert answer.status_code == 422
    assert re.search("too long|no keyboard types", answer.text)
    assert rows(app, select(Attempt.key)) == []


def test_a_password_hashed_at_another_cost_is_hashed_anew(app, visitor):
    before = rows(app, select(User.password_hash).where(User.username == "claimant"))
    app.config["CE_ARGON2_TIME"] = 2
    assert log_in(visitor).status_code == 303
    after = rows(app, select(User.password_hash).where(User.username == "claimant"))
    assert after != before
    assert "t=2" in after[0][0]
    [body] = events(app, "rehash")
    assert body["stream"].startswith("person:")
    assert set(body["extra"]) == {"user", "since", "credentials"}


@pytest.mark.parametrize(
    "wanted",
    [
        "//evil.example",
        "https://evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "javascript:alert(1)",
        "/\t/evil.example",
        "\t//evil.example",
        "%09//evil.example",
        "///evil.example",
        "evil.example",
        "/a\r\nSet-Cookie: a=b",
    ],
)
def test_t32_one_is_led_to_no_other_site(visitor, wanted):
    assert log_in(visitor, next=wanted).headers["Location"] == "/"


def test_one_is_led_to_the_page_that_was_asked_for(visitor):
    asked = visitor.get("/ledger/2019?from=mail")
    assert asked.headers["Location"] == "/login?next=/ledger/2019?from%3Dmail"
    form = visitor.page(asked.headers["Location"]).form("/login")
    answer = visitor.send_form(form, username="claimant", password=PASSWORD)
    assert answer.headers["Location"] == "/ledger/2019?from=mail"


def test_who_is_in_already_is_led_on(client_as):
    assert client_as("claimant").get("/login?next=/ledger/").headers["Location"] == "/ledger/"


def test_t39_fields_that_were_not_asked_for_change_nothing(app, visitor):
    log_in(visitor, role="admin", user_id="1", person_id="x", is_active="1", state="credited")
    assert rows(app, select(Session.role)) == [("claimant",)]
    assert rows(app, select(Event.actor_role).where(Event.action == "log_in")) == [("claimant",)]
