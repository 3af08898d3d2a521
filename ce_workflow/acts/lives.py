"""Many lives of claims in one go: every step by its real effect, every row written once.

For filling a city. Each claim goes through the same questions as in `perform` (is there
such a step, may this person take it, do the rules hold) and leaves the same events; but
nothing is read back between the steps, and the row of a claim is written as it is at the
end. Whoever calls it answers for actors who held their roles at the time.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from types import SimpleNamespace
from typing import Any

from ce_workflow.acts import filing
from ce_workflow.acts.act import Act
from ce_workflow.acts.allowed import step_of
from ce_workflow.acts.perform import EFFECTS
from ce_workflow.clock import day_of
from ce_workflow.people.actor import Actor
from ce_workflow.store import facts
from ce_workflow.store.write import write


@dataclass(frozen=True)
class Turn:
    """One step of a life: who takes it, when, and what they give."""

    step: str
    actor: Actor
    at: datetime
    given: Mapping[str, Any]


@dataclass(frozen=True)
class Life:
    """A claim from its creation on. `person` has the `now_...` employment as `store.facts.persons` gives it."""

    person: SimpleNamespace
    turns: Sequence[Turn]


def live(lives: Sequence[Life], years: Mapping[int, SimpleNamespace], *, request_id: str) -> list[SimpleNamespace]:
    """The claims as they are at the end of these lives; raises the first refusal. Nothing is committed here."""
    first = lives[0].turns[0]
    act = Act("create", first.actor, first.at, request_id, day_of(first.at))
    ids = facts.new_claim_ids(len(lives))
    claims = [_begun(act, claim_id, life, years) for claim_id, life in zip(ids, lives, strict=True)]
    act.holders()  # read once, for all the desks of these claims
    for claim, life in zip(claims, lives, strict=True):
        for turn in life.turns[1:]:
            now = _at(act, turn)
            EFFECTS[step_of(turn.step, claim, turn.actor).name](now, claim, dict(turn.given))
    act.close()
    write(act.change)
    return claims


def _at(act: Act, turn: Turn) -> Act:
    """The same act for another turn: what is gathered is shared."""
    return replace(act, step=turn.step, actor=turn.actor, at=turn.at, filed_on=day_of(turn.at))


def _begun(act: Act, claim_id: int, life: Life, years: Mapping[int, SimpleNamespace]) -> SimpleNamespace:
    turn = life.turns[0]
    claim = filing.create(_at(act, turn), claim_id, {life.person.id: life.person}, dict(turn.given))
    claim.the_year = years.get(claim.year or 0)
    claim.pieces = frozenset(piece for piece, _ in turn.given.get("files", ()))
    vars(claim).update({name: value for name, value in vars(life.person).items() if name.startswith("now_")})
    return claim
