"""The desk: what waits for me, longest wait first, and beside it the claim that I am looking at."""

from __future__ import annotations

from flask import Blueprint, render_template, request

from ce_workflow import clock
from ce_workflow.kinds import KINDS
from ce_workflow.people.actor import Actor
from ce_workflow.people.roles import DESK_ROLES, REVIEWER
from ce_workflow.states.names import label
from ce_workflow.store import ledger
from ce_workflow.store.claims import MOST_COUNTED
from ce_workflow.web.claim_page import ClaimPage, in_reach, page_of
from ce_workflow.web.claims import refuse_impossible
from ce_workflow.web.desk_list import WARNED, Address, address_of, desk_list
from ce_workflow.web.frame import current_actor, roles

WAITS_OFFERED = ("3", "7", "15", "30")
"""Working days that the filter offers; the address takes any number."""

bp = Blueprint("desk", __name__, url_prefix="/desk")
bp.url_value_preprocessor(refuse_impossible)


@bp.get("/")
@roles(*sorted(DESK_ROLES))
def index() -> str:
    """One page of the list."""
    return _shown("desk/index.html", address_of(request.args), current_actor())


@bp.get("/<int:claim_id>")
@roles(*sorted(DESK_ROLES))
def show(claim_id: int) -> str:
    """The claim beside the list; on a narrow screen the claim alone, with a way back."""
    actor = current_actor()
    page = page_of(in_reach(claim_id, actor), actor, clock.now())
    return beside_the_list(page, address_of(request.args), actor)


def beside_the_list(page: ClaimPage, address: Address, actor: Actor) -> str:
    """The page of a claim, laid beside the list at this address."""
    return _shown("desk/claim.html", address, actor, page=page)


def _shown(template: str, address: Address, actor: Actor, page: ClaimPage | None = None) -> str:
    at = clock.now()
    found = desk_list(address, actor, at)
    before, after = found.beside(page.claim.id) if page is not None else (None, None)
    return render_template(
        template,
        page=page,
        desk=found,
        before=before,
        after=after,
        kinds=KINDS,
        label=label,
        years=[str(row.year) for row in ledger.years(clock.day_of(at))],
        waits=WAITS_OFFERED,
        warned=WARNED,
        most=MOST_COUNTED,
        of_one_unit=actor.role == REVIEWER and len(actor.scopes) == 1,
    )
