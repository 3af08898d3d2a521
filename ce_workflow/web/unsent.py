"""Forms kept while they are typed: no act, no event, no new version; only the account that typed sees them.

A script sends the answers from time to time, and a form that is refused leaves its own: so
they are there when the page is opened again, in the other language, without script too.
Files and identity numbers are never among them. A form says under which name it is kept
(`store.unsent`): one with the version of its subject, so that what comes late, or was typed
about something that has changed since, is never shown again. The forms of claims alone have
none: `web.half_filled` asks them itself whether they have gone by.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any

from flask import Blueprint, current_app, g, render_template, request, url_for
from itsdangerous import BadData, URLSafeSerializer
from werkzeug.exceptions import RequestEntityTooLarge

from ce_workflow import clock
from ce_workflow.clock import CHENGDU
from ce_workflow.errors import NotFound
from ce_workflow.store import unsent
from ce_workflow.store.transaction import transaction
from ce_workflow.web.frame import any_role, current_actor
from ce_workflow.web.uploads import files_chosen
from ce_workflow.words import N_, Text

KEPT = N_("Kept at %(time)s")
WITHOUT_FILES = N_("Kept at %(time)s, but for the files: they are kept when the form is sent.")
GONE_BY = N_("What you type here is not kept any more: it was sent or changed since. Please open it again.")
LONGEST = 100_000
"""Characters of all answers of one form together: the longest rule set may be kept."""

bp = Blueprint("unsent", __name__, url_prefix="/unsent")


def address(name: str, fields: Iterable[str]) -> str:
    """Where a script sends these answers of the form of this name; signed, so that we keep what we ask for alone."""
    return url_for("unsent.keep", form=_signer().dumps([name, *fields]))


def kept(name: str) -> unsent.Kept | None:
    """What I typed into the form and did not send; all forms about one thing are read at once, once a request."""
    read, subject = g.setdefault("unsent", {}), unsent.subject(name)
    if subject not in read:
        read[subject] = unsent.about(current_actor().user_id or 0, subject, clock.now())
    found: dict[str, unsent.Kept] = read[subject]
    return found.get(name)


def sent(name: str) -> None:
    """The form was sent for good: what was kept of it, and of all forms about the same, goes."""
    user_id = current_actor().user_id or 0
    transaction(lambda: unsent.drop(user_id, unsent.subject(name)))
    g.pop("unsent", None)


def refused(name: str, typed: Mapping[str, Any], unless: Callable[[], bool] = lambda: False) -> None:
    """The form was sent and refused, which is as good as not sent."""
    if not is_too_long(typed):
        put(name, typed, unless)


def put(name: str, typed: Mapping[str, Any], unless: Callable[[], bool] = lambda: False) -> datetime | None:
    """Keep the answers, unless the form has gone by (asked in the same transaction); returns when."""
    user_id, at = current_actor().user_id or 0, clock.now()
    g.pop("unsent", None)
    return transaction(lambda: None if unless() else unsent.keep(user_id, name, typed, at))


def is_too_long(typed: Mapping[str, Any]) -> bool:
    """Is it more than one form may keep? An answer is a text, or several; the end of a line is one character."""
    return sum(len("".join(given).replace("\r\n", "\n")) for given in typed.values()) > LONGEST


def said_of(at: datetime | None) -> Text:
    """What is said of answers that are kept since then; None: they were not."""
    if at is None:
        return Text(GONE_BY)
    return Text(WITHOUT_FILES if files_chosen() else KEPT, time=f"{at.astimezone(CHENGDU):%H:%M}")


def answers(fields: Iterable[str]) -> dict[str, list[str]]:
    """The answers of this request to these questions, each as often as it was given."""
    return {field: request.form.getlist(field) for field in fields}


@bp.post("/<form>")
@any_role
def keep(form: str) -> str:
    """Keep what was typed so far; says when, in the reader's words."""
    try:
        name, *fields = _signer().loads(form)
    except BadData:
        raise NotFound from None
    typed = answers(fields)
    if is_too_long(typed):
        raise RequestEntityTooLarge
    return render_template("parts/kept.html", kept=said_of(put(name, typed)))


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.config["SECRET_KEY"], salt="unsent")
