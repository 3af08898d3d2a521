"""The desk: what waits for me, longest wait first."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from flask import Blueprint, render_template, request
from werkzeug.exceptions import BadRequest

from ce_workflow import clock
from ce_workflow.acts.allowed import Option, leaves_a_decision, options_of
from ce_workflow.errors import DutiesSeparate
from ce_workflow.kinds import KINDS
from ce_workflow.people.duties import DECIDING
from ce_workflow.people.roles import DESK_ROLES
from ce_workflow.states.names import label
from ce_workflow.store import claims, names
from ce_workflow.web.cursors import whole
from ce_workflow.web.frame import current_actor, roles
from ce_workflow.words import Text

bp = Blueprint("desk", __name__, url_prefix="/desk")


@bp.get("/")
@roles(*sorted(DESK_ROLES))
def index() -> str:
    """One page of it; `after` is the moment and the number of the last claim of the page before."""
    actor, at = current_actor(), clock.now()
    rows = claims.waiting_for(actor, after=_after(), limit=claims.PAGE + 1)
    more, rows = len(rows) > claims.PAGE, rows[: claims.PAGE]
    found = options_of([row.Claim.id for row in rows], actor, at)
    units = names.organisations(row.Claim.unit for row in rows)
    today = clock.day_of(at)
    return render_template(
        "desk/index.html",
        rows=[
            {
                "claim": row.Claim,
                "person": row.person_name,
                "unit": units[row.Claim.unit].name if row.Claim.unit in units else "",
                "days": (today - clock.day_of(row.Claim.moved_at)).days,
                "conflict": _conflict(found.get(row.Claim.id, [])),
            }
            for row in rows
        ],
        kinds=KINDS,
        label=label,
        next=_cursor(rows[-1].Claim) if more else None,
    )


def _conflict(found: list[Option]) -> Text | None:
    """Why separation of duties leaves this claim to somebody else, where it leaves no decision to the reader."""
    if leaves_a_decision(found):
        return None
    refusals = (option.refusal for option in found if option.step.name in DECIDING)
    return next((refusal.text for refusal in refusals if isinstance(refusal, DutiesSeparate)), None)


def _cursor(claim: Any) -> str:
    return f"{clock.stamp(claim.moved_at)},{claim.id}"


def _after() -> tuple[datetime, int] | None:
    text = request.args.get("after")
    if text is None:
        return None
    moment, _, number = text.partition(",")
    claim_id = whole(number)
    try:
        at = datetime.strptime(moment, "%Y-%m-%dT%H:%M:%S.%fZ").replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        raise BadRequest from None
    if claim_id is None:
        raise BadRequest
    return at, claim_id
