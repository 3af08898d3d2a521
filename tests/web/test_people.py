"""Accounts and roles, for administrators: T-13, T-19, T-28, T-39."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select

from ce_workflow.store.tables import Event, Grant, Person, User
from tests.cast import HOSPITAL, NAMES, PASSWORD, id_number, make_claim
from tests.web.conftest import page_of
from tests.web.rows import events, rows

pytestmark = pytest.mark.template("cast")


def number_of(app, username):
    return rows(app, select(User.id).where(User.username == username))[0][0]


def add(visitor, **given):
    typed = {"username": "new.officer", "id_number": "", "name": "新来的", "password": "a password of mine", **given}
    return visitor.send("/people/new", **typed)


def counts(app):
    return [rows(app, select(func.count()).select_from(table))[0][0] for table in (User, Person, Grant)]


# --- the list -------------------------------------------------------------------------


def test_accounts_are_listed_with_their_roles(client_as):
    text = " ".join(client_as("admin").page("/people/").text.split())
    assert "auditor" in text
    assert "Unit reviewer" in text


def test_the_list_begins_where_one_likes(client_as):
    page = client_as("admin").page("/people/?from=u")
    assert "unit-b" in page.text
    assert "claimant2" not in page.text
    assert client_as("admin").get("/people/", query_string={"from": "\x00'--"}).status_code == 200


def test_an_account_is_found_by_its_user_name_or_by_the_whole_name_of_its_person(client_as):
    admin, name = client_as("admin"), NAMES[HOSPITAL][0]
    assert "unit-b" in admin.page("/people/?q=unit").text
    assert "claimant2" not in admin.page("/people/?q=unit").text
    found = admin.page(f"/people/?q={name}").text
    assert "claimant" in found
    assert "unit-b" not in found
    assert "There is no such account" in admin.page("/people/?q=无此人").text
    assert "There is no such account" in admin.page("/people/?q=nobody").text


def test_the_list_goes_on_by_key(app, client_as, monkeypatch):
    monkeypatch.setattr("ce_workflow.store.accounts.PAGE", 5)
    visitor, seen, path = client_as("admin"), [], "/people/"
    while path:
        page = visitor.page(path)
        seen += [link for link in page.links if link.startswith("/people/") and link[8:].isdigit()]
        path = next((link for link in page.links if "from=" in link), "")
    assert len(seen) == len(set(seen)) == counts(app)[0]


def test_t13_nothing_of_any_claim_and_no_whole_number_is_shown(app, client_as):
    make_claim(app, state="credited")
    visitor = client_as("admin")
    page = visitor.page(f"/people/{number_of(app, 'claimant')}")
    assert id_number(0) not in page.html
    assert f"{id_number(0)[:3]}{'*' * 11}{id_number(0)[14:]}" in page.text
    assert not [link for link in page.links if link.startswith("/claims")]


def test_an_account_that_is_none_is_not_there(client_as):
    visitor = client_as("admin")
    visitor.page("/people/999999", status=404)
    visitor.page("/people/99999999999999999999", status=404)


# --- another account ------------------------------------------------------------------


def test_an_officer_who_stands_on_no_roster_gets_an_account(app, client_as, visitor):
    answer = add(client_as("admin"))
    user_id = number_of(app, "new.officer")
    assert answer.headers["Location"] == f"/people/{user_id}"
    assert events(app, "add_user")[-1]["extra"]["user"] == user_id
    assert visitor.send("/login", username="new.officer", password="a password of mine").status_code == 403


def test_a_person_on_a_roster_is_found_by_the_number(app, client_as):
    before = counts(app)
    answer = add(client_as("admin"), id_number=f" {id_number(5).lower()} ", name="")
    assert answer.status_code == 303
    assert counts(app) == [before[0] + 1, *before[1:]]


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"username": "Ärger"}, "lower-case letters"),
        ({"username": ""}, "lower-case letters"),
        ({"username": "unit"}, "already"),
        ({"password": "short"}, "at least 10 characters"),
        ({"password": "密" * 67}, "too long"),
        ({"username": "a.password.of", "password": "A.PASSWORD.OF"}, "is the user name"),
        ({"name": ""}, "or the name of a person"),
        ({"id_number": "1"}, "or the name of a person"),
        ({"name": "", "id_number": "519999196001010011"}, "last character"),
        ({"name": "", "id_number": "519999199913320013"}, "date of birth"),
        ({"name": "", "id_number": "11010519491231002X"}, "Nobody on the rosters"),
        ({"name": "a\u202eb"}, "invisible character"),
        ({"name": "x" * 101}, "at most 100"),
    ],
)
def test_what_is_wrong_with_a_new_account_is_said_and_nothing_typed_is_lost(app, client_as, given, words):
    before = counts(app)
    answer = add(client_as("admin"), **given)
    assert answer.status_code == 422
    assert words in answer.text
    kept = page_of(answer).form("/people/new").values()
    typed = {"username": "new.officer", "id_number": "", "name": "新来的", **given}
    assert {name: kept[name][0] for name in ("username", "id_number", "name")} == {
        name: text for name, text in typed.items() if name != "password"
    }
    assert kept["password"] == [""]
    assert counts(app) == before


def test_everything_that_is_wrong_is_said_at_once(client_as):
    answer = add(client_as("admin"), name="", password="short")
    assert "or the name of a person" in answer.text
    assert "at least 10 characters" in answer.text


# --- roles ----------------------------------------------------------------------------


def give(app, client_as, username="claimant2", **given):
    user_id = number_of(app, username)
    typed = {"role": "reviewer", "scope": "U00001", "valid_to": "", **given}
    return client_as("admin").send(f"/people/{user_id}", to=f"/people/{user_id}/grants", **typed)


def test_a_role_is_given_and_works_at_the_next_log_in(app, client_as):
    assert give(app, client_as).status_code == 303
    assert client_as("claimant2", "reviewer").get("/desk/").status_code == 200


def test_a_role_until_a_day_ends_with_that_day_in_chengdu(app, client_as):
    assert give(app, client_as, valid_to="2099-12-31").status_code == 303
    (until,) = rows(app, select(Grant.valid_to).order_by(Grant.id.desc()).limit(1))[0]
    assert until.isoformat() == "2099-12-31T16:00:00+00:00"


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"role": ""}, "no role"),
        ({"role": "emperor"}, "no role"),
        ({"role": "system"}, "no role"),
        ({"role": "reviewer\x00"}, "no role"),
        ({"scope": "U99999"}, "no organisation"),
        ({"scope": "U0\x00001"}, "no organisation"),
        ({"scope": "chengdu-health"}, "not the kind of organisation"),
        ({"scope": ""}, "write the code of the organisation"),
        ({"role": "claimant", "scope": "U00001"}, "nobody is appointed"),
        ({"role": "claimant", "scope": ""}, "holds this role already"),
        ({"valid_to": "31/12/2099"}, "2019-12-31"),
        ({"valid_to": "2026-02-29"}, "2019-12-31"),
        ({"valid_to": "2019-01-01"}, "end must come after"),
        ({"valid_to": "9999-12-31"}, "2019-12-31"),
    ],
)
def test_a_role_that_cannot_be_given_is_refused_with_the_reason(app, client_as, given, words):
    before = counts(app)
    answer = give(app, client_as, **given)
    assert answer.status_code == 422
    assert words in answer.text
    assert counts(app) == before


def test_three_persons_watch_each_other(app, client_as):
    answer = give(app, client_as, "auditor", role="security", scope="")
    assert answer.status_code == 422
    assert "three persons" in answer.text


def test_t13_nobody_changes_their_own_roles(app, client_as):
    user_id, admin = number_of(app, "admin"), client_as("admin")
    page = admin.page(f"/people/{user_id}")
    assert "another administrator" in page.text
    token = page.form("/logout").values()["csrf_token"]
    typed = {"role": "city", "scope": "chengdu", "csrf_token": token}
    assert admin.post(f"/people/{user_id}/grants", data=typed).status_code == 422
    assert admin.post(f"/people/{user_id}/disable", data={"csrf_token": token}).status_code == 422
    assert rows(app, select(Grant.role).where(Grant.user_id == user_id)) == [("admin",)]


def test_t39_whose_role_it_is_follows_from_the_address_alone(app, client_as):
    user_id = number_of(app, "claimant2")
    give(app, client_as, user_id="1", person_id="x", granted_by="1", valid_from="1999-01-01")
    row = rows(app, select(Grant.user_id, Grant.granted_by).order_by(Grant.id.desc()).limit(1))[0]
    assert row == (user_id, number_of(app, "admin"))


def test_a_role_ends_by_its_button(app, client_as):
    user_id, admin = number_of(app, "unit"), client_as("admin")
    gone = client_as("unit")
    grants = select(Grant.id).where(Grant.user_id == user_id, Grant.role == "reviewer")
    (grant_id,) = rows(app, grants)[0]
    path = f"/people/{user_id}/grants/{grant_id}/end"
    assert admin.send(f"/people/{user_id}", to=path).status_code == 303
    assert gone.get("/desk/").headers["Location"].startswith("/login")
    token = admin.page("/people/").form("/logout").values()["csrf_token"]
    assert admin.post(path, data={"csrf_token": token}).status_code == 404
    assert admin.post(f"/people/1/grants/{grant_id}/end", data={"csrf_token": token}).status_code == 404
    assert admin.post("/people/999/password", data={"csrf_token": token}).status_code == 404
    assert [body["extra"]["act"] for body in events(app, "refused")] == ["end_grant", "end_grant", "set_password"]


def test_an_account_is_closed_by_its_button(app, client_as, visitor):
    user_id, admin = number_of(app, "claimant2"), client_as("admin")
    gone = client_as("claimant2")
    assert admin.send(f"/people/{user_id}", to=f"/people/{user_id}/disable").status_code == 303
    assert gone.get("/").headers["Location"] == "/login"
    assert visitor.send("/login", username="claimant2", password=PASSWORD).status_code == 422
    assert "closed" in admin.page(f"/people/{user_id}").text


def test_another_password_ends_every_log_in(app, client_as, visitor):
    user_id, admin = number_of(app, "claimant2"), client_as("admin")
    gone, path = client_as("claimant2"), f"/people/{user_id}/password"
    assert admin.send(f"/people/{user_id}", to=path, new_password="short").status_code == 422
    assert gone.get("/").status_code == 200
    assert admin.send(f"/people/{user_id}", to=path, new_password=" 新的密码要有十个字 ").status_code == 303
    assert gone.get("/").headers["Location"] == "/login"
    assert visitor.send("/login", username="claimant2", password=" 新的密码要有十个字 ").status_code == 303


@pytest.mark.parametrize("path", ["/people/new", "/people/1/grants", "/people/1/disable", "/people/1/password"])
@pytest.mark.parametrize("username", ["claimant", "unit", "sector", "city", "auditor", "security"])
def test_nobody_else_appoints(app, client_as, username, path):
    visitor = client_as(username)
    token = visitor.page("/help/").form("/logout").values()["csrf_token"]
    before = counts(app)
    assert visitor.post(path, data={"csrf_token": token, "role": "admin"}).status_code == 403
    assert counts(app) == before
    assert rows(app, select(func.count()).select_from(Event).where(Event.action == "refused"))[0][0] == 1
