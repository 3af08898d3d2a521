"""Claims that are filled in half: kept while they are typed (`web.unsent`), with what they come to so far.

The forms of claims have names that people's links may carry: the kind, the claim that is
changed, or the kind and the claim that is corrected. What comes after the form itself was
sent (a late request, an old tab) is not kept.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, NamedTuple

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import RequestEntityTooLarge

from ce_workflow import clock
from ce_workflow.errors import NotFound
from ce_workflow.kinds import KINDS
from ce_workflow.kinds.kind import Kind
from ce_workflow.states.names import DRAFT, RETURNED, REVOKED
from ce_workflow.states.steps import FILERS
from ce_workflow.store import claims, facts
from ce_workflow.store import unsent as rows
from ce_workflow.web import unsent
from ce_workflow.web.cursors import whole
from ce_workflow.web.estimate import estimate
from ce_workflow.web.frame import current_actor, roles
from ce_workflow.web.kind_forms import answers_in


class HalfFilled(NamedTuple):
    """A form that I began: of which kind, the title typed, when it was kept, and where it goes on."""

    kind: Kind
    claim: Any
    title: str
    at: datetime
    address: str


class Form(NamedTuple):
    """A form of a claim: its kind, and the claim that it changes or the one that it corrects, if there is one."""

    kind: Kind
    claim: Any = None
    corrects: Any = None


CHANGEABLE = (DRAFT, RETURNED)
"""States in which the form of a claim can still be sent."""

bp = Blueprint("half_filled", __name__, url_prefix="/claims/unsent")


def name_of(kind: Kind, claim: Any = None, corrects: Any = None) -> str:
    """What the form is called among those not sent yet."""
    if claim is not None:
        return str(claim.id)
    return f"{kind.code}-{corrects.id}" if corrects is not None else kind.code


def kept(name: str, claim: Any = None) -> rows.Kept | None:
    """What I typed into the form and did not send; of a claim that was changed since, nothing."""
    found = unsent.kept(name)
    return None if found is None or (claim is not None and claim.moved_at >= found.at) else found


def refused(name: str, kind: Kind, claim: Any = None) -> None:
    """The form was sent and refused, which is as good as not sent."""
    unsent.refused(name, answers_in(request.form, kind), lambda: _is_past(claim))


def half_filled() -> list[HalfFilled]:
    """The forms of claims that I began and can still send, the newest first."""
    begun = rows.of_claims(current_actor().user_id or 0, clock.now())
    return [one for name, found in begun.items() if (one := _half_filled(name, found)) is not None]


def _half_filled(name: str, found: rows.Kept) -> HalfFilled | None:
    try:
        kind, claim, corrects = _known(name)
    except NotFound:
        return None
    title = found.answers.get("title", "").strip()
    if claim is not None:
        if claim.moved_at >= found.at or claim.state not in CHANGEABLE:
            return None
        return HalfFilled(kind, claim, title, found.at, url_for("filing.change", claim_id=claim.id))
    if corrects is not None and corrects.state != REVOKED:
        return None
    return HalfFilled(kind, None, title, found.at, _address(kind, corrects))


@bp.post("/<form>")
@roles(*FILERS)
def keep(form: str) -> str:
    """Keep what was typed so far; says when, and what it comes to where somebody is there to read that."""
    kind, claim, corrects = _known(form)
    typed = answers_in(request.form, kind)
    if unsent.is_too_long(typed):
        raise RequestEntityTooLarge
    at = unsent.put(form, typed, lambda: _is_past(claim))
    told = estimate(kind, claim, corrects) if at is not None and "leaving" not in request.form else None
    return render_template("claims/kept.html", kept=unsent.said_of(at), estimate=told, kind=kind)


@bp.post("/<form>/drop")
@roles(*FILERS)
def drop(form: str) -> ResponseReturnValue:
    """Throw away what was kept, and begin the form anew."""
    kind, claim, corrects = _known(form)
    unsent.sent(form)
    if claim is not None:
        return redirect(url_for("filing.change", claim_id=claim.id), 303)
    return redirect(_address(kind, corrects), 303)


def _address(kind: Kind, corrects: Any) -> str:
    return url_for("filing.begin", kind_code=kind.code, corrects=corrects.id if corrects else None)


def _known(name: str) -> Form:
    """What the name says; raises NotFound where there is no such kind, or no such claim within reach."""
    if name in KINDS:
        return Form(KINDS[name])
    code, _, corrected = name.partition("-")
    number = corrected if code in KINDS else name
    claim = claims.get(whole(number) or 0, current_actor()) if number.isdecimal() else None
    if claim is None or str(claim.id) != number:
        raise NotFound
    return Form(KINDS[code], corrects=claim) if code in KINDS else Form(KINDS[claim.kind], claim)


def _is_past(claim: Any) -> bool:
    """Was the form that these answers come from sent already, or the claim changed since it was opened?"""
    if claim is not None:
        return claim.state not in CHANGEABLE or request.form.get("seen_version") != str(claim.version)
    key = request.form.get("form_key", "")
    return bool(key) and facts.sent_before(key) is not None
