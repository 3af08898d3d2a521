"""Errors as pages: what happened, by which clause, what to do. All in one voice.

What is outside somebody's reach and what does not exist get the same page. Whatever
refusal or error arrives here leaves its event if it was shown to somebody logged in
(`gate.answered`); a fault of ours leaves its trace in the log instead.
"""

from __future__ import annotations

from typing import Any

from flask import Flask, render_template, request
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException, SecurityError

from ce_workflow.errors import NotFound, Refusal, TooMany
from ce_workflow.store.database import db
from ce_workflow.store.evidence.limits import TOLD
from ce_workflow.web.expired import FormExpired, LoggedOut, typed
from ce_workflow.web.gate import answered
from ce_workflow.web.visit import current_visit
from ce_workflow.web.ways import ways
from ce_workflow.words import N_, Text

TITLES = {
    400: N_("This request cannot be read"),
    403: N_("Not for this role"),
    404: N_("Nothing found here"),
    405: N_("Not possible this way"),
    409: N_("The claim has moved on"),
    413: N_("Too large"),
    422: N_("Please correct the following"),
    429: N_("Too many attempts"),
    500: N_("A fault of ours"),
    503: N_("Not available just now"),
}
SENTENCES = {
    400: N_("The request is incomplete or cannot be understood. Please go back and try again."),
    403: N_("You cannot do this."),
    404: NotFound.says,
    405: N_("This address does not take requests of this kind. Please use the buttons on the pages."),
    413: N_(
        "What was sent is too large. A text may have %(text)s characters, a file %(file)s MB, "
        "all files of one claim together %(all)s MB."
    ),
    500: N_("Something went wrong on our side; nothing was saved. Please try again in a moment."),
    503: N_("The system is being looked after or is very busy, and cannot answer just now."),
}
TEXT = 100_000
"""Characters that fit into a form in any case: it may have a megabyte, of which a Chinese one takes nine bytes."""
EXPIRED = N_("The form has expired")


class Impossible(Refusal):
    """An address or a request that Flask or Werkzeug turned away before any view of ours."""

    code = "impossible"

    def __init__(self, status: int) -> None:
        super().__init__()
        self.status = status


def open_door(app: Flask) -> None:
    app.register_error_handler(Refusal, refused)
    app.register_error_handler(CSRFError, expired)
    app.register_error_handler(HTTPException, failed)


def refused(refusal: Refusal) -> ResponseReturnValue:
    """The page of a refusal: its status, sentence, clause and findings."""
    if isinstance(refusal, LoggedOut | FormExpired):
        return _expired(refusal)
    headers = {}
    if isinstance(refusal, TooMany):
        headers["Retry-After"] = str(refusal.text.params["seconds"])
    status = answered(refusal)
    return _page(status, refusal.text, clause=refusal.clause, findings=refusal.findings), status, headers


def expired(_error: CSRFError) -> ResponseReturnValue:
    """The page of a form whose token does not fit: with what was typed."""
    return _expired(FormExpired())


def failed(error: HTTPException) -> ResponseReturnValue:
    """The page of an error that Flask or Werkzeug raised."""
    status = error.code or 500
    if error.response is not None or status < 400:
        return error
    kept = {name: text for name, text in error.get_headers() if name in ("Allow", "Retry-After")}
    known = status if status in SENTENCES else (500 if status >= 500 else 400)
    bare = status >= 500 or isinstance(error, SecurityError)  # no rows can be asked, or no address of ours be named
    if bare:
        db.session.rollback()
    else:
        answered(NotFound() if status == 404 else Impossible(status))
    return _page(status, Text(SENTENCES[known], **TOLD, text=f"{TEXT:,}"), bare=bare), status, kept


def _expired(refusal: Refusal) -> ResponseReturnValue:
    status = answered(refusal)  # a form of another site would come with the visitor's own cookie
    page = render_template(
        "errors/expired.html", title=EXPIRED, text=refusal.text, typed=typed(), logged_in=current_visit() is not None
    )
    return page, status


def _page(status: int, text: Text, *, bare: bool = False, **more: Any) -> str:
    title = TITLES.get(status) or TITLES[500 if status >= 500 else 400]
    visit = None if bare else current_visit()
    way_on = ways(status, roles=len(visit.held) if visit else 0, path=request.path)
    told = {"title": title, "text": text, "ways": way_on, "status": status}
    return render_template("errors/bare.html" if bare else "errors/refusal.html", **told, **more)
