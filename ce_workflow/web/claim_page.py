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
from ce_workflow.people.actor import Actor
from ce_workflow.people.duties import DECIDING
from ce_workflow.people.reach import filed_by
from ce_workflow.rules import shared_caps
from ce_workflow.rules.sets.explain import Explained
from ce_workflow.states.names import (
    APPEALED,
    CORRECTABLE,
    REJECTED,
    RETURNED,
    REVOKED,
    label,
)
from ce_workflow.store import claims, names
from ce_workflow.web.claim_hours import Figure, figures
from ce_workflow.web.claim_life import Life, life_of, places
from ce_workflow.web.claim_turn import COMPLETE, CORRECT, Turn, turn, whereabouts
from ce_workflow.web.frame import refuse
from ce_workflow.web.inputs import anchored
from ce_workflow.web.papers import Paper, papers
from ce_workflow.web.shown import answers, is_masked, person_name
from ce_workflow.web.step_forms import StepForm, step_form
from ce_workflow.web.timeline import Entry, entries
from ce_workflow.words import Text

LINKED = ("edit",)
"""Steps with a page of their own; the others have their form on the claim's page."""

LAST_WORDS = dict.fromkeys((RETURNED, REJECTED, REVOKED), DECIDING) | {APPEALED: frozenset({"appeal"})}
"""What was said last is shown first where somebody has to answer to it: by state, the steps that said it."""


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
    turn: Turn | None
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
    def is_uncorrected(self) -> bool:
        """Was it sent back to the reader, who has changed nothing since?"""
        return self.turn == CORRECT

    @property
    def edits_first(self) -> bool:
        """Is changing it the next thing to do? Else submitting it is."""
        return self.turn in (CORRECT, COMPLETE)

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
        whereabouts=whereabouts(claim, organisations, actor, day_of(at)),
        turn=turn(claim, actor, may, preview, day_of(at), changed=told[-1].step == "edit"),
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


def _appealed_against(claim: Any, told: list[Entry]) -> Entry | None:
    """The decision that waits for an answer to its appeal."""
    decisions = [entry for entry in told if entry.step in ("reject", "revoke")]
    return decisions[-1] if claim.state == APPEALED and decisions else None


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
