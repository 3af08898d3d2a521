"""Simulations to look at: one with a result, one that stopped, one that is under way."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from ce_workflow import clock
from ce_workflow.acts.doorway import enter
from ce_workflow.acts.simulations import begin, give_up, keep, ready, tick
from ce_workflow.people.actor import SYSTEM, Actor
from ce_workflow.reports.simulate import simulate
from ce_workflow.store import rule_sets
from ce_workflow.store.transaction import transaction

VERSION = "chengdu-2019.1"
ALL, SOME = 1_000_000, 340_000


def make(actor: Actor) -> None:
    """Simulations 1, 2 and 3 of the city's set, begun by this actor, in an empty table."""
    row, at = rule_sets.one(VERSION), clock.now()
    rules, digest = ready(row)
    told: dict[str, Any] = {"at": at, "request_id": "shown"}

    def begun() -> int:
        return enter("begin_simulation", lambda: begin(row, digest, actor, **told), actor, **told).number

    number, found = begun(), simulate(rules, digest, row.year, at=at)
    enter("keep_simulation", lambda: keep(found, SYSTEM, number=number, **told), SYSTEM, **told)
    stopped = begun()
    transaction(lambda: tick(stopped, at, total=ALL, done=SOME))
    transaction(lambda: give_up(stopped))
    moving = begun()
    long = at + timedelta(days=1)  # so long it goes on
    transaction(lambda: tick(moving, long, total=ALL, done=SOME))
