"""The guide: what may be claimed and how a claim goes, read off the kinds and the steps themselves."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Blueprint, render_template

from ce_workflow.errors import NotFound
from ce_workflow.kinds import KINDS
from ce_workflow.ledger.entries import CATEGORY_LABELS
from ce_workflow.people.roles import LABELS as ROLE_LABELS
from ce_workflow.states import names, steps
from ce_workflow.web.frame import current_actor, public
from ce_workflow.web.kind_forms import hours_of, not_open, refused_by_rules
from ce_workflow.words import N_, Text

MEANINGS = (
    (names.DRAFT, None, N_("Only the claimant, and who fills it in for them, see it; nothing is decided yet.")),
    (names.SUBMITTED, None, N_("It lies with the unit.")),
    (names.SUBMITTED, names.SECTOR_ONLY, N_("The unit does not review it: it lies with the competent department.")),
    (
        names.UNIT_REVIEWED,
        None,
        N_("It lies with the competent department, or is credited next where the unit alone decides."),
    ),
    (names.SECTOR_VERIFIED, None, N_("It is decided; the hours are credited when the notice period ends.")),
    (names.CREDITED, None, N_("The hours stand in the ledger.")),
    (names.RETURNED, None, N_("The claimant is asked to correct it and to submit it again.")),
    (names.REJECTED, None, N_("Not recognised, with a reason; the claimant may appeal.")),
    (names.WITHDRAWN, None, N_("The claimant took it back.")),
    (names.APPEALED, None, N_("Somebody who had no part in it looks at the decision.")),
    (names.REVOKED, None, N_("The hours were taken back by a reversal, with a reason; the claimant may appeal.")),
)
"""What each state means, and on which route where it is called otherwise there."""

ASKED = {
    "checks": N_("the checklist"),
    "hours": N_("the hours"),
    "reason": N_("a reason"),
    "note": N_("a note"),
    "document": N_("a document number after the year is locked"),
    "evidence": N_("new evidence if there is any"),
}
TYPES = {
    "hours": N_("hours, with at most one decimal"),
    "amount": N_("a number, with at most one decimal"),
    "number": N_("a whole number"),
    "date": N_("a date"),
    "yes_no": N_("yes or no"),
    "choice": N_("one of a list"),
}

bp = Blueprint("guide", __name__, url_prefix="/help")


@bp.get("/")
@public
def index() -> str:
    """Every way to hours, and how a claim goes."""
    return render_template("guide/index.html", kinds=KINDS.values(), categories=CATEGORY_LABELS)


@bp.get("/kinds/<kind>")
@public
def kind(kind: str) -> str:
    """One way to hours: its clause, what is asked, which evidence, how many hours, what deciders check."""
    found = KINDS.get(kind)
    if found is None:
        raise NotFound
    year_by = next(field.label for field in found.fields if field.name == found.year_by)
    return render_template(
        "guide/kind.html",
        kind=found,
        refused=refused_by_rules(found, current_actor().person_id),
        hours_of_kind=hours_of([found], current_actor().person_id)[found.code],
        not_open=not_open(on_behalf=False),
        year_by=year_by,
        types=TYPES,
        categories=CATEGORY_LABELS,
        step_labels=steps.LABELS,
    )


@bp.get("/states")
@public
def states() -> str:
    """The states of a claim, and every step between them: who may take it, and what it asks for."""
    return render_template(
        "guide/states.html",
        state_of=_state_of,
        meanings=[(state, names.label(state, route), meaning) for state, route, meaning in MEANINGS],
        steps=steps.STEPS,
        step_labels=steps.LABELS,
        role_labels=ROLE_LABELS,
        route_labels=names.ROUTE_LABELS,
        routes=names.ROUTES,
        asked=ASKED,
    )


def _state_of(state: str, routes: Sequence[str]) -> Text:
    """What the state is called on these routes: where there is one alone, as on that one."""
    return names.label(state, routes[0] if len(routes) == 1 else None)
