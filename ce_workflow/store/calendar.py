"""The calendar of working days with what the city has corrected of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import aliased

from ce_workflow.rules.sets.shape import Way
from ce_workflow.store.database import db
from ce_workflow.store.tables import CalendarDay, Person
from ce_workflow.store.tables.claims import is_number
from ce_workflow.working_days import ARRANGED, Calendar

C = CalendarDay.__table__


def calendar() -> Calendar:
    """As it holds now."""
    asked = select(C.c.day, C.c.kind).where(C.c.taken_back_at.is_(None))
    return Calendar({row.day: row.kind for row in db.session.execute(asked)})


def calendar_for(way: Way | None) -> Calendar:
    """As it holds now, where the way counts working days; what counts none needs no correction."""
    return calendar() if way is not None and way.counts_working_days else ARRANGED


def corrections(year: int) -> Sequence[Any]:
    """Every correction of the year, by day, the latest of a day first: the row, and the names `by` and `back_by`."""
    setter, taker = aliased(Person), aliased(Person)
    asked = select(*C.c, setter.name.label("by"), taker.name.label("back_by"))
    asked = asked.outerjoin(setter, setter.id == C.c.set_by).outerjoin(taker, taker.id == C.c.taken_back_by)
    mine = C.c.day.between(date(year, 1, 1), date(year, 12, 31))
    return db.session.execute(asked.where(mine).order_by(C.c.day, C.c.id.desc())).all()


def one(number: int) -> Any:
    """The correction of that number, None where there is none."""
    if not is_number(number):
        return None
    return db.session.execute(select(C).where(C.c.id == number)).mappings().first()
