"""Claims: the list of those within reach, and the page of one."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, render_template
from werkzeug.exceptions import BadRequest

from ce_workflow import clock
from ce_workflow.errors import NotFound
from ce_workflow.kinds import KINDS
from ce_workflow.people.reach import READERS
from ce_workflow.people.roles import CLAIMANT
from ce_workflow.states.names import label
from ce_workflow.states.steps import FILERS
from ce_workflow.store import claims, ledger
from ce_workflow.store.evidence.limits import TOLD
from ce_workflow.store.sought import Listed
from ce_workflow.store.tables.claims import is_number
from ce_workflow.web.claim_lines import lines_of, stands
from ce_workflow.web.claim_page import in_reach, page_of
from ce_workflow.web.cursors import LARGEST, asked, before, whole
from ce_workflow.web.frame import current_actor, roles
from ce_workflow.web.shown import REVEAL_PURPOSES, is_masked, person_name, size

LAST_YEAR = 9999
NO_CLAIM = 0
"""No claim has this number."""


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
    """Claims within reach, by number; `before` is the last one of the page before, `q` and `year` narrow them."""
    actor = current_actor()
    sought = {name: words for name in ("q", "year") if (words := asked(name))}
    names_shown = not is_masked(actor, revealed=False)
    listed = _listed(sought, by_name=names_shown)
    rows = claims.reached_by(actor, before=before(), listed=listed, limit=claims.PAGE + 1)
    more, rows = len(rows) > claims.PAGE, rows[: claims.PAGE]
    own = actor.role == CLAIMANT
    return render_template(
        "claims/index.html",
        lines=lines_of(rows) if own else (),
        rows=[(row.Claim, person_name(row.person_name, actor)) for row in rows],
        kinds=KINDS,
        label=label,
        stands=stands,
        next=rows[-1].Claim.id if more else None,
        may_file=actor.role in FILERS,
        own=own,
        sought=sought,
        by_name=names_shown,
        years=[str(row.year) for row in ledger.years(clock.day_of(clock.now()))],
    )


def _listed(sought: dict[str, str], *, by_name: bool) -> Listed:
    """What the address asks for: a number, or a name where the reader sees names. Raises BadRequest."""
    words, year = sought.get("q", ""), whole(sought["year"]) if "year" in sought else None
    if "year" in sought and (year is None or year > LAST_YEAR):
        raise BadRequest
    number = whole(words)
    if words and (number is not None or not by_name):
        return Listed(year, number if is_number(number) else NO_CLAIM)
    return Listed(year, name=words or None)


@bp.get("/<int:claim_id>")
@roles(*READERS)
def show(claim_id: int) -> str:
    """The claim, what happened to it, and what I may do with it."""
    actor = current_actor()
    return render_template("claims/show.html", page=page_of(in_reach(claim_id, actor), actor, clock.now()))
