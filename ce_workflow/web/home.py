"""The first page: my year for a professional, my desk for staff."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template
from flask.typing import ResponseReturnValue

from ce_workflow import clock
from ce_workflow.kinds import KINDS
from ce_workflow.people.roles import CLAIMANT
from ce_workflow.states.names import label
from ce_workflow.store import ledger
from ce_workflow.web.frame import any_role, current_actor
from ce_workflow.web.navigation import first_page
from ce_workflow.web.years import standings

bp = Blueprint("home", __name__)


@bp.get("/")
@any_role
def show() -> ResponseReturnValue:
    """The years of a professional with what is on its way; staff are led to their work."""
    actor = current_actor()
    if actor.role != CLAIMANT or actor.person_id is None:
        return redirect(first_page(actor.role))
    return render_template(
        "home.html",
        years=standings(actor.person_id, clock.day_of(clock.now())),
        coming=ledger.on_their_way(actor.person_id),
        kinds=KINDS,
        label=label,
    )
