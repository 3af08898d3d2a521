"""What the page of a claim shows: the claim as it is now, and what this reader may do with it.

The page is read anew for every answer, also for a refusal: then it carries the refused
form with what was typed, or, where the step has gone by, the bare words.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any

from ce_workflow.acts.allowed import Option, options
from ce_workflow.acts.explain import explain, how_worked_out
from ce_workflow.acts.preview import against_submission, to_decide_with
from ce_workflow.clock import day_of
from ce_workflow.errors import Finding, NotFound, Refusal
from ce_workflow.kinds import KINDS
from ce_workflow.kinds.fields import load
from ce_workflow.kinds.kind import Kind, Piece
from ce_workflow.people import roles
from ce_workflow.people.actor import Actor
from ce_workflow.people.duties import DECIDING
from ce_workflow.people.reach import filed_by
from ce_workflow.rules import shared_caps
from ce_workflow.rules.appeal import MOST_APPEALS, last_day
from ce_workflow.rules.sets.explain import Explained
from ce_workflow.states.names import (
    APPEALED,
    CORRECTABLE,
    CREDITED,
    DRAFT,
    REJECTED,
    RETURNED,
    REVOKED,
    SECTOR_VERIFIED,
    WAITING,
    WITHDRAWN,
    label,
)
from ce_workflow.store import claims, names
from ce_workflow.web.calendar import day_off
from ce_workflow.web.claim_hours import Figure, figures
from ce_workflow.web.claim_life import Life, life_of, places
from ce_workflow.web.frame import refuse
from ce_workflow.web.inputs import anchored
from ce_workflow.web.papers import Paper, papers
from ce_workflow.web.shown import answers, is_masked, person_name
from ce_workflow.web.step_forms import StepForm, step_form
from ce_workflow.web.timeline import Entry, entries
from ce_workflow.words import N_, Text

LINKED = ("edit",)
"""Steps with a page of their own; the others have their form on the claim's page."""

ENDED = {
    SECTOR_VERIFIED: N_("It was decided on %(at)s."),
    CREDITED: N_("The hours were credited on %(at)s."),
    REJECTED: N_("This was decided on %(at)s."),
    WITHDRAWN: N_("The claimant withdrew it on %(at)s."),
    REVOKED: N_("The hours were taken back on %(at)s."),
}
"""What is said of a claim that waits for nobody."""


LAST_WORDS = dict.fromkeys((RETURNED, REJECTED, REVOKED), DECIDING) | {APPEALED: frozenset({"appeal"})}
"""What was said last is shown first where somebody has to answer to it: by state, the steps that said it."""

TURN = {
    "submit": N_("Check it, then submit it. Nobody sees it before."),
    "complete": N_("Please complete it first; what is missing is named here."),
    "returned": N_("Please put right what is named here, then submit it again."),
    "decide": N_("It waits for your decision."),
    "appeal": N_("If you do not agree, you may appeal."),
    "nothing": N_("You need do nothing now."),
}
"""What the reader is to do now, in one sentence."""


