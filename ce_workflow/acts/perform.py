"""The one way to do something to a claim.

`perform` asks four questions of each item, in this order: does the claim lie within the
actor's reach and is it still the version they saw; is there such a step from this
state; may this natural person take it; do the rules hold. Then it writes: claim moved,
event chained, effects of the step. A list is decided in its order, each item seeing
what earlier ones changed; one claim is a list of one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from types import SimpleNamespace
from typing import Any

from ce_workflow.acts import decisions, filing
from ce_workflow.acts.act import Act
from ce_workflow.acts.allowed import step_of
from ce_workflow.acts.known import live_families
from ce_workflow.acts.worked import TAKES, shared_achievements
from ce_workflow.clock import day_of
from ce_workflow.errors import NotFound, Refusal, RoleNeeded, Stale, Unseen
from ce_workflow.people.actor import Actor
from ce_workflow.people.reach import covers
from ce_workflow.people.roles import SYSTEM
from ce_workflow.states import steps
from ce_workflow.store import facts
from ce_workflow.store.claims import last_event
from ce_workflow.store.transaction import hold
from ce_workflow.store.write import write
from ce_workflow.words import Text

Item = tuple[int | None, int | None, dict[str, Any]]
UNSEEN = -1
"""As version seen: a doorway for people that was not told one. None asks for no comparison (commands, the clock)."""

Effect = Callable[[Act, SimpleNamespace, dict[str, Any]], None]

EFFECTS: dict[str, Effect] = {
    "edit": filing.edit,
    "submit": filing.submit,
    "review": decisions.review,
    "verify": decisions.verify,
    "credit": decisions.credit,
    "send_back": decisions.send_back,
    "reject": decisions.reject,
    "withdraw": filing.withdraw,
    "reroute": decisions.reroute,
    "revoke": decisions.revoke,
    "appeal": filing.appeal,
    "uphold": decisions.uphold,
    "overturn": decisions.overturn,
}


@dataclass(frozen=True)
class Outcome:
    """What became of one item: the claim as it now is, or the refusal."""

    claim_id: int | None
    claim: SimpleNamespace | None = None
    refusal: Refusal | None = None

    def or_raise(self) -> SimpleNamespace:
        """The claim; raises the refusal where there is one."""
        if self.refusal is not None:
            raise self.refusal
        return self.claim  # type: ignore[return-value]  # one of the two is always there


def perform(
    step: str, items: Sequence[Item], actor: Actor, *, at: datetime, request_id: str, filed_on: date | None = None
) -> list[Outcome]:
    """Take `step` with every item (claim id, version seen, given); one outcome an item.

    A refused item changes no row and hinders no other. Nothing is committed here.
    `create` has no claim id; `filed_on` defaults to the day of `at` in Chengdu.
    """
    act = Act(step, actor, at, request_id, filed_on or day_of(at))
    if step == "create":
        outcomes = _create(act, items)
    else:
        _read(act, [claim_id for claim_id, _, _ in items if claim_id is not None])
        outcomes = [_take(act, item) for item in items]
    act.close()
    write(act.change)
    return outcomes


def _create(act: Act, items: Sequence[Item]) -> list[Outcome]:
    persons = {given.get("person") or act.actor.person_id or "" for _, _, given in items}
    scopes, people, new_ids = facts.beginning(persons, len(items), act.actor, act.at)
    ids, who = iter(new_ids), act.actor
    outcomes = []
    for _, _, given in items:
        person = people.get(given.get("person") or who.person_id or "")
        employers = (person.now_unit, person.now_department) if person else ()
        act.actor = _acting_for(who, scopes or (), (*employers, *who.scopes[:1]))
        try:
            if scopes is None or act.actor.role not in _roles_of("create"):
                raise RoleNeeded
            claim = _sent_before(person, given) or filing.create(act, next(ids, 0), people, given)
            outcomes.append(Outcome(claim.id, claim))
        except Refusal as refusal:
            outcomes.append(Outcome(None, refusal=refusal))
    return outcomes


def _sent_before(person: SimpleNamespace | None, given: dict[str, Any]) -> SimpleNamespace | None:
    """The claim that the same form made a moment ago: a form that is sent twice files once."""
    key = given.get("form_key")
    claim = facts.sent_before(key) if key and person else None
    return claim if claim is not None and person is not None and claim.person_id == person.id else None


def _roles_of(step: str) -> set[str]:
    return {role for row in steps.STEPS if row.name == step for role in row.roles}


def _read(act: Act, ids: list[int]) -> None:
    act.claims = facts.claims(act.step, ids, act.actor, act.at)
    keys = shared_achievements(act)
    if act.step in TAKES:
        hold(keys)
    if act.step in ("submit", "edit", "appeal"):
        keys |= {c.achievement_key for c in act.claims.values() if c.achievement_key}
    act.siblings = {key: [] for key in keys} | facts.siblings(keys)
    act.families = live_families(act.step, act.claims.values())
    if act.step in ("edit", "appeal"):
        act.evidence = facts.evidence_of(act.claims)


def _take(act: Act, item: Item) -> Outcome:
    claim_id, seen_version, given = item
    try:
        claim = act.claims.get(claim_id or 0)
        if claim is None:
            raise NotFound
        act.actor = _as_granted(act.actor, claim)
        if not covers(act.actor, claim):
            raise NotFound
        if seen_version not in (None, UNSEEN, claim.version):
            raise _stale(act, claim)
        step = step_of(act.step, claim, act.actor)
        if seen_version == UNSEEN:
            raise Unseen
        EFFECTS[step.name](act, claim, given)
        return Outcome(claim.id, claim)
    except Refusal as refusal:
        return Outcome(claim_id, refusal=refusal)


def _as_granted(actor: Actor, claim: SimpleNamespace) -> Actor:
    """The actor with the scopes that they hold in this transaction, not those of the log-in."""
    if actor.role == SYSTEM:
        return actor
    if claim.granted is None:
        raise RoleNeeded
    return _acting_for(actor, claim.granted, (claim.desk, claim.filed_by_org, claim.unit, claim.department))


def _acting_for(actor: Actor, scopes: tuple[str, ...], places: Iterable[str | None]) -> Actor:
    """The actor, the organisation first for which they act: the first of `places` that is theirs."""
    ahead = tuple(code for code in places if code in scopes)
    ordered = tuple(dict.fromkeys(ahead + scopes))
    return actor if actor.scopes == ordered else replace(actor, scopes=ordered)


def _stale(act: Act, claim: SimpleNamespace) -> Stale:
    """Who changed the claim, be it an earlier item of this very call."""
    who, action, at = last_event(claim.id, act.change.events)
    return Stale(who=who, step=Text(steps.LABELS.get(action, action)), at=at)
