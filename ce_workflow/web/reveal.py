"""Reveals: an auditor sees names, notes and names of files only after saying what for, and that is recorded."""

from __future__ import annotations

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from ce_workflow import clock
from ce_workflow.acts.doorway import enter
from ce_workflow.acts.record import Codes, record_security
from ce_workflow.errors import Finding, RulesBroken
from ce_workflow.people.roles import AUDITOR
from ce_workflow.web.claim_page import in_reach, page_of
from ce_workflow.web.claims import refuse_impossible
from ce_workflow.web.frame import current_actor, refuse, request_id, roles
from ce_workflow.web.shown import REVEAL_PURPOSES
from ce_workflow.words import N_, Text

bp = Blueprint("reveal", __name__, url_prefix="/claims")
bp.url_value_preprocessor(refuse_impossible)


@bp.post("/<int:claim_id>/reveal")
@roles(AUDITOR)
def reveal(claim_id: int) -> ResponseReturnValue:
    """The claim with all that is masked otherwise, this once."""
    actor, purpose = current_actor(), request.form.get("purpose", "")
    claim = in_reach(claim_id, actor)
    if purpose not in REVEAL_PURPOSES:
        text = Text(N_("Say what you need the personal data for."))
        refuse("reveal", RulesBroken([Finding("purpose_missing", text, field="purpose")]))
    record_reveal({"claim": claim_id, "purpose": purpose})
    return render_template("claims/show.html", page=page_of(claim, actor, clock.now(), revealed=True))


def record_reveal(codes: Codes) -> None:
    """Record that the reader looked at personal data: of which claim, and what for."""
    actor, at, this = current_actor(), clock.now(), request_id()
    looked: list[tuple[str, Codes]] = [("reveal", codes)]
    enter("reveal", lambda: record_security(looked, actor, at=at, request_id=this), actor, at=at, request_id=this)
