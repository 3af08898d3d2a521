"""Steps: one view for every step that a claim can take.

GET shows the form of the step and takes nothing; POST takes it. Whoever decides goes on
to the next claim of their desk, whoever claims comes back to the claim. A refusal shows
the claim as it is now, with what was typed.
"""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from ce_workflow import clock
from ce_workflow.acts.allowed import may_take
from ce_workflow.acts.doorway import take as do
from ce_workflow.errors import NotFound, Refusal, RoleNeeded
from ce_workflow.kinds import KINDS
from ce_workflow.people.duties import DECIDING
from ce_workflow.people.reach import READERS
from ce_workflow.people.roles import DESK_ROLES
from ce_workflow.states.steps import BY_NAME, LABELS
from ce_workflow.store import claims, names
from ce_workflow.web import unsent
from ce_workflow.web.claim_page import in_reach, page_of, refused_page
from ce_workflow.web.claims import refuse_impossible
from ce_workflow.web.desk import beside_the_list
from ce_workflow.web.desk_list import Cursor, address_in, next_to_decide
from ce_workflow.web.filing import edit_again, seen_version
from ce_workflow.web.frame import answered, current_actor, request_id, roles, takes_files
from ce_workflow.web.say import say
from ce_workflow.web.step_forms import StepForm, about, step_form
from ce_workflow.web.uploads import uploads
from ce_workflow.words import N_, Text

PATHS = {name.replace("_", "-"): name for name in BY_NAME}
DONE = N_("Claim %(claim)s, %(person)s: “%(step)s” is done.")
DONE_BY_CLAIMANT = {
    "submit": N_("The claim is submitted."),
    "withdraw": N_("The claim is withdrawn."),
    "appeal": N_("The appeal is on its way."),
}

bp = Blueprint("steps", __name__, url_prefix="/claims")
bp.url_value_preprocessor(refuse_impossible)


@bp.get("/<int:claim_id>/<step_path>")
@roles(*READERS)
def ask(claim_id: int, step_path: str) -> ResponseReturnValue:
    """The form of the step alone. What is refused is shown on the claim's page."""
    name, actor, at = _step(step_path), current_actor(), clock.now()
    claim = in_reach(claim_id, actor)
    page = page_of(claim, actor, at)
    try:
        may_take(name, claim_id, actor, at)
    except Refusal as refusal:
        page.refusal = refusal
        return render_template("claims/show.html", page=page), answered(refusal, name)
    form = step_form(name, claim)
    page.forms, page.open_step = [form], name
    return render_template("claims/step.html", page=page, form=form)


@bp.post("/<int:claim_id>/<step_path>")
@roles(*READERS)
@takes_files
def take(claim_id: int, step_path: str) -> ResponseReturnValue:
    """Take the step."""
    name, actor, at = _step(step_path), current_actor(), clock.now()
    claim = claims.get(claim_id, actor)
    form, given = _read(name, claim) if claim is not None else (None, {})
    waited = (claim.moved_at, claim.id) if claim is not None else None
    seen = seen_version(asked=name in DECIDING)
    outcome = do(name, [(claim_id, seen, given)], actor, at=at, request_id=request_id())[0]
    if outcome.refusal is not None:
        return _refused(claim_id, name, form, outcome.refusal)
    if claim is not None:
        unsent.sent(about(claim))
    return _go_on(outcome.or_raise(), name, waited)


def _step(step_path: str) -> str:
    """The step with this address. Those of the system are asked for in vain, and the act says why."""
    if step_path not in PATHS:
        raise NotFound
    return PATHS[step_path]


def _read(name: str, claim: Any) -> tuple[StepForm | None, dict[str, Any]]:
    """The form with what was typed, and what the act is given of it. Steps that ask for nothing are given nothing."""
    form = step_form(name, claim, request.form)
    given = form.given(request.form)
    if form.takes_files:
        files, refused = uploads(KINDS[claim.kind])
        given |= {"files": files, "refused_files": refused}
    return form, given


def _refused(claim_id: int, name: str, form: StepForm | None, refusal: Refusal) -> ResponseReturnValue:
    actor = current_actor()
    claim = None if isinstance(refusal, NotFound | RoleNeeded) else claims.get(claim_id, actor)
    if claim is None or form is None:
        raise refusal
    if name == "submit" and refusal.findings:
        return edit_again(claim, refusal)
    form.refused()
    form.seen_version.data = str(claim.version)
    page = refused_page(page_of(claim, actor, clock.now()), form, refusal)
    address, status = address_in(request.form.get("desk")), answered(refusal, name)
    if address is not None and actor.role in DESK_ROLES:
        return beside_the_list(page, address, actor), status
    return render_template("claims/show.html", page=page), status


def _go_on(claim: Any, name: str, waited: Cursor | None) -> ResponseReturnValue:
    """The next claim of the decider's desk that they may decide, in the order of the list that they came from.

    The claim again for whoever filed it.
    """
    actor = current_actor()
    if name not in DECIDING or actor.role not in DESK_ROLES:
        flash(say(DONE_BY_CLAIMANT.get(name, Text(LABELS[name]))), "done")
        there = "receipt.show" if name == "submit" else "claims.show"
        return redirect(url_for(there, claim_id=claim.id), 303)
    text = Text(DONE, claim=claim.id, person=names.person(claim.person_id), step=Text(LABELS[name]))
    flash(say(text), "done")
    address = address_in(request.form.get("desk"))
    following, anew = next_to_decide(actor, clock.now(), waited, address)
    if following is None:
        return redirect(address.list() if address else url_for("desk.index"), 303)
    if address is None:
        return redirect(url_for("claims.show", claim_id=following), 303)
    return redirect(address.claim(following, first_page=anew), 303)
