"""The gate: every view says who may open it, and nobody else comes in."""

from __future__ import annotations

import pytest

from ce_workflow.people.roles import GRANTED
from ce_workflow.web.declare import PUBLIC, roles, roles_of
from tests.cast import make_claim

pytestmark = pytest.mark.template("cast")

CAST = {
    "claimant": "claimant",
    "unit2": "reviewer",
    "sector": "verifier",
    "district": "district",
    "city": "city",
    "base": "base",
    "auditor": "auditor",
    "admin": "admin",
    "security": "security",
}
FILERS = {"claimant", "reviewer", "verifier", "base"}
READERS = FILERS | {"district", "city", "auditor"}
OPEN_TO = {
    "/desk/": {"reviewer", "verifier", "district", "city"},
    "/claims/": READERS,
    "/claims/new": FILERS,
    "/ledger/": {"claimant"},
    "/ledger/2019": {"claimant"},
    "/people/": {"admin"},
    "/people/new": {"admin"},
    "/people/1": {"admin"},
    "/trail/": {"auditor", "security"},
    "/password/": set(GRANTED),
    "/help/": set(GRANTED),
    "/help/states": set(GRANTED),
    "/help/kinds/training": set(GRANTED),
    "/providers": set(GRANTED),
}
EVERYBODYS = ["/login", "/help/", "/help/states", "/help/kinds/patent", "/providers", "/healthz", "/readyz"]


@pytest.mark.parametrize("username", CAST)
def test_each_page_opens_to_its_roles_alone(client_as, username):
    visitor = client_as(username, CAST[username])
    found = {path: visitor.get(path).status_code for path in OPEN_TO}
    assert found == {path: 200 if CAST[username] in allowed else 403 for path, allowed in OPEN_TO.items()}


def test_whoever_has_not_logged_in_is_led_to_the_log_in(app, visitor):
    claim_id = make_claim(app)
    for path in ("/", "/claims/", f"/claims/{claim_id}", f"/claims/{claim_id}/evidence/1", "/people/", "/trail/"):
        answer = visitor.get(path)
        assert answer.status_code == 302
        assert answer.headers["Location"].startswith("/login")


@pytest.mark.parametrize("path", EVERYBODYS)
def test_public_pages_are_open_to_everybody(visitor, path):
    assert visitor.get(path).status_code == 200


def test_no_other_view_is_public(app):
    public = {name for name, view in app.view_functions.items() if PUBLIC in roles_of(view)}
    assert public == {
        "guide.index",
        "guide.kind",
        "guide.states",
        "health.alive",
        "health.ready",
        "language.change",
        "log_in.enter",
        "log_in.show",
        "offline.script",
        "offline.show",
        "parts_page.parts",
        "providers.index",
    }


def test_a_view_that_says_nothing_is_open_to_nobody(app, client_as):
    def forgotten():
        return "inside"

    app.add_url_rule("/forgotten", view_func=forgotten)
    for username, role in CAST.items():
        assert client_as(username, role).get("/forgotten").status_code == 403


def test_a_role_that_does_not_exist_cannot_be_declared():
    with pytest.raises(ValueError, match="reviwer"):
        roles("reviwer")


def test_only_what_takes_files_is_given_a_large_body(app):
    large = {name for name, view in app.view_functions.items() if getattr(view, "takes_files", False)}
    assert large
    assert all(name.startswith(("filing.", "steps.")) for name in large)
    assert not any(PUBLIC in roles_of(app.view_functions[name]) for name in large)
