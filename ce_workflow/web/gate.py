"""The gate: what is asked of every request before its view runs.

Who may open the view is declared on it (`web.declare`). Whoever has not logged in is
led to the log-in and back; another role is refused, and that is recorded. Only a view
that takes files is given a body of more than one megabyte, and only for those who have
logged in at least once: what they typed is to be kept even if that has ended.
"""

from __future__ import annotations

import secrets
from typing import NoReturn
from urllib.parse import unquote_to_bytes

from flask import Flask, current_app, g, redirect, request, session, url_for
from werkzeug.exceptions import BadRequest, RequestEntityTooLarge
from werkzeug.wrappers import Response

from ce_workflow import clock
from ce_workflow.acts import doorway
from ce_workflow.errors import Refusal, RoleNeeded
from ce_workflow.web.declare import PUBLIC, roles_of
from ce_workflow.web.expired import LoggedOut
from ce_workflow.web.local_path import HOME
from ce_workflow.web.visit import current_visit

MOST_FIELDS = 1000
"""Answers that one form may have."""


def open_door(app: Flask) -> None:
    app.before_request(admit)


def request_id() -> str:
    """The name of this request in events: our own, whatever the browser or a proxy sends."""
    if "request_id" not in g:
        g.request_id = secrets.token_hex(16)
    return str(g.request_id)


def refuse(act: str, refusal: Refusal) -> NoReturn:
    """Raise a refusal that the doorway itself gives, recorded under the name of the act."""
    answered(refusal, act)
    raise refusal


def _look_at_the_body() -> None:
    """Refuse a form whose length is not said, which would be cut, and one of bytes that are no text."""
    if "chunked" in request.headers.get("Transfer-Encoding", ""):
        raise BadRequest
    if request.mimetype == "application/x-www-form-urlencoded":
        body = request.get_data()  # one megabyte at most
        if body.count(b"&") >= MOST_FIELDS:
            raise RequestEntityTooLarge
        try:
            unquote_to_bytes(body).decode()
        except UnicodeDecodeError:
            raise BadRequest from None


def answered(refusal: Refusal, act: str | None = None) -> int:
    """The status of the answer to a refusal, which leaves its event here unless it has left one before.

    Every refusal that somebody logged in is shown passes here, raised or not (tests/house/test_laws.py).
    Whoever has not logged in leaves none but those of the acts themselves (a failed log-in): public pages
    would let any passer-by fill the books, while those who have logged in answer for what they try.
    """
    if (visit := current_visit()) is not None:
        name, claim_id = act or request.endpoint or "address", (request.view_args or {}).get("claim_id")
        at = clock.now()
        doorway.denied(name, refusal, visit.actor, at=at, request_id=request_id(), claim_id=claim_id)
    return refusal.status


def admit() -> Response | None:
    """Let the request pass to its view, or say why not."""
    view = current_app.view_functions.get(request.endpoint or "")
    if view is None or request.endpoint == "static":
        return None
    if getattr(view, "takes_files", False) and "_user_id" in session and request.mimetype == "multipart/form-data":
        request.max_content_length = current_app.config["UPLOAD_LIMIT"]
    _look_at_the_body()
    allowed = roles_of(view)
    if PUBLIC not in allowed:
        visit = current_visit()
        if visit is None:
            if request.method not in ("GET", "HEAD"):
                raise LoggedOut
            wanted = request.full_path.rstrip("?")
            return redirect(url_for("log_in.show", next=None if wanted == HOME else wanted))
        if visit.actor.role not in allowed:
            refuse(str(request.endpoint), RoleNeeded())
    return None
