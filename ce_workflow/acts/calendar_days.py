"""The city corrects the calendar of working days, and takes a correction back: never changed, never deleted.

Each act leaves one event on the stream of the city's bureau, which says the whole row.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select, update

from ce_workflow.acts.record import record
from ce_workflow.clock import day_of
from ce_workflow.errors import Finding, NotFound, RoleNeeded, RulesBroken
from ce_workflow.people.actor import Actor
from ce_workflow.people.roles import CITY, SYSTEM
from ce_workflow.rules.calendar_day import against_come, look_at
from ce_workflow.states.desks import CITY_BUREAU
from ce_workflow.store import calendar, facts
from ce_workflow.store.database import db
from ce_workflow.store.tables import CalendarDay, Organisation
from ce_workflow.trail.said import of_calendar_day
from ce_workflow.words import N_, Text

TABLE = CalendarDay.__table__


def set_day(raw: Mapping[str, object], actor: Actor, *, at: datetime, request_id: str) -> int:
    """The day that was typed is worked, or off, from now on; the number of the correction.

    Raises NotFound, RoleNeeded, and RulesBroken with everything that stands against it.
    """
    _may_correct(actor, at)
    given, found = look_at(raw, calendar.calendar(), day_of(at))
    if found:
        raise RulesBroken(found)
    values = given | {"set_by": actor.person_id, "at": at}
    number = int(db.session.scalars(insert(TABLE).values(values).returning(TABLE.c.id)).one())
    _say(values | {"id": number}, "set_day", actor, at=at, request_id=request_id)
    return number


def take_back(number: int, actor: Actor, *, at: datetime, request_id: str) -> None:
    """The correction holds no more; its day is what it was arranged to be. Raises as `set_day` does."""
    _may_correct(actor, at)
    kept = calendar.one(number)
    if kept is None:
        raise NotFound
    found = list(against_come(kept["day"], day_of(at)))
    if kept["taken_back_at"] is not None:
        found.insert(0, Finding("taken_back_already", Text(N_("This was taken back before."))))
    if found:
        raise RulesBroken(found)
    ends = {"taken_back_by": actor.person_id, "taken_back_at": at}
    db.session.execute(update(TABLE).where(TABLE.c.id == number).values(ends))
    _say(dict(kept) | ends, "take_day_back", actor, at=at, request_id=request_id)


def _may_correct(actor: Actor, at: datetime) -> None:
    """Officers of the city, or the operator; they take turns at the row of the bureau."""
    if actor.role != SYSTEM and (actor.role != CITY or facts.granted(actor, at) is None):
        raise RoleNeeded
    asked = select(Organisation.code).where(Organisation.code == CITY_BUREAU)
    if db.session.scalar(asked.with_for_update(key_share=True)) is None:
        raise NotFound


def _say(row: Mapping[str, Any], action: str, actor: Actor, *, at: datetime, request_id: str) -> None:
    record("org", {CITY_BUREAU: (action, of_calendar_day(row))}, actor, at=at, request_id=request_id)
