"""The line of a claim's life: where it is on its way to the credit, who has it, what comes next.

The way is read off the steps of its route; what was done of it, and what turned the claim
aside, off its events since it was submitted last.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any, Literal

from ce_workflow.rules.sets.shape import WORKING_DAYS
from ce_workflow.states.desks import desks
from ce_workflow.states.names import APPEALED, CREDITED, DRAFT, REJECTED, RETURNED, REVOKED, WITHDRAWN, label
from ce_workflow.states.steps import Step
from ce_workflow.states.way import way
from ce_workflow.words import N_, Text

STAGES = {
    "submit": N_("Submission"),
    "review": N_("Unit review"),
    "verify": N_("Verification"),
    "credit": N_("Credit of the hours"),
}
NOTICE = N_("Notice period")
APPEAL = N_("Appeal")
REVOCATION = N_("Revocation")
ASIDE = (RETURNED, REJECTED, WITHDRAWN)
"""States in which a claim has left its way before the end."""

ONWARD = {
    "submit": N_("Once it is submitted, it goes to %(organisation)s."),
    "review": N_("Once the unit has passed it, it goes to %(organisation)s for verification."),
}
AT_LAST = N_("Once it is passed, the hours are credited.")
AFTER_NOTICE = N_("Once it is passed, a notice period of %(days)s days follows; then the hours are credited.")
AFTER_WORKING_DAYS = N_(
    "Once it is passed, a notice period of %(days)s working days follows; then the hours are credited."
)
ANEW = N_("Once it is corrected and submitted, it goes to %(organisation)s again.")
AFTER_APPEAL = N_("If the decision is overturned, the claim is reviewed again from the beginning.")


@dataclass
class Stage:
    """One stop: `done`, `now`, `ahead`, `aside` (here it was turned aside) or `void` (it will not be reached).

    `grave`: it was turned aside for good, unless an appeal brings it back.
    """

    label: str
    how: Literal["done", "now", "ahead", "aside", "void"] = "ahead"
    where: str = ""
    at: datetime | None = None
    word: Text | None = None
    grave: bool = False


@dataclass(frozen=True)
class Life:
    """The whole line, and in one sentence what comes next."""

    stages: list[Stage]
    then: Text | None = None


def places(claim: Any) -> list[str]:
    """Codes of the organisations that the line names."""
    return [code for step in way(claim.route) if step.source for _, code in desks(step.source, claim)[:1]]


def life_of(claim: Any, events: Sequence[Any], organisations: dict[str, Any]) -> Life:
    """The line of the claim; `events` as `store.claims.events` gives them, `organisations` by code."""
    done, extra = _happened(events)
    steps = way(claim.route)
    stages = [_stage(step, claim, done.get(step.name), organisations) for step in steps]
    if claim.notice_days or claim.credit_due_on:
        settled = all(step.name in done for step in steps[:-1])
        how: Literal["done", "ahead"] = "done" if settled and claim.credit_due_on is None else "ahead"
        stages.insert(-1, Stage(NOTICE, how))
    _mark(stages, claim, organisations, ended=CREDITED in (claim.state, *extra))
    stages += _beyond(claim, extra)
    return Life(stages, _then(claim, steps, done, organisations))


def _happened(events: Sequence[Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """step -> the event that took it, since the last submission; state -> the event that led out of the way."""
    done: dict[str, Any] = {}
    extra: dict[str, Any] = {}
    for row in events:
        happened = row.Event
        if happened.action in ("submit", "overturn"):
            done, extra = ({"submit": done.get("submit") if happened.action == "overturn" else happened}), {}
        elif happened.action in STAGES:
            done[happened.action] = happened
            if happened.to_state == CREDITED:
                extra[CREDITED] = happened
        elif happened.action in ("revoke", "appeal", "uphold"):
            extra[happened.action] = happened
    return done, extra


def _stage(step: Step, claim: Any, happened: Any, organisations: dict[str, Any]) -> Stage:
    proper = desks(step.source or DRAFT, claim)[:1] if step.name in ("review", "verify") else []
    code = happened.actor_org if happened is not None and proper else (proper[0][1] if proper else None)
    place = organisations.get(code or "")
    where = place.name if place is not None else ""
    if happened is not None:
        return Stage(STAGES[step.name], "done", where, happened.at)
    return Stage(STAGES[step.name], where=where)


def _mark(stages: list[Stage], claim: Any, organisations: dict[str, Any], *, ended: bool) -> None:
    """Say of the first stop that is not done what the claim does there, and of the later ones whether it gets there."""
    left = [stage for stage in stages if stage.how == "ahead"]
    if ended or not left:
        return
    here, *later = left
    if claim.state in (RETURNED, REJECTED, WITHDRAWN, APPEALED):
        here.how, here.at = "aside", claim.moved_at
        here.word = label(REJECTED if claim.state == APPEALED else claim.state)
        here.grave = claim.state in (REJECTED, APPEALED)
        for stage in later:
            stage.how = "ahead" if claim.state == RETURNED else "void"
        return
    here.how, here.at = "now", claim.moved_at
    desk = organisations.get(claim.desk or "")
    here.where = desk.name if desk is not None and claim.credit_due_on is None else ""


def _beyond(claim: Any, extra: dict[str, Any]) -> list[Stage]:
    """Stops after the end of the way: a revocation, an appeal."""
    found = []
    if (revoked := extra.get("revoke")) is not None:
        found.append(Stage(REVOCATION, "aside", at=revoked.at, word=label(REVOKED), grave=True))
    if (appealed := extra.get("appeal")) is not None:
        upheld = extra.get("uphold")
        how: Literal["now", "aside"] = "now" if claim.state == APPEALED else "aside"
        found.append(Stage(APPEAL, how, at=upheld.at if upheld else appealed.at, word=_upheld(upheld)))
    return found


def _upheld(happened: Any) -> Text | None:
    return Text(N_("The decision stands")) if happened is not None else None


def _then(claim: Any, steps: Sequence[Step], done: dict[str, Any], organisations: dict[str, Any]) -> Text | None:
    """What comes next, in one sentence; None where it is said elsewhere, or nothing comes."""
    if claim.state == APPEALED:
        return Text(AFTER_APPEAL)
    if claim.state == RETURNED:
        return _to(ANEW, claim, steps[1], organisations)
    left = [step for step in steps if step.name not in done]
    if claim.state in ASIDE or claim.credit_due_on is not None or len(left) < 2:
        return None
    return ahead(claim, left, organisations)[0]


def ahead(claim: Any, left: Sequence[Step], organisations: dict[str, Any]) -> list[Text | None]:
    """What the steps that are left of its way bring, a sentence each; None where a place is not known yet."""
    onward = [
        _to(ONWARD[step.name], claim, after, organisations)
        for step, after in pairwise(left)
        if step.name in ONWARD and after.name != "credit"
    ]
    notice = AFTER_WORKING_DAYS if claim.notice_unit == WORKING_DAYS else AFTER_NOTICE
    return [*onward, Text(notice, days=claim.notice_days) if claim.notice_days else Text(AT_LAST)]


def _to(words: str, claim: Any, step: Step, organisations: dict[str, Any]) -> Text | None:
    """The sentence with the organisation that takes the step; None while it is not known."""
    proper = desks(step.source or DRAFT, claim)[:1]
    place = organisations.get(proper[0][1]) if proper else None
    return Text(words, organisation=place.name) if place is not None else None
