"""Filing: which kind, the form of that kind, and changing what is not yet submitted.

Files are looked at and put away before the act's transaction; whatever is wrong, with
answers or files, is said at once and nothing typed is lost but the choice of files,
which no browser fills in again; a script that sends the form keeps that too. What is
typed and not sent yet is kept by `web.half_filled`, and filled in again here.
"""

from __future__ import annotations

import json
import re
import secrets
from itertools import groupby
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from ce_workflow import clock
from ce_workflow.acts.allowed import may_take
from ce_workflow.acts.doorway import take
from ce_workflow.acts.draft import corrected as may_correct
from ce_workflow.acts.perform import UNSEEN
from ce_workflow.errors import Finding, NotFound, NotYourDesk, Refusal, RulesBroken, Stale, StepNotAllowed
from ce_workflow.kinds import KINDS
from ce_workflow.kinds.fields import parse
from ce_workflow.kinds.kind import Kind
from ce_workflow.kinds.notice import WAYS
from ce_workflow.people.roles import CLAIMANT
from ce_workflow.states.names import label
from ce_workflow.states.steps import FILERS
from ce_workflow.store import claims
from ce_workflow.web import half_filled, unsent
from ce_workflow.web.claim_page import in_reach, last_word, page_of
from ce_workflow.web.claims import refuse_impossible
from ce_workflow.web.cursors import whole
from ce_workflow.web.estimate import claimant, estimate
from ce_workflow.web.frame import answered, current_actor, refuse, request_id, roles, takes_files
from ce_workflow.web.inputs import anchored, word_of
from ce_workflow.web.kind_forms import KindForm, answers_in, hours_of, kind_form, not_open
from ce_workflow.web.participant import participant
from ce_workflow.web.say import say
from ce_workflow.web.timeline import entries
from ce_workflow.web.uploads import told_to_browsers, uploads
from ce_workflow.words import N_

SAVED = N_("The draft is saved. The deciders see it only after you submit it.")
CHANGED = N_("The claim is saved. It lies with you until you submit it.")

KEY = re.compile(r"[0-9a-f]{32}")

bp = Blueprint("filing", __name__, url_prefix="/claims")
bp.url_value_preprocessor(refuse_impossible)


@bp.get("/new")
@roles(*FILERS)
def choose() -> str:
    """Which kind is mine?"""
    ways = groupby(KINDS.values(), lambda kind: kind.clause)
    return render_template(
        "claims/choose.html",
        ways=[(clause, WAYS.get(clause, ""), list(kinds)) for clause, kinds in ways],
        hours_of=hours_of(KINDS.values(), claimant()),
        on_behalf=(on_behalf := current_actor().role != CLAIMANT),
        not_open=not_open(on_behalf=on_behalf),
    )


@bp.get("/new/<kind_code>")
@roles(*FILERS)
def begin(kind_code: str) -> ResponseReturnValue:
    """The form of a kind; filled in where it corrects a claim of one's own."""
    kind = _known(kind_code)
    if (corrected := _corrected(request.args.get("corrects"))) is not None:
        may_correct(corrected.id, kind)
    kept = json.loads(corrected.fields) | {"corrects": str(corrected.id)} if corrected else {}
    typed = half_filled.kept(half_filled.name_of(kind, corrects=corrected))
    form = kind_form(kind, kept=kept | typed.answers if typed else kept)
    return _page(kind, form, corrects=corrected, restored=typed)


@bp.post("/new/<kind_code>")
@roles(*FILERS)
@takes_files
def create(kind_code: str) -> ResponseReturnValue:
    """Save a draft with its files."""
    kind, actor = _known(kind_code), current_actor()
    corrected = _corrected(request.form.get("corrects"))
    person, found = participant(request.form.get("participant", ""), actor)
    given = _given(kind, found) | {"kind": kind.code, "person": person}
    given["corrects"] = corrected.id if corrected else None
    given["form_key"] = key if KEY.fullmatch(key := request.form.get("form_key", "")) else None
    outcome = take("create", [(None, None, given)], actor, at=clock.now(), request_id=request_id())[0]
    if isinstance(outcome.refusal, RulesBroken):
        half_filled.refused(half_filled.name_of(kind, corrects=corrected), kind)
        return _page(kind, kind_form(kind, request.form), corrects=corrected, refusal=outcome.refusal)
    claim = outcome.or_raise()
    unsent.sent(half_filled.name_of(kind, corrects=corrected))
    return _saved(claim.id, SAVED)


@bp.post("/new/<kind_code>/preview")
@roles(*FILERS)
@takes_files
def preview(kind_code: str) -> ResponseReturnValue:
    """What these answers come to, and what stands against submitting them; nothing is saved."""
    kind, actor = _known(kind_code), current_actor()
    corrected = _corrected(request.form.get("corrects"))
    person, found = participant(request.form.get("participant", ""), actor)
    told = estimate(kind, corrects=corrected, person_id=person, found=found)
    return _page(kind, kind_form(kind, request.form), corrects=corrected, estimate=told)


@bp.get("/<int:claim_id>/edit")
@roles(*FILERS)
def change(claim_id: int) -> ResponseReturnValue:
    """The form of a claim that is not yet submitted, as it is kept."""
    actor, at = current_actor(), clock.now()
    claim = in_reach(claim_id, actor)
    try:
        may_take("edit", claim.id, actor, at)
    except (StepNotAllowed, NotYourDesk) as refusal:
        return _too_late(claim, refusal)
    typed = half_filled.kept(str(claim.id), claim)
    kept = json.loads(claim.fields)
    return _edit_page(claim, kind_form(KINDS[claim.kind], kept=typed.answers if typed else kept), restored=typed)


