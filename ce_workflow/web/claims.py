"""Claims: the list of those within reach, and the page of one."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, render_template

from ce_workflow import clock
from ce_workflow.errors import NotFound
from ce_workflow.kinds import KINDS
from ce_workflow.people.reach import READERS
from ce_workflow.people.roles import CLAIMANT
from ce_workflow.states.names import label
from ce_workflow.states.steps import FILERS
from ce_workflow.store import claims
from ce_workflow.store.evidence.limits import TOLD
from ce_workflow.web.claim_lines import lines_of, units_of
from ce_workflow.web.claim_page import in_reach, page_of
from ce_workflow.web.cursors import LARGEST, before
from ce_workflow.web.frame import current_actor, roles
from ce_workflow.web.shown import REVEAL_PURPOSES, person_name, size


def refuse_impossible(_endpoint: str | None, values: dict[str, Any] | None) -> None:
    """A number in the address that no row can have is none."""
    if any(isinstance(value, int) and value > LARGEST for value in (values or {}).values()):
        raise NotFound


bp = Blueprint("claims", __name__, url_prefix="/claims")
bp.url_value_preprocessor(refuse_impossible)
bp.add_app_template_filter(size, "size")
bp.record(lambda state: state.app.jinja_env.globals.update(evidence_limits=TOLD))
bp.add_app_template_global(lambda: REVEAL_PURPOSES, "reveal_purposes")


@bp.get("/")
@roles(*READERS)
def index() -> str:
    """Claims within reach, newest first; `before` is the number of the last one of the page before."""
    actor = current_actor()
    rows = claims.reached_by(actor, before=before(), limit=claims.PAGE + 1)
    more, rows = len(rows) > claims.PAGE, rows[: claims.PAGE]
    own = actor.role == CLAIMANT
    return render_template(
        "claims/index.html",
        lines=lines_of(rows) if own else (),
        rows=[(row.Claim, person_name(row.person_name, actor), units_of(row.Claim)) for row in rows],
        kinds=KINDS,
        label=label,
        next=rows[-1].Claim.id if more else None,
        may_file=actor.role in FILERS,
    )


@bp.get("/<int:claim_id>")
@roles(*READERS)
def show(claim_id: int) -> str:
    """The claim, what happened to it, and what I may do with it."""
    actor = current_actor()
    return render_template("claims/show.html", page=page_of(in_reach(claim_id, actor), actor, clock.now()))
