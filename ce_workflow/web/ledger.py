"""The ledger of a professional: every entry behind the sum of a year."""

from __future__ import annotations

from flask import Blueprint, render_template

from ce_workflow import clock
from ce_workflow.errors import NotFound
from ce_workflow.kinds import KINDS
from ce_workflow.ledger.entries import CATEGORY_LABELS
from ce_workflow.people.roles import CLAIMANT
from ce_workflow.store import ledger
from ce_workflow.web.frame import current_actor, roles
from ce_workflow.web.years import standing_of, standings

bp = Blueprint("ledger", __name__, url_prefix="/ledger")


@bp.get("/")
@roles(CLAIMANT)
def index() -> str:
    """My years."""
    person_id = current_actor().person_id or ""
    return render_template("ledger/index.html", years=standings(person_id, clock.day_of(clock.now())))


@bp.get("/<int(fixed_digits=4):year>")
@roles(CLAIMANT)
def show(year: int) -> str:
    """One of my years: the three figures, and the entries that they are the sum of."""
    row, person_id = ledger.year(year), current_actor().person_id or ""
    if row is None:
        raise NotFound
    return render_template(
        "ledger/show.html",
        shown=standing_of(person_id, row, clock.day_of(clock.now())),
        entries=ledger.entries(person_id, year),
        categories=CATEGORY_LABELS,
        kinds=KINDS,
    )
