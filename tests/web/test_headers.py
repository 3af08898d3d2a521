"""What every answer says to the browser: T-33 to T-36."""

from __future__ import annotations

import pytest

from tests.cast import make_claim

pytestmark = pytest.mark.template("cast")

EVERYWHERE = [
    "/",
    "/login",
    "/help/",
    "/providers",
    "/nowhere",
    "/logout",
    "/static/ce.css",
    "/static/none.css",
    "/healthz",
]


@pytest.mark.parametrize("path", EVERYWHERE)
def test_t34_every_answer_is_strict(visitor, path):
    headers = visitor.get(path).headers
    policy = dict(part.split(" ", 1) for part in headers["Content-Security-Policy"].split("; "))
    assert policy["default-src"] == "'none'"
    assert policy["frame-ancestors"] == "'none'"
    assert policy["base-uri"] == "'none'"
    assert policy["form-action"] == "'self'"
    assert policy["script-src"] == policy["style-src"] == "'self'"
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]
    assert not {"Server", "X-Powered-By"} & set(headers.keys())


def test_t34_in_production_browsers_stay_with_https(app, visitor):
    assert "Strict-Transport-Security" not in visitor.get("/login").headers
    app.config["CE_ENV"] = "production"
    for path in EVERYWHERE:
        assert "max-age=63072000" in visitor.get(path).headers["Strict-Transport-Security"]


@pytest.mark.parametrize("path", ["/", "/ledger/2019", "/claims/", "/nowhere", "/help/", "/desk/"])
def test_t35_a_page_for_one_reader_is_kept_by_nobody(client_as, path):
    headers = client_as("claimant").get(path).headers
    assert headers["Cache-Control"] == "no-store"
    assert "Cookie" in headers["Vary"]


def test_t35_a_file_of_evidence_is_kept_by_nobody(app, client_as):
    claim_id = make_claim(app)
    headers = client_as("claimant").get(f"/claims/{claim_id}/evidence/1").headers
    assert headers["Cache-Control"] == "no-store"
    assert "Cookie" in headers["Vary"]


def test_a_static_file_is_kept_as_long_as_its_digest_stands_in_the_address(visitor):
    style = next(part for part in visitor.get("/login").text.split('"') if part.startswith("/static/ce.css"))
    assert "immutable" in visitor.get(style).headers["Cache-Control"]
    assert "immutable" not in (visitor.get("/static/ce.css").headers.get("Cache-Control") or "")


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:8000", "localhost.evil.example", "127.0.0.1@evil.example"]
)
def test_t33_another_host_is_not_answered(visitor, host):
    answer = visitor.get("/login", headers={"Host": host})
    assert answer.status_code == 400
    assert "evil" not in answer.text


def test_t33_a_proxys_word_about_the_host_is_not_believed(visitor):
    answer = visitor.get("/ledger/", headers={"X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "ftp"})
    assert answer.headers["Location"] == "/login?next=/ledger/"


@pytest.mark.parametrize("method", ["TRACE", "PUT", "DELETE", "PATCH", "PROPFIND"])
@pytest.mark.parametrize("path", ["/", "/login", "/claims/", "/people/new"])
def test_t36_other_methods_are_refused(client_as, method, path):
    answer = client_as("admin").open(path, method=method)
    assert answer.status_code == 405
    assert "GET" in answer.headers["Allow"]


def test_t36_the_method_in_a_header_or_field_is_ignored(client_as):
    visitor = client_as("claimant")
    token = visitor.page("/").form("/logout").values()["csrf_token"]
    visitor.get("/logout", headers={"X-HTTP-Method-Override": "POST"})
    visitor.post("/language", data={"csrf_token": token, "_method": "DELETE", "language": "en"})
    assert visitor.get("/").status_code == 200
