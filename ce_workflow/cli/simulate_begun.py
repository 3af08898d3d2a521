"""`flask rules simulate-begun`: what a page calls to have the claims worked out while it shows how far that is.

How far it is is written in transactions beside the one state of the database that is being
read: a context of its own has a session of its own.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import click
from flask import current_app
from flask.cli import with_appcontext

from ce_workflow import clock
from ce_workflow.acts.simulations import NotUnderWay, give_up, keep, ready, tick
from ce_workflow.cli.frame import command, enact, progress
from ce_workflow.errors import Moved, NotFound
from ce_workflow.people.actor import SYSTEM
from ce_workflow.reports.simulate import count_claims, simulate
from ce_workflow.store import rule_sets, simulations
from ce_workflow.store.transaction import transaction
from ce_workflow.words import N_

NOW_AND_THEN = timedelta(seconds=1)
"""Time between two notes of how far it is."""


@click.command("simulate-begun")
@click.argument("number", type=int)
@with_appcontext
@command
def simulate_begun(number: int) -> None:
    """Work out the claims of simulation NUMBER, begun on its page; the server starts this by itself."""
    row = simulations.one(number)
    if row is None:
        raise NotFound
    if row.ticked_at is None:
        raise NotUnderWay(number=str(number))
    try:
        _work_out(number, row.version, row.digest)
    except BaseException:
        _beside(lambda: give_up(number))
        raise


def _work_out(number: int, version: str, digest: str) -> None:
    """Raises Moved where the draft is no longer what it was when the simulation was begun."""
    row = rule_sets.one(version)
    rules, found = ready(row)
    if found != digest:
        raise Moved(what=version)
    total = count_claims(row.authority, row.year)
    _beside(lambda: tick(number, clock.now(), total=total))
    with progress(N_("Claims"), total) as advance:
        noted = _Noted(number, advance)
        result = simulate(rules, digest, row.year, at=clock.now(), advance=noted.advance)
    enact("keep_simulation", lambda told: keep(result, number=number, **told), SYSTEM, result.at)


class _Noted:
    """How far it is, on the terminal, and now and then in the row."""

    def __init__(self, number: int, advance: Callable[[int], None]) -> None:
        self.number, self.on_terminal = number, advance
        self.done, self.last = 0, clock.now()

    def advance(self, claims: int) -> None:
        """So many claims more. Raises NotUnderWay where somebody has given it up."""
        self.done += claims
        self.on_terminal(claims)
        now = clock.now()
        if now - self.last >= NOW_AND_THEN:
            _beside(lambda: tick(self.number, now, done=self.done))
            self.last = now


def _beside(work: Callable[[], None]) -> None:
    with current_app.app_context():
        transaction(work)
