"""Forms kept while they are typed: no act, no event, no new version; only the account that typed sees them.

A script sends the answers from time to time. Files and identity numbers are never among
them. What comes after the form itself was sent (a late request, an old tab) is not kept.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, NamedTuple

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import RequestEntityTooLarge

from ce_workflow import clock
from ce_workflow.clock import CHENGDU
from ce_workflow.errors import NotFound
from ce_workflow.kinds import KINDS
from ce_workflow.kinds.kind import Kind
from ce_workflow.states.names import DRAFT, RETURNED, REVOKED
from ce_workflow.states.steps import FILERS
from ce_workflow.store import claims, facts, unsent
from ce_workflow.store.transaction import transaction
from ce_workflow.web.cursors import whole
from ce_workflow.web.frame import current_actor, roles, say
from ce_workflow.web.kind_forms import answers_in
from ce_workflow.words import N_, Text

KEPT = N_("Kept at %(time)s")
LONGEST = 100_000
"""Characters of all answers of one form together."""


class HalfFilled(NamedTuple):
    """A form that I began: of which kind, the title typed, when it was kept, and where it goes on."""

    kind: Kind
    claim: Any
    title: str
    at: datetime
    address: str


bp = Blueprint("unsent", __name__, url_prefix="/claims/unsent")


def name_of(kind: Kind, claim: Any = None, corrects: Any = None) -> str:
    """What the form is called among those not sent yet."""
    if claim is not None:
        return str(claim.id)
    return f"{kind.code}-{corrects.id}" if corrects is not None else kind.code


def kept(form: str, claim: Any = None) -> unsent.Kept | None:
    """What I typed into the form and did not send; of a claim that was changed since, nothing."""
    found = unsent.find(current_actor().user_id or 0, form, clock.now())
    return None if found is None or (claim is not None and claim.moved_at >= found.at) else found


def half_filled() -> list[HalfFilled]:
    """The forms that I began and can still send, the newest first."""
    begun = unsent.every(current_actor().user_id or 0, clock.now())
    return [one for form, found in begun if (one := _half_filled(form, found)) is not None]


def _half_filled(form: str, found: unsent.Kept) -> HalfFilled | None:
    try:
        kind, claim = _known(form)
    except NotFound:
        return None
    title = found.answers.get("title", "").strip()
    if claim is not None:
        if claim.moved_at >= found.at or claim.state not in (DRAFT, RETURNED):
            return None
        return HalfFilled(kind, claim, title, found.at, url_for("filing.change", claim_id=claim.id))
    corrects = form.partition("-")[2] or None
    if corrects and not _may_be_corrected(whole(corrects) or 0):
        return None
    address = url_for("filing.begin", kind_code=kind.code, corrects=corrects)
    return HalfFilled(kind, None, title, found.at, address)


def _may_be_corrected(claim_id: int) -> bool:
    claim = claims.get(claim_id, current_actor())
    return claim is not None and claim.state == REVOKED


def sent(form: str) -> None:
    """The form was sent for good: what was kept of it goes."""
    user_id = current_actor().user_id or 0
    transaction(lambda: unsent.drop(user_id, form))


def refused(form: str, kind: Kind, claim: Any = None) -> None:
    """The form was sent and refused, which is as good as not sent.

    So its answers are there when it is opened again: in the other language, without script too.
    """
    typed = answers_in(request.form, kind)
    if not _is_too_long(typed):
        _keep(form, typed, claim)


@bp.post("/<form>")
@roles(*FILERS)
def keep(form: str) -> ResponseReturnValue:
    """Keep what was typed so far; says when, in the reader's words."""
    kind, claim = _known(form)
    typed = answers_in(request.form, kind)
    if _is_too_long(typed):
        raise RequestEntityTooLarge
    at = _keep(form, typed, claim)
    return say(Text(KEPT, time=f"{at.astimezone(CHENGDU):%H:%M}")), 200, {"Content-Type": "text/plain; charset=utf-8"}


@bp.post("/<form>/drop")
@roles(*FILERS)
def drop(form: str) -> ResponseReturnValue:
    """Throw away what was kept, and begin the form anew."""
    kind, claim = _known(form)
    sent(form)
    if claim is not None:
        return redirect(url_for("filing.change", claim_id=claim.id), 303)
    corrects = form.partition("-")[2] or None
    return redirect(url_for("filing.begin", kind_code=kind.code, corrects=corrects), 303)


def _keep(form: str, typed: dict[str, str], claim: Any) -> datetime:
    user_id, at = current_actor().user_id or 0, clock.now()
    transaction(lambda: None if _is_past(claim) else unsent.keep(user_id, form, typed, at))
    return at


def _is_too_long(typed: dict[str, str]) -> bool:
    return sum(map(len, typed.values())) > LONGEST


def _known(form: str) -> tuple[Kind, Any]:
    """The kind of the form, and the claim that it changes, if it changes one; raises NotFound where there is none."""
    code, _, corrected = form.partition("-")
    if code in KINDS and (not corrected or whole(corrected) is not None):
        return KINDS[code], None
    claim = claims.get(whole(form) or 0, current_actor())
    if claim is None or str(claim.id) != form:
        raise NotFound
    return KINDS[claim.kind], claim


def _is_past(claim: Any) -> bool:
    """Was the form that these answers come from sent already, or the claim changed since it was opened?"""
    if claim is not None:
        return request.form.get("seen_version") != str(claim.version)
    key = request.form.get("form_key", "")
    return bool(key) and facts.sent_before(key) is not None
