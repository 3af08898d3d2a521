"""A visitor who logs in as one of the cast and looks at pages; each page that is fetched is checked.

Visitors read English, the language of the message ids; tests of Chinese delete the cookie.
"""

from __future__ import annotations

import gzip
import secrets
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask, g, has_app_context
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from ce_workflow import clock
from ce_workflow.store import sessions
from ce_workflow.store.transaction import transaction
from ce_workflow.web.language import COOKIE
from tests.cast import actor
from tests.web.page import Form, Page


class Visitor(FlaskClient):
    """A browser without script: it follows nothing by itself, and finds fault with every page."""

    token = ""

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        if has_app_context():
            g.pop("_login_user", None)  # a context held around two visitors would make one act as the other
            g.pop("csrf_token", None)
        answer = super().open(*args, **kwargs)
        answer.get_data()
        answer.close()  # a static file is open until then
        answer.request.environ["wsgi.input"].close()  # and a large upload
        part = "/unsent/" in answer.request.path and answer.status_code == 200  # of a page that is there already
        page = answer.mimetype == "text/html" and answer.data and not part
        if page and answer.status_code not in (301, 302, 303, 308):
            faults = page_of(answer).faults()
            assert not faults, (answer.request.path, faults)
        return answer

    def page(self, path: str, status: int = 200) -> Page:
        """The page at this address."""
        answer = self.get(path)
        assert answer.status_code == status, (path, answer.status_code, answer.headers.get("Location"))
        return page_of(answer)

    def send(self, path: str, *, to: str | None = None, **given: Any) -> TestResponse:
        """Open the page at `path`, fill in its form that goes to `to` (the same address unless told), and send it.

        What is not given goes as the page has it; None leaves a field out. A value that
        is a tuple (stream, name) is a file.
        """
        form = self.page(path).form(to or path)
        return self.send_form(form, **given)

    def send_form(self, form: Form, **given: Any) -> TestResponse:
        """Send a form of a page that was fetched before, with these answers."""
        filled: dict[str, Any] = {**form.values(), **given}
        filled = {name: value for name, value in filled.items() if value is not None}
        return self.post(form.action, data=filled)


def page_of(answer: TestResponse) -> Page:
    small = answer.headers.get("Content-Encoding") == "gzip"
    return Page((gzip.decompress(answer.data) if small else answer.data).decode(), answer.request.path)


@pytest.fixture
def visitor(app: Flask) -> Visitor:
    """Somebody who has not logged in."""
    app.test_client_class = Visitor
    client = app.test_client()
    assert isinstance(client, Visitor)
    client.set_cookie(COOKIE, "en")
    return client


@pytest.fixture
def client_as(app: Flask) -> Callable[..., Visitor]:
    """`client_as("unit", "claimant")`: a new browser, logged in as this account, in this role if told.

    The session's row is written directly, which is what the log-in form does after
    asking for the password (tests/web/test_log_in.py goes through the form).
    """
    app.test_client_class = Visitor

    def log_in(username: str, role: str | None = None) -> Visitor:
        client = app.test_client()
        assert isinstance(client, Visitor)
        client.set_cookie(COOKIE, "en")
        client.token = secrets.token_urlsafe(32)
        who = actor(app, username, role)
        with app.app_context():
            at = clock.now()
            transaction(lambda: sessions.begin(client.token, who.user_id or 0, who.role, at))
        with client.session_transaction() as kept:
            kept["_user_id"], kept["_fresh"] = client.token, True
        return client

    return log_in
