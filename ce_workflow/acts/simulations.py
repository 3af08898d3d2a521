"""A simulation of a rule set is begun, says how far it is, and is kept, so that the next can be compared with it.

It changes no claim. It is begun by somebody whose rules they are; what works it out is a
process of its own, which ends it in the name of the system. Both are events of the year, since
the set may be in a file alone; the second one commits to the whole text of the result. How
far it is says nothing of anybody, and leaves no event.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import insert, update

from ce_workflow.acts.looked_over import look_over
from ce_workflow.acts.record import Codes, record
from ce_workflow.acts.rule_sets import as_finding, may_write
from ce_workflow.clock import stamp
from ce_workflow.errors import Conflict, Refusal, RulesBroken
from ce_workflow.people.actor import Actor
from ce_workflow.reports.simulated import Simulated
from ce_workflow.rules.sets.shape import RuleSet
from ce_workflow.store import simulations
from ce_workflow.store.database import db
from ce_workflow.store.rule_sets import digest_of, whole
from ce_workflow.store.tables import Simulation
from ce_workflow.store.tables.rule_sets import DRAFT
from ce_workflow.trail.chain import digest
from ce_workflow.words import N_

TABLE = Simulation.__table__
MOST_AT_ONCE = 2
SILENT = timedelta(minutes=2)
"""What is silent for so long has come to nothing: a database may need a minute to sort a million claims."""


class OneAtATime(Conflict):
    """Two simulations of one authority at once would only slow each other down."""

    code = "one_at_a_time"
    says = N_("%(version)s is being tried just now. Try this one when that has ended: see below.")


class EnoughAtOnce(Conflict):
    """Each one under way is a process of its own, beside those that serve the pages."""

    code = "enough_at_once"
    says = N_("%(most)s rule sets are being tried just now, and no more at once. Try this one in a few minutes.")


class NotStarted(Refusal):
    """There was nobody to work it out: the machine had no process to give."""

    code = "not_started"
    status = 503
    says = N_(
        "The server cannot work it out just now, so nothing was begun. "
        "Please try again in a few minutes; if it stays so, tell the operator."
    )


class NotUnderWay(Conflict):
    """Somebody has given it up meanwhile, or it has ended."""

    code = "not_under_way"
    says = N_("Simulation %(number)s has ended, or was given up.")


class Begun(NamedTuple):
    """The number of a simulation; `new`: it was begun just now, and wants somebody to work it out."""

    number: int
    new: bool


def ready(row: Any) -> tuple[RuleSet, str]:
    """The set of this row and its digest, to be tried. Raises RulesBroken for a draft with faults."""
    if row.state == DRAFT:
        looked = look_over(row.text)
        rules, faults, found = looked.rules, looked.faults, digest_of(looked.text, looked.parent)
    else:
        rules, faults, found = whole(row.version), (), row.digest
    if rules is None or faults:
        raise RulesBroken(map(as_finding, faults))
    return rules, found


def begin(row: Any, of: str, actor: Actor, *, at: datetime, request_id: str) -> Begun:
    """Begin to try the set of this row, whose digest is `of`, on the claims of its year.

    Whoever begins what is under way already is led there; one that has come to nothing is given
    up. Raises NotYourRules, OneAtATime, EnoughAtOnce.
    """
    may_write(row.authority, actor, at)
    there = simulations.under_way(row.authority)
    if there is not None and is_moving(there, at):
        if (there.version, there.digest) != (row.version, of):
            raise OneAtATime(version=there.version)
        return Begun(there.id, new=False)
    if there is not None:
        give_up(there.id)
    if simulations.moving(at - SILENT) >= MOST_AT_ONCE:
        raise EnoughAtOnce(most=str(MOST_AT_ONCE))
    said = {"version": row.version, "digest": of, "authority": row.authority, "year": row.year, "at": at}
    number = _insert(said | {"by": actor.person_id, "ticked_at": at})
    codes = {"simulation": number, "rules": row.version, "digest": of, "authority": row.authority, "begun": stamp(at)}
    record("year", {row.year: ("begin_simulation", codes)}, actor, at=at, request_id=request_id)
    return Begun(number, new=True)


def is_moving(row: Any, at: datetime) -> bool:
    """Is the simulation under way, and has it said lately how far it is?"""
    return row.ticked_at is not None and at - row.ticked_at <= SILENT


def tick(number: int, at: datetime, **far: int) -> None:
    """`at` this moment, `done` claims are worked out, or there are `total` ones. Raises NotUnderWay."""
    _move(number, ticked_at=at, **far)


def give_up(number: int) -> None:
    """Nobody works at it any more."""
    db.session.execute(update(TABLE).where(TABLE.c.id == number).values(ticked_at=None))


def keep(found: Simulated, actor: Actor, *, at: datetime, request_id: str, number: int | None = None) -> int:
    """Keep the result, of the simulation with this number if it was begun before; its number.

    Raises NotYourRules for those who do not make the rules of that authority, NotUnderWay.
    """
    may_write(found.authority, actor, at)
    text = found.text()
    if number is None:
        row = {name: getattr(found, name) for name in ("version", "digest", "authority", "year", "at")}
        number = _insert(row | {"by": actor.person_id, "result": text})
    else:
        _move(number, at=found.at, result=text, ticked_at=None)
    codes: Codes = {"simulation": number, "rules": found.version, "result": digest(text)}
    record("year", {found.year: ("simulate", codes)}, actor, at=at, request_id=request_id)
    return number


def _insert(row: dict[str, Any]) -> int:
    return int(db.session.scalar(insert(TABLE).values(row).returning(TABLE.c.id)) or 0)


def _move(number: int, **values: Any) -> None:
    """Change the row of one that is under way; only one of those who believe to work at it can."""
    which = (TABLE.c.id == number, TABLE.c.ticked_at.is_not(None))
    changed = db.session.execute(update(TABLE).where(*which).values(values).returning(TABLE.c.id))
    if changed.first() is None:
        raise NotUnderWay(number=str(number))
