"""The ledger of a professional: every entry behind the sum of a year."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from typing import Any

from flask import Blueprint, render_template

from ce_workflow import clock
from ce_workflow.errors import NotFound
from ce_workflow.kinds import KINDS
from ce_workflow.ledger.entries import CATEGORY_LABELS
from ce_workflow.people.roles import CLAIMANT
from ce_workflow.store import ledger, names
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
    at = clock.now()
    return render_template(
        "ledger/show.html",
        shown=standing_of(person_id, row, clock.day_of(at)),
        entries=with_sums(ledger.entries(person_id, year)),
        unit=names.unit_of(person_id),
        at=at,
        categories=CATEGORY_LABELS,
        kinds=KINDS,
    )


def with_sums(rows: Sequence[Any]) -> list[tuple[Any, int]]:
    """Each entry with the sum up to it, in hundredths of hours."""
    return list(zip(rows, accumulate(row.Entry.units for row in rows), strict=True))
