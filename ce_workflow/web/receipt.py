"""The receipt of a claim: what was submitted, when, with which files, to whom it went, and what was to come.

It is read off the event of the last submission and the content that this event stands
on, so it says what the trail says, whatever happens to the claim later; how the claim
stands now is said apart. It is for the claimant and for who filed the claim.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

from flask import Blueprint, render_template

from ce_workflow import clock
from ce_workflow.acts.explain import explain, worked_again
from ce_workflow.errors import NotFound
from ce_workflow.kinds import KINDS
from ce_workflow.kinds.kind import Kind
from ce_workflow.people.reach import filed_by
from ce_workflow.people.roles import LABELS as ROLE_LABELS
from ce_workflow.people.roles import ROLE_AT
from ce_workflow.rules.sets.explain import Explained
from ce_workflow.states.names import label
from ce_workflow.states.steps import FILERS
from ce_workflow.states.way import way_from
from ce_workflow.store import claims, names
from ce_workflow.web.claim_life import ahead, places
from ce_workflow.web.claim_page import in_reach
from ce_workflow.web.claims import refuse_impossible
from ce_workflow.web.frame import current_actor, refuse, roles
from ce_workflow.words import Text

FIGURES = 16
"""Of a digest that a receipt shows; enough to compare by eye."""

bp = Blueprint("receipt", __name__, url_prefix="/claims")
bp.url_value_preprocessor(refuse_impossible)


@dataclass(frozen=True)
class Receipt:
    """What the page says: of `sent`, the claim as the trail says it was submitted, and of its state now."""

    claim: Any
    kind: Kind
    sent: Any
    state: Text
    state_now: Text
    person: str
    title: str
    files: list[dict[str, Any]]
    at: datetime
    claimed: int | None
    computed: int | None
    explained: list[Explained]
    worked_hours: Decimal | None
    year: int | None
    holder: str
    role: Text | None
    comes_next: list[Text]
    seal: str


@bp.get("/<int:claim_id>/receipt")
@roles(*FILERS)
def show(claim_id: int) -> str:
    """The receipt of the last submission."""
    actor = current_actor()
    claim = in_reach(claim_id, actor)
    found = _receipt(claim) if filed_by(claim, actor) else None
    if found is None:
        refuse("look", NotFound())
    return render_template("claims/receipt.html", receipt=found, now=clock.now(), figures=FIGURES)


def _receipt(claim: Any) -> Receipt | None:
    """Of the last submission; None where there was none."""
    happened = [row.Event for row in claims.events(claim.id)]
    sent = next((event for event in reversed(happened) if event.action == "submit"), None)
    if sent is None:
        return None
    said = json.loads(sent.body)
    last = [event for event in happened if event.request_id == sent.request_id][-1]  # it may have been passed on
    as_sent = _as_sent(last)
    organisations = names.organisations([as_sent.desk, *places(as_sent)])
    holder = organisations.get(as_sent.desk or "")
    content = claims.content(claim.id, sent.seq) or {}
    rules, result = worked_again(_pinned(claim, content))
    return Receipt(
        claim=claim,
        kind=KINDS[claim.kind],
        sent=as_sent,
        state=label(as_sent.state, as_sent.route),
        state_now=label(claim.state, claim.route),
        person=names.person(claim.person_id),
        title=content.get("fields", {}).get("title", ""),
        files=content.get("evidence", []),
        at=sent.at,
        claimed=said["hours"].get("claimed"),
        computed=said["hours"].get("computed"),
        explained=explain(rules, result, KINDS[claim.kind]) if rules and result else [],
        worked_hours=result and result.hours,
        year=said["extra"].get("year"),
        holder=holder.name if holder else "",
        role=Text(ROLE_LABELS[ROLE_AT[holder.kind]]) if holder else None,
        comes_next=[text for text in ahead(as_sent, way_from(as_sent.state, as_sent.route), organisations) if text],
        seal=f"{sent.stream}:{sent.seq}:{sent.hash[:FIGURES]}",
    )


def _pinned(claim: Any, content: dict[str, Any]) -> SimpleNamespace:
    """The claim with the answers that were submitted; what it pinned then stands until it is submitted again."""
    pinned = {name: getattr(claim, name) for name in ("kind", "person_id", "rule_version", "filed_on", "used", "told")}
    return SimpleNamespace(**pinned, fields=json.dumps(content.get("fields", {})))


def _as_sent(happened: Any) -> SimpleNamespace:
    """The state, the desk and the places of the claim as an event says them."""
    extra = json.loads(happened.body)["extra"]
    told = {name: extra.get(name) for name in ("desk", "unit", "department", "district", "route")}
    notice = {"notice_days": extra.get("notice", 0), "notice_unit": extra.get("notice_unit")}
    return SimpleNamespace(state=happened.to_state, **notice, **told)