@bp.post("/<int:claim_id>/edit/preview")
@roles(*FILERS)
@takes_files
def preview_edit(claim_id: int) -> ResponseReturnValue:
    """The same for new answers to a claim that is not yet submitted."""
    actor, at = current_actor(), clock.now()
    claim = in_reach(claim_id, actor)
    kind = KINDS[claim.kind]
    try:
        may_take("edit", claim.id, actor, at)
    except (StepNotAllowed, NotYourDesk) as refusal:
        return _too_late(claim, refusal, request.form)
    return _edit_page(claim, kind_form(kind, request.form), estimate=estimate(kind, claim))


@bp.post("/<int:claim_id>/edit")
@roles(*FILERS)
@takes_files
def edit(claim_id: int) -> ResponseReturnValue:
    """Save new answers, add files, drop files."""
    actor = current_actor()
    claim = claims.get(claim_id, actor)
    given = _given(KINDS[claim.kind], []) if claim is not None else {}
    dropped = {whole(number) for number in request.form.getlist("drop")}
    item = (claim_id, seen_version(), given | {"drop": dropped})
    outcome = take("edit", [item], actor, at=clock.now(), request_id=request_id())[0]
    if outcome.refusal is None:
        unsent.sent(str(claim_id))
        return _saved(claim_id, CHANGED)
    if isinstance(outcome.refusal, RulesBroken) and claim is not None:
        half_filled.refused(str(claim_id), KINDS[claim.kind], claim)
    if isinstance(outcome.refusal, RulesBroken | Stale):
        return edit_again(in_reach(claim_id, actor), outcome.refusal, request.form)
    if isinstance(outcome.refusal, StepNotAllowed | NotYourDesk):
        return _too_late(in_reach(claim_id, actor), outcome.refusal, request.form)
    raise outcome.refusal


def edit_again(claim: Any, refusal: Refusal, typed: Any = None) -> ResponseReturnValue:
    """The form with what was `typed`, else as it is kept, and every finding at its field."""
    form = kind_form(KINDS[claim.kind], typed, json.loads(claim.fields))
    return _edit_page(claim, form, refusal=refusal)


def seen_version(*, asked: bool = False) -> int | None:
    """The version that the form was made from; what is no version at all was not seen.

    None where the form does not say, unless it is `asked` for: nobody decides what they have not read.
    """
    text = request.form.get("seen_version", "")
    return None if not text and not asked else whole(text) or UNSEEN


def _given(kind: Kind, found: list[Finding]) -> dict[str, Any]:
    """What the act is given of the form: the kind's own questions and files, and nothing else."""
    fields = answers_in(request.form, kind)
    files, refused = uploads(kind, keep=not (found or parse(kind, fields)[1]))
    return {"fields": fields, "files": files, "refused_files": [*found, *refused]}


def _saved(claim_id: int, said: str) -> ResponseReturnValue:
    """On to the claim. A script that sent the form goes there itself: it is told where, so that no word gets lost."""
    flash(say(said), "done")
    there = url_for("claims.show", claim_id=claim_id)
    if request.headers.get("X-Sent-By") == "script":
        return "", 201, {"Location": there}
    return redirect(there, 303)


def _known(kind_code: str) -> Kind:
    if kind_code not in KINDS:
        raise NotFound
    return KINDS[kind_code]


def _corrected(text: str | None) -> Any:
    """The claim within reach that a new one is to correct, if the act lets it; None where it corrects none."""
    if not text:
        return None
    claim = claims.get(whole(text) or 0, current_actor())
    if claim is None:
        refuse("create", NotFound())
    return claim


def _page(
    kind: Kind, form: KindForm, *, corrects: Any = None, claim: Any = None, refusal: Refusal | None = None, **more: Any
) -> ResponseReturnValue:
    """The form; `more` may be what was `restored` of it, and the `estimate` of what its answers come to."""
    found = anchored(form, refusal.findings) if refusal else []
    if claim is None and not form.form_key.data:
        form.form_key.data = secrets.token_hex(16)
    page = render_template(
        "claims/form.html",
        kind=kind,
        form=form,
        claim=claim,
        files=claims.evidence(claim.id) if claim is not None else [],
        files_chosen=any(file.filename for file in request.files.values()),
        dropped=request.form.getlist("drop"),
        corrects=corrects,
        on_behalf=(on_behalf := claim is None and current_actor().role != CLAIMANT),
        not_open=not_open(on_behalf=on_behalf),
        refusal=refusal,
        findings=found,
        explanations=form.explanations,
        hours_of_kind=hours_of([kind], claim.person_id if claim is not None else claimant())[kind.code],
        limits=told_to_browsers(),
        unsent_name=half_filled.name_of(kind, claim, corrects),
        **{"restored": None, "estimate": None, "said_last": None} | more,
    )
    return page, answered(refusal) if refusal else 200


def _edit_page(claim: Any, form: KindForm, **more: Any) -> ResponseReturnValue:
    form.seen_version.data = str(claim.version)
    said = last_word(claim, entries(claims.events(claim.id), current_actor()))
    return _page(KINDS[claim.kind], form, claim=claim, said_last=said, state=label(claim.state, claim.route), **more)


def _too_late(claim: Any, refusal: Refusal, typed: Any = None) -> ResponseReturnValue:
    """The claim as it is now, and the answers that have no place any more."""
    page = page_of(claim, current_actor(), clock.now())
    page.refusal = refusal
    if typed is not None:
        form = kind_form(page.kind, typed)
        page.leftover = [(str(field.label.text), word_of(field)) for _, field in form.questions() if field.data]
    return render_template("claims/show.html", page=page), answered(refusal, "edit")
