"""A form that came too late: its session ended, or it was made by another one.

Nothing typed is lost: the page shows it again, and offers to send it once more, but
only when the form came from a page of ours (another site cannot have it sent).
"""

from __future__ import annotations

from typing import NamedTuple

from flask import request
from werkzeug.exceptions import HTTPException

from ce_workflow.errors import Refusal
from ce_workflow.kinds import KINDS
from ce_workflow.rules.decision import FIELDS
from ce_workflow.words import N_

_UNSHOWN = ("csrf_token", "password")
_LONGEST = 200_000


_LABELS = {field.name: field.label for kind in KINDS.values() for field in kind.fields} | {
    name: field.label for name, field in FIELDS.items()
}
"""What the questions of claims and decisions are called; a name that is none of them was not typed by anybody."""


class Typed(NamedTuple):
    """An answer of the form: its name, what people call it (None for what is hidden), and what was typed."""

    name: str
    label: str | None
    text: str


class LoggedOut(Refusal):
    """A form was sent without a log-in."""

    code = "logged_out"
    status = 400
    says = N_("Your log-in has ended, so nothing was saved. Log in again, then send what you typed once more.")


class FormExpired(Refusal):
    """The token of a form is missing, or belongs to another session."""

    code = "form_expired"
    status = 400
    says = N_(
        "This form is no longer valid, so nothing was saved. Please look at what you typed and send it once more."
    )


def from_our_own_page() -> bool:
    """Did the form come from a page of this site? Browsers say so by Origin, older ones by Referer."""
    said = request.headers.get("Origin") or request.headers.get("Referer") or ""
    here = request.host_url.rstrip("/")
    return said == here or said.startswith(here + "/")


def typed() -> list[Typed]:
    """What was typed, without tokens and passwords; nothing if the form was another site's."""
    if not from_our_own_page() or request.endpoint == "log_in.enter":
        return []
    try:
        pairs = [(name, text) for name, text in request.form.items(multi=True) if not name.endswith(_UNSHOWN)]
    except HTTPException:  # too large to be read at all
        return []
    if sum(len(name) + len(text) for name, text in pairs) > _LONGEST:
        return []
    return [Typed(name, _LABELS.get(name), text) for name, text in pairs]
