"""Filing: which kind, the form of that kind, and changing what is not yet submitted.

Files are looked at and put away before the act's transaction; whatever is wrong, with
answers or files, is said at once and nothing typed is lost but the choice of files,
which no browser fills in again; a script that sends the form keeps that too. What is
typed and not sent yet is kept by `web.unsent`, and filled in again here.
"""

from __future__ import annotations

import json
import re
import secrets
from collections.abc import Iterable
from itertools import groupby
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from ce_workflow import clock
from ce_workflow.acts.allowed import may_take
from ce_workflow.acts.doorway import take
from ce_workflow.acts.draft import corrected as may_correct
from ce_workflow.acts.perform import UNSEEN
from ce_workflow.acts.preview import Worked, of_answers
from ce_workflow.errors import Finding, NotFound, NotYourDesk, Refusal, RulesBroken, Stale, StepNotAllowed
from ce_workflow.kinds import KINDS
from ce_workflow.kinds.fields import parse
from ce_workflow.kinds.kind import Kind
from ce_workflow.kinds.notice import WAYS
from ce_workflow.ledger.entries import CATEGORY_LABELS
from ce_workflow.ledger.standing import Measure, standing
from ce_workflow.ledger.units import to_units
from ce_workflow.people.roles import CLAIMANT
from ce_workflow.states.names import label
from ce_workflow.states.steps import FILERS
from ce_workflow.store import claims, ledger, needs
from ce_workflow.web import unsent
from ce_workflow.web.claim_page import in_reach, last_word, page_of
from ce_workflow.web.claims import refuse_impossible
from ce_workflow.web.cursors import whole
from ce_workflow.web.frame import answered, current_actor, refuse, request_id, roles, takes_files
from ce_workflow.web.inputs import anchored, word_of
from ce_workflow.web.kind_forms import KindForm, answers_in, hours_in_short, kind_form
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
        hours_of={kind.code: hours_in_short(kind, _claimant()) for kind in KINDS.values()},
    )


@bp.get("/new/<kind_code>")
@roles(*FILERS)
def begin(kind_code: str) -> ResponseReturnValue:
    """The form of a kind; filled in where it corrects a claim of one's own."""
    kind = _known(kind_code)
    if (corrected := _corrected(request.args.get("corrects"))) is not None:
        may_correct(corrected.id, kind)
    kept = json.loads(corrected.fields) | {"corrects": str(corrected.id)} if corrected else {}
    typed = unsent.kept(unsent.name_of(kind, corrects=corrected))
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
        unsent.refused(unsent.name_of(kind, corrects=corrected), kind)
        return _page(kind, kind_form(kind, request.form), corrects=corrected, refusal=outcome.refusal)
    claim = outcome.or_raise()
    unsent.sent(unsent.name_of(kind, corrects=corrected))
    return _saved(claim.id, SAVED)


@bp.post("/new/<kind_code>/preview")
@roles(*FILERS)
@takes_files
def preview(kind_code: str) -> ResponseReturnValue:
    """What these answers come to, and what stands against submitting them; nothing is saved."""
    kind, actor = _known(kind_code), current_actor()
    corrected = _corrected(request.form.get("corrects"))
    person, found = participant(request.form.get("participant", ""), actor)
    person = actor.person_id if actor.role == CLAIMANT else person
    worked = _worked(kind, found, person_id=person, corrects=corrected.id if corrected else None)
    return _page(kind, kind_form(kind, request.form), corrects=corrected, worked=worked)


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
    typed = unsent.kept(str(claim.id), claim)
    kept = json.loads(claim.fields)
    return _edit_page(claim, kind_form(KINDS[claim.kind], kept=typed.answers if typed else kept), restored=typed)


@bp.post("/<int:claim_id>/edit/preview")
@roles(*FILERS)
@takes_files
def preview_edit(claim_id: int) -> ResponseReturnValue:
    """The same for new answers to a claim that is not yet submitted."""
    claim = in_reach(claim_id, current_actor())
    kind, gone = KINDS[claim.kind], {whole(number) for number in request.form.getlist("drop")}
    there = [file.piece for file in claims.evidence(claim.id) if file.id not in gone]
    return _edit_page(claim, kind_form(kind, request.form), worked=_worked(kind, pieces=there, claim_id=claim.id))


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
        unsent.refused(str(claim_id), KINDS[claim.kind], claim)
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


def _worked(kind: Kind, found: Iterable[Finding] = (), *, pieces: Iterable[str] = (), **whose: Any) -> Worked:
    """What the answers of this request come to, with the files that are chosen or there already (`pieces`).

    `found` is what the form says beside them, `whose` what the act is told of the claim.
    """
    chosen = [name.removeprefix("evidence-") for name, file in request.files.items(multi=True) if file.filename]
    answers = answers_in(request.form, kind)
    worked = of_answers(kind, answers, [*pieces, *chosen], current_actor(), clock.now(), **whose)
    return worked._replace(findings=[*found, *worked.findings])


def _year_after(worked: Worked | None, kind: Kind, person_id: str | None) -> list[tuple[str, int, int]]:
    """What the year still lacks, now and with these hours, in hundredths, by subject; nothing where nobody knows."""
    if worked is None or worked.year is None or worked.hours is None or person_id is None:
        return []
    year = ledger.year(worked.year)
    if year is None:
        return []
    hours = to_units(min(worked.hours, worked.claimed if worked.claimed is not None else worked.hours))
    asked = needs.asked_of(person_id, [year], clock.day_of(clock.now()))[year.year]
    balances = ledger.balances(person_id).get(worked.year, {})
    now = standing(balances, asked)
    then = standing({**balances, kind.category: balances.get(kind.category, 0) + hours}, asked)
    subject: Measure = getattr(now, kind.category)
    return [
        (CATEGORY_LABELS[kind.category], subject.missing, getattr(then, kind.category).missing),
        (N_("All subjects"), now.total.missing, then.total.missing),
    ]


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
    """The form; `more` may be what was `restored` of it, and what its answers `worked` out to."""
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
        on_behalf=claim is None and current_actor().role != CLAIMANT,
        refusal=refusal,
        findings=found,
        explanations=form.explanations,
        hours_of_kind=hours_in_short(kind, claim.person_id if claim is not None else _claimant()),
        limits=told_to_browsers(),
        unsent_name=unsent.name_of(kind, claim, corrects),
        **{"restored": None, "worked": None, "said_last": None} | more,
        year_after=_year_after(more.get("worked"), kind, claim.person_id if claim is not None else _claimant()),
    )
    return page, answered(refusal) if refusal else 200


def _claimant() -> str | None:
    """Whose claim a new one would be, where that is known before it is kept."""
    actor = current_actor()
    return actor.person_id if actor.role == CLAIMANT else None


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
