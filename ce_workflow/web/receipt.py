"""The receipt of a claim: what was submitted, when, with which files, and who has it now.

It is read off the event of the last submission and the content that this event stands
on, so it says what the trail says, whatever happens to the claim later. It is for the
claimant and for who filed the claim.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import Blueprint, render_template

from ce_workflow import clock
from ce_workflow.errors import NotFound
from ce_workflow.kinds import KINDS
from ce_workflow.kinds.kind import Kind
from ce_workflow.people.actor import Actor
from ce_workflow.people.roles import CLAIMANT
from ce_workflow.people.roles import LABELS as ROLE_LABELS
from ce_workflow.states.names import SECTOR_ONLY, UNIT_ONLY, UNIT_THEN_SECTOR, label
from ce_workflow.states.steps import FILERS
from ce_workflow.store import claims, names
from ce_workflow.web.claim_page import ROLE_AT, in_reach
from ce_workflow.web.claims import refuse_impossible
from ce_workflow.web.frame import current_actor, refuse, roles
from ce_workflow.words import N_, Text

NEXT = {
    UNIT_THEN_SECTOR: N_(
        "The unit reviews it, then the competent department; then the hours are credited to the year in which they "
        "were completed."
    ),
    UNIT_ONLY: N_("The unit reviews it; then the hours are credited to the year in which they were completed."),
    SECTOR_ONLY: N_(
        "The competent department reviews it; then the hours are credited to the year in which they were completed."
    ),
}
"""What comes next, by route."""

FIGURES = 16
"""Of a digest that a receipt shows; enough to compare by eye."""

bp = Blueprint("receipt", __name__, url_prefix="/claims")
bp.url_value_preprocessor(refuse_impossible)


@dataclass(frozen=True)
class Receipt:
    """What the page says."""

    claim: Any
    kind: Kind
    state: Text
    person: str
    title: str
    files: list[dict[str, Any]]
    at: datetime
    claimed: int | None
    computed: int | None
    year: int | None
    holder: str
    role: Text | None
    comes_next: str
    seal: str


@bp.get("/<int:claim_id>/receipt")
@roles(*FILERS)
def show(claim_id: int) -> str:
    """The receipt of the last submission."""
    actor = current_actor()
    claim = in_reach(claim_id, actor)
    found = _receipt(claim) if _is_theirs(claim, actor) else None
    if found is None:
        refuse("look", NotFound())
    return render_template("claims/receipt.html", receipt=found, now=clock.now(), figures=FIGURES)


def _is_theirs(claim: Any, actor: Actor) -> bool:
    """Is the reader the claimant, or of the organisation that filed the claim?"""
    if actor.role == CLAIMANT:
        return bool(claim.person_id == actor.person_id)
    return claim.filed_by_org in actor.scopes


def _receipt(claim: Any) -> Receipt | None:
    """Of the last submission; None where there was none."""
    happened = [row.Event for row in claims.events(claim.id)]
    sent = next((event for event in reversed(happened) if event.action == "submit"), None)
    if sent is None:
        return None
    said = json.loads(sent.body)
    last = [event for event in happened if event.request_id == sent.request_id][-1]  # it may have been passed on
    desk = json.loads(last.body)["extra"].get("desk")
    holder = names.organisations([desk]).get(desk or "")
    content = claims.content(claim.id, sent.seq) or {}
    return Receipt(
        claim=claim,
        kind=KINDS[claim.kind],
        state=label(claim.state, claim.route),
        person=names.person(claim.person_id),
        title=content.get("fields", {}).get("title", ""),
        files=content.get("evidence", []),
        at=sent.at,
        claimed=said["hours"].get("claimed"),
        computed=said["hours"].get("computed"),
        year=said["extra"].get("year"),
        holder=holder.name if holder else "",
        role=Text(ROLE_LABELS[ROLE_AT[holder.kind]]) if holder else None,
        comes_next=NEXT[json.loads(last.body)["extra"]["route"]],
        seal=f"{sent.stream}:{sent.seq}:{sent.hash[:FIGURES]}",
    )
