"""The ledger of a professional: every entry behind the sum of a year."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from typing import Any, NamedTuple

from flask import Blueprint, render_template

from ce_workflow import clock
from ce_workflow.acts.explain import explain, worked_again
from ce_workflow.errors import NotFound
from ce_workflow.kinds import KINDS
from ce_workflow.ledger.entries import CATEGORY_LABELS
from ce_workflow.people.roles import CLAIMANT
from ce_workflow.rules.sets.explain import Explained
from ce_workflow.store import ledger, names
from ce_workflow.web.frame import current_actor, roles
from ce_workflow.web.years import standing_of, standings


class Line(NamedTuple):
    """An entry with the sum up to it, in hundredths of hours, and how the hours of its claim were worked out.

    `explained` is empty for hours that are taken back: they came about where they were credited.
    """

    entry: Any
    claim: Any
    sum: int
    explained: list[Explained]
    worked: Any


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
        lines=lines_of(ledger.entries(person_id, year)),
        unit=names.unit_of(person_id),
        at=at,
        categories=CATEGORY_LABELS,
        kinds=KINDS,
    )


def lines_of(rows: Sequence[Any]) -> list[Line]:
    """Each entry with the sum up to it, and why it has its hours."""
    sums = accumulate(row.Entry.units for row in rows)
    return [Line(row.Entry, row.Claim, sum_, *_why(row.Entry, row.Claim)) for row, sum_ in zip(rows, sums, strict=True)]


def _why(entry: Any, claim: Any) -> tuple[list[Explained], Any]:
    if claim is None or claim.rule_version is None or entry.reverses_id is not None:
        return [], None
    rules, result = worked_again(claim)
    if rules is None or result is None:
        return [], None
    return explain(rules, result, KINDS[claim.kind]), result.hours
