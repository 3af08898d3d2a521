"""Steps of the system alone, and addresses of no step."""

from __future__ import annotations

import pytest
from flask import Flask

from tests.cast import make_claim
from tests.web.books import books
from tests.web.step_doorway import ClientAs

pytestmark = pytest.mark.template("cast")
EVERYBODY = ["claimant", "unit", "sector", "district", "city"]


@pytest.mark.parametrize("who", EVERYBODY)
def test_T_02_nobody_credits_by_hand(app: Flask, client_as: ClientAs, who: str) -> None:
    claim_id, due = make_claim(app), make_claim(app, state="sector_verified")
    before = books(app)
    visitor = client_as(who)
    token = visitor.page("/claims/").forms[0].values()
    assert visitor.post(f"/claims/{claim_id}/credit", data=token).status_code == 409
    assert visitor.post(f"/claims/{due}/credit", data=token).status_code == 403
    assert visitor.get(f"/claims/{due}/credit").status_code == 403
    assert books(app) == before


@pytest.mark.parametrize("who", EVERYBODY)
def test_nobody_passes_a_claim_on_by_hand(app: Flask, client_as: ClientAs, who: str) -> None:
    claim_id = make_claim(app)
    before = books(app)
    visitor = client_as(who)
    token = visitor.page("/claims/").forms[0].values()
    assert visitor.post(f"/claims/{claim_id}/reroute", data=token).status_code == 403
    assert books(app) == before


@pytest.mark.parametrize("path", ["create", "approve", "send_back", "Review", "edit2", "..%2Freview", "审核"])
def test_what_is_no_step_is_not_found(app: Flask, client_as: ClientAs, path: str) -> None:
    claim_id = make_claim(app)
    before = books(app)
    visitor = client_as("unit")
    token = visitor.page("/claims/").forms[0].values()
    assert visitor.post(f"/claims/{claim_id}/{path}", data=token).status_code == 404
    assert visitor.get(f"/claims/{claim_id}/{path}").status_code == 404
    assert books(app) == before


@pytest.mark.parametrize("number", ["0", "-1", "abc", "9223372036854775807", "9223372036854775808", "9" * 40])
def test_what_is_no_claim_is_not_found(app: Flask, client_as: ClientAs, number: str) -> None:
    visitor = client_as("city")
    token = visitor.page("/claims/").forms[0].values()
    assert visitor.get(f"/claims/{number}").status_code == 404
    assert visitor.get(f"/claims/{number}/review").status_code == 404
    assert visitor.post(f"/claims/{number}/review", data=token).status_code == 404


@pytest.mark.parametrize(("who", "status"), [("auditor", 403), ("admin", 403), ("security", 403)])
def test_T_13_those_who_watch_change_nothing(app: Flask, client_as: ClientAs, who: str, status: int) -> None:
    claim_id = make_claim(app)
    before = books(app)
    visitor = client_as(who)
    token = visitor.page("/help/" if who != "auditor" else "/claims/").forms[0].values()
    for step in ("review", "submit", "withdraw", "revoke"):
        assert visitor.post(f"/claims/{claim_id}/{step}", data=token).status_code in (status, 409)
    assert visitor.post(f"/claims/{claim_id}/edit", data=token).status_code == status
    assert books(app) == before
