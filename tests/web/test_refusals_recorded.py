"""Every refusal that somebody logged in is shown leaves one event in the stream `security`, and one only."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from ce_workflow.store.tables import User
from tests.cast import PASSWORD, make_claim
from tests.web.books import refusals
from tests.web.rows import events, rows
from tests.web.step_doorway import ClientAs

pytestmark = pytest.mark.template("cast")


def account(app: Flask, username: str) -> str:
    return f"/people/{rows(app, select(User.id).where(User.username == username))[0][0]}"


def test_an_account_with_a_weak_password(app: Flask, client_as: ClientAs) -> None:
    typed = {"username": "new.officer", "name": "新来的", "password": "short"}
    assert client_as("admin").send("/people/new", **typed).status_code == 422
    assert refusals(app) == [("add_user", "rules_broken")]


def test_an_account_that_is_there_already(app: Flask, client_as: ClientAs) -> None:
    typed = {"username": "unit", "name": "新来的", "password": "chengdu-2019"}
    assert client_as("admin").send("/people/new", **typed).status_code == 422
    assert refusals(app) == [("add_user", "rules_broken")]


def test_a_weak_password_for_somebody_else(app: Flask, client_as: ClientAs) -> None:
    path = account(app, "unit")
    answer = client_as("admin").send(path, to=f"{path}/password", new_password="short")
    assert answer.status_code == 422
    assert refusals(app) == [("set_password", "rules_broken")]


@pytest.mark.parametrize("given", [{"valid_to": "31/12/2019"}, {"scope": "nowhere"}])
def test_a_role_that_cannot_be_given(app: Flask, client_as: ClientAs, given: dict[str, str]) -> None:
    path = account(app, "unit")
    given = {"role": "reviewer", "scope": "U00001", **given}
    assert client_as("admin").send(path, to=f"{path}/grants", **given).status_code == 422
    assert refusals(app) == [("grant", "rules_broken")]


@pytest.mark.parametrize(
    ("who", "path", "status", "recorded"),
    [
        ("unit", "/claims/{}/review", 409, ("review", "step_not_allowed")),
        ("claimant", "/claims/{}/edit", 409, ("edit", "step_not_allowed")),
        ("outsider", "/claims/{}", 404, ("look", "not_found")),
        ("unit", "/claims/{}/jump", 404, ("steps.ask", "not_found")),
        ("unit", "/claims/99999999999999999999", 404, ("claims.show", "not_found")),
        ("claimant", "/claims/new/hobby", 404, ("filing.begin", "not_found")),
        ("claimant", "/ledger/1066", 404, ("ledger.show", "not_found")),
        ("admin", "/people/99999999", 404, ("people.show", "not_found")),
        ("unit", "/people/", 403, ("people.index", "role_needed")),
        ("unit", "/nowhere", 404, ("address", "not_found")),
        ("unit", "/role", 405, ("address", "impossible")),
        ("unit", "/claims/?before=x", 400, ("claims.index", "impossible")),
        ("auditor", "/trail/?stream=%00", 422, ("trail.index", "rules_broken")),
    ],
)
def test_what_is_asked_for_in_vain(
    app: Flask, client_as: ClientAs, who: str, path: str, status: int, recorded: tuple[str, str]
) -> None:
    claim_id = make_claim(app, state="withdrawn" if "jump" in path or status == 409 else "submitted")
    before = len(refusals(app))
    answer = client_as(who).get(path.format(claim_id))
    assert answer.status_code == status
    assert refusals(app)[before:] == [recorded]


def test_the_event_names_who_asked_and_for_which_claim(app: Flask, client_as: ClientAs) -> None:
    claim_id = make_claim(app, state="withdrawn")
    assert client_as("unit").get(f"/claims/{claim_id}/review").status_code == 409
    (body,) = events(app, "refused")
    assert body["extra"] == {"act": "review", "code": "step_not_allowed", "status": 409, "claim": claim_id}
    assert body["actor_role"] == "reviewer"


@pytest.mark.parametrize(
    ("given", "recorded"),
    [
        ({"present_password": PASSWORD, "password": "short", "repeated_password": "short"}, ["refused"]),
        (
            {"present_password": "wrong", "password": "a-better-password", "repeated_password": "a-better-password"},
            ["log_in_failed"],
        ),
        ({"present_password": "wrong", "password": "short", "repeated_password": "other"}, ["log_in_failed"]),
    ],
)
def test_an_own_password_that_is_refused(
    app: Flask, client_as: ClientAs, given: dict[str, str], recorded: list[str]
) -> None:
    assert client_as("claimant").send("/password/", **given).status_code == 422
    assert [name for name in ("refused", "log_in_failed") for _ in events(app, name)] == recorded


def test_a_refused_step_and_a_refused_form_leave_one_event_each(app: Flask, client_as: ClientAs) -> None:
    claim_id, visitor = make_claim(app), client_as("unit")
    given: dict[str, Any] = {"note": "", "reason": ""}
    assert visitor.send(f"/claims/{claim_id}/reject", **given).status_code == 422
    assert client_as("claimant").send("/claims/new/training", hours_claimed="viele").status_code == 422
    assert refusals(app) == [("reject", "rules_broken"), ("create", "rules_broken")]


def test_passers_by_fill_no_book(app: Flask, visitor: Any) -> None:
    for path in ("/nowhere", "/help/kinds/hobby", "/claims/99999999999999999999", "/role"):
        assert visitor.get(path).status_code in (302, 404, 405)
    assert refusals(app) == []