@dataclass
class ClaimPage:
    """Everything that the template needs."""

    claim: Any
    kind: Kind
    state: Text
    person: str
    unit: str
    life: Life
    whereabouts: list[Text]
    turn: str | None
    answers: list[tuple[str, str]]
    evidence: list[tuple[Piece, list[Paper]]]
    figures: list[Figure]
    explained: list[Explained]
    worked_hours: Decimal | None
    rule_version: str | None
    warnings: list[Finding]
    preview: list[Finding]
    forms: list[StepForm]
    links: list[str]
    closed: list[Text]
    timeline: list[Entry]
    last_word: Entry | None
    appealed_against: Entry | None
    masked: bool = False
    may_correct: bool = False
    corrected_by_document: str | None = None
    refusal: Refusal | None = None
    findings: list[Finding] = field(default_factory=list)
    open_step: str | None = None
    leftover: list[tuple[str, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        """What was begun and not sent stands open."""
        begun = [(form.typed_at, form.step) for form in self.forms if form.typed_at]
        self.open_step = max(begun)[1] if begun else None

    @property
    def acts_first(self) -> bool:
        """Does whoever filed it have to do something? Then that comes before what they know by heart."""
        return bool(self.links)

    @property
    def is_whole(self) -> bool:
        """Does nothing stand against submitting it?"""
        return not any(finding.refuses for finding in self.preview)

    @property
    def decides(self) -> bool:
        """Is the reader one who decides it now?"""
        return any(form.step in DECIDING for form in self.forms)

    @property
    def may_act(self) -> bool:
        """Is there anything that the reader can do with it?"""
        return bool(self.links or self.forms or self.may_correct)

    @property
    def has_actions(self) -> bool:
        return bool(self.may_act or self.closed)

    @property
    def opened(self) -> str | None:
        """The step whose form stands open; none of an appeal's, since neither answer is the expected one."""
        first = next((form.step for form in self.forms if not form.is_bare), None)
        return self.open_step or (first if self.claim.state != APPEALED else None)


def in_reach(claim_id: int, actor: Actor) -> Any:
    """The claim; raises NotFound, the same for what is not there and what is out of reach, and records it."""
    claim = claims.get(claim_id, actor)
    if claim is None:
        refuse("look", NotFound())
    return claim


def page_of(claim: Any, actor: Actor, at: datetime, *, revealed: bool = False) -> ClaimPage:
    """The page of a claim that the actor reaches; `revealed` to an auditor who said what for."""
    kind = KINDS[claim.kind]
    events = claims.events(claim.id)
    open_to_me = options(claim.id, actor, at)
    may = [option.step.name for option in open_to_me if option.refusal is None]
    deciders = [row.Event.actor_org for row in events]
    organisations = names.organisations([claim.desk, claim.unit, claim.filed_by_org, *places(claim), *deciders])
    unit = organisations.get(claim.unit or "")
    told = entries(events, actor, revealed=revealed)
    preview = against_submission(claim.id, actor, at) if "submit" in may else []
    rules, result = how_worked_out(claim, actor, at)
    return ClaimPage(
        claim=claim,
        kind=kind,
        state=label(claim.state, claim.route),
        person=person_name(names.person(claim.person_id), actor, revealed=revealed),
        unit=unit.name if unit else "",
        life=life_of(claim, events, organisations),
        whereabouts=_whereabouts(claim, organisations),
        turn=_turn(claim, actor, may, preview),
        answers=answers(kind, load(kind, json.loads(claim.fields))),
        evidence=papers(kind, claims.evidence(claim.id), actor, revealed=revealed),
        figures=figures(claim, events, result),
        explained=explain(rules, result, kind) if rules and result else [],
        worked_hours=result.hours if result else None,
        rule_version=claim.rule_version,
        warnings=_warnings(claim, may, actor, at),
        preview=preview,
        forms=[step_form(name, claim) for name in may if name not in LINKED],
        links=[name for name in may if name in LINKED],
        closed=_closed(open_to_me),
        timeline=told,
        last_word=last_word(claim, told),
        appealed_against=_appealed_against(claim, told),
        masked=is_masked(actor, revealed=revealed),
        may_correct=claim.state in CORRECTABLE and filed_by(claim, actor),
        corrected_by_document=_document(claim.corrects),
    )


def last_word(claim: Any, told: Sequence[Entry]) -> Entry | None:
    """What was said last of the claim, while somebody has to answer to it; edits since then do not hide it."""
    steps = LAST_WORDS.get(claim.state, frozenset())
    return next((entry for entry in reversed(told) if entry.step in steps), None)


def refused_page(page: ClaimPage, typed: StepForm, refusal: Refusal) -> ClaimPage:
    """The page after a refusal: the form with what was typed, or its words where it has no place any more."""
    page.refusal = refusal
    page.findings = anchored(typed, refusal.findings)
    places = [form.step for form in page.forms]
    if typed.step in places:
        page.forms[places.index(typed.step)] = typed
        page.open_step = typed.step
    else:
        page.leftover = typed.written()
    return page


def _warnings(claim: Any, may: list[str], actor: Actor, at: datetime) -> list[Finding]:
    """What submission warned of; for whoever decides, as it is now where that is asked again."""
    kept = [Finding.unpack(packed) for packed in json.loads(claim.warnings or "[]")]
    step = next((name for name in shared_caps.AT if name in may and name in DECIDING), None)
    now = to_decide_with(step, claim.id, actor, at) if step else []
    return [found for found in kept if found.code not in {other.code for other in now}] + now


def _whereabouts(claim: Any, organisations: dict[str, Any]) -> list[Text]:
    """With whom it lies and since when; what comes next by itself."""
    since = {"at": claim.moved_at}
    if claim.credit_due_on is not None:
        text = N_("It is decided. The hours are credited by themselves when the notice period ends, on %(on)s.")
        return [Text(text, on=claim.credit_due_on)]
    desk = organisations.get(claim.desk or "")
    if claim.state in WAITING and desk is not None:
        role = Text(roles.LABELS[roles.ROLE_AT[desk.kind]])
        text = N_("It has been with %(organisation)s (%(role)s) since %(at)s.")
        return [Text(text, organisation=desk.name, role=role, **since)]
    if claim.state in (DRAFT, RETURNED):
        organiser = organisations.get(claim.filed_by_org or "")
        if organiser is not None:
            text = N_("It has been with the claimant, and with %(organisation)s who filed it, since %(at)s.")
            return [Text(text, organisation=organiser.name, **since)]
        return [Text(N_("It has been with the claimant since %(at)s."), **since)]
    return [Text(ENDED[claim.state], **since), *_appeal(claim)]


def _appeal(claim: Any) -> list[Text]:
    if claim.state not in (REJECTED, REVOKED) or claim.appeals >= MOST_APPEALS:
        return []
    until = last_day(day_of(claim.moved_at))
    note = day_off(until)
    return [Text(N_("The claimant may appeal until %(until)s."), until=until), *([note] if note else [])]


def _appealed_against(claim: Any, told: list[Entry]) -> Entry | None:
    """The decision that waits for an answer to its appeal."""
    decisions = [entry for entry in told if entry.step in ("reject", "revoke")]
    return decisions[-1] if claim.state == APPEALED and decisions else None


def _turn(claim: Any, actor: Actor, may: list[str], preview: list[Finding]) -> str | None:
    """What the reader is to do now; None where it is not theirs."""
    if "submit" in may and claim.state == RETURNED:
        return TURN["returned"]
    if "submit" in may:
        return TURN["complete" if any(finding.refuses for finding in preview) else "submit"]
    if "appeal" in may and not _appeal(claim):
        return None
    if "appeal" in may:
        return TURN["appeal"]
    if any(name in DECIDING and name != "revoke" for name in may) and claim.desk in actor.scopes:
        return TURN["decide"] if claim.credit_due_on is None else None
    return TURN["nothing"] if claim.state in WAITING and filed_by(claim, actor) else None


def _closed(found: list[Option]) -> list[Text]:
    """Why the steps that the state has are closed to the reader, each reason once."""
    refused = {str(option.refusal): option.refusal.text for option in found if option.refusal is not None}
    return list(refused.values())


def _document(corrected: int | None) -> str | None:
    """The number of the document on which the claim that is corrected was revoked."""
    if corrected is None:
        return None
    kept = (json.loads(row.note) for row in claims.events(corrected) if row.Event.action == "revoke" and row.note)
    return next((note["document"] for note in kept if "document" in note), None)
