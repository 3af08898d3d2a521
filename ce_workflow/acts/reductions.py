"""What a year asks of somebody is reduced by their unit, and a reduction is cancelled: never changed, never deleted.

By a reviewer of the unit that the person belongs to now, on a document, and never for
oneself. Each act leaves one event on the stream of the person, which says the whole row.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select, update

from ce_workflow.acts.record import record
from ce_workflow.clock import day_of
from ce_workflow.errors import Finding, NotFound, Refusal, RoleNeeded, RulesBroken
from ce_workflow.people.actor import Actor
from ce_workflow.people.roles import REVIEWER
from ce_workflow.rules.reduction import look_at, look_at_cancelling
from ce_workflow.store import facts
from ce_workflow.store.database import db
from ce_workflow.store.tables import Person, Reduction
from ce_workflow.trail.said import of_reduction
from ce_workflow.words import N_, Text

TABLE = Reduction.__table__


class OwnNeed(Refusal):
    """Nobody reduces what a year asks of themselves."""

    code = "own_need"
    status = 403
    says = N_("This is what the year asks of you. Another reviewer of your unit has to decide it.")


def reduce_need(
    person_id: str, year: int, raw: Mapping[str, object], actor: Actor, *, at: datetime, request_id: str
) -> int:
    """Reduce it by what was typed; the number of the reduction.

    Raises NotFound, RoleNeeded, OwnNeed, and RulesBroken with everything that stands against it.
    """
    _may_decide(person_id, actor, at)
    row = facts.year(year)
    if row is None:
        raise NotFound
    given, found = look_at(raw, row, day_of(at))
    if found:
        raise RulesBroken(found)
    values = given | {"person_id": person_id, "year": year, "decided_by": actor.person_id, "at": at}
    number = int(db.session.scalars(insert(Reduction).values(values).returning(Reduction.id)).one())
    _say(values | {"id": number}, "reduce_need", actor, at=at, request_id=request_id)
    return number


def cancel_reduction(
    number: int, person_id: str, raw: Mapping[str, object], actor: Actor, *, at: datetime, request_id: str
) -> None:
    """The reduction holds no more, by the document that was typed. Raises as `reduce_need` does."""
    _may_decide(person_id, actor, at)
    mine = (TABLE.c.id == number, TABLE.c.person_id == person_id)
    kept = db.session.execute(select(TABLE).where(*mine)).mappings().first()
    row = facts.year(kept["year"]) if kept else None
    if kept is None or row is None:
        raise NotFound
    given, found = look_at_cancelling(raw, row, day_of(at))
    if kept["cancelled_at"] is not None:
        found.insert(0, Finding("cancelled_already", Text(N_("This reduction was cancelled before."))))
    if found:
        raise RulesBroken(found)
    ends = {"cancelled_by": actor.person_id, "cancelled_at": at, "cancelled_document": given["document"]}
    db.session.execute(update(TABLE).where(*mine).values(ends))
    _say(dict(kept) | ends, "cancel_reduction", actor, at=at, request_id=request_id)


def _may_decide(person_id: str, actor: Actor, at: datetime) -> None:
    """Those who decide about one person take turns at their row."""
    if actor.role != REVIEWER or actor.person_id is None:
        raise RoleNeeded
    asked = select(Person.unit).where(Person.id == person_id)
    unit = db.session.scalar(asked.with_for_update(key_share=True))
    if unit is None or unit not in (facts.granted(actor, at) or ()):
        raise NotFound
    if person_id == actor.person_id:
        raise OwnNeed


def _say(row: Mapping[str, Any], action: str, actor: Actor, *, at: datetime, request_id: str) -> None:
    record("person", {row["person_id"]: (action, of_reduction(row))}, actor, at=at, request_id=request_id)
