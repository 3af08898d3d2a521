"""The first page: my year for a professional, my desk for staff."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template
from flask.typing import ResponseReturnValue

from ce_workflow import clock
from ce_workflow.kinds import KINDS
from ce_workflow.people.roles import CLAIMANT
from ce_workflow.store import claims
from ce_workflow.web.claim_lines import lines_of
from ce_workflow.web.frame import any_role, current_actor
from ce_workflow.web.half_filled import half_filled
from ce_workflow.web.kind_forms import hours_of
from ce_workflow.web.navigation import first_page
from ce_workflow.web.years import standings, with_themes

SHOWN = 12
"""Claims that the first page shows; the list of claims has them all."""

PROFESSIONAL = {code: kind for code, kind in KINDS.items() if kind.category == "professional"}

bp = Blueprint("home", __name__)


@bp.get("/")
@any_role
def show() -> ResponseReturnValue:
    """The year of a professional, other open years folded, and their claims; staff are led to their work."""
    actor = current_actor()
    if actor.role != CLAIMANT or actor.person_id is None:
        return redirect(first_page(actor.role))
    rows = claims.claims_of(actor.person_id, limit=SHOWN + 1)
    lines = lines_of(rows[:SHOWN])
    open_to = hours_of(PROFESSIONAL.values(), actor.person_id)
    return render_template(
        "home.html",
        years=with_themes(standings(actor.person_id, clock.day_of(clock.now()))),
        mine=[line for line in lines if line.for_me],
        others=[line for line in lines if not line.for_me],
        half_filled=half_filled(),
        more=len(rows) > SHOWN,
        ways=[PROFESSIONAL[code].label for code, said in open_to.items() if said is not None],
    )
