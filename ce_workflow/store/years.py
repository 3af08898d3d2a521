"""Queries about years as the city edits them: the row, its themes, the requests to reopen it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import String, and_, cast, literal, select

from ce_workflow.store.database import db
from ce_workflow.store.tables import Event, Person, Theme, Year, YearRequest
from ce_workflow.store.tables.years import ASKED

MOST = 200
R = YearRequest.__table__.c
Y = Year.__table__


def listed() -> Sequence[Any]:
    """Every year, the latest first."""
    return db.session.execute(select(Y).order_by(Y.c.year.desc()).limit(MOST)).all()


def one(number: int, *, lock: bool = False) -> Any:
    """The row of the year, None where there is none; with `lock` nobody else changes it meanwhile."""
    asked = select(Y).where(Y.c.year == number)
    return db.session.execute(asked.with_for_update(key_share=True) if lock else asked).first()


def themes(number: int) -> list[tuple[str, str]]:
    """(theme, class of platforms) of the year, in a fixed order."""
    asked = select(Theme.theme, Theme.platform_class).where(Theme.year == number)
    return sorted((theme, platform_class) for theme, platform_class in db.session.execute(asked))


def open_request(number: int) -> Any:
    """The request to reopen the year that waits for a second officer, if there is one."""
    return db.session.execute(select(YearRequest.__table__).where(R.year == number, R.state == ASKED)).first()


def requests(number: int) -> Sequence[Any]:
    """Every request to reopen the year, the newest first: the row, the moment `at`, the name `by` of who asked."""
    stream = literal("year:") + cast(R.year, String)
    source = YearRequest.__table__.join(Event, and_(Event.stream == stream, Event.seq == R.number))
    asked = select(*R, Event.at, Person.name.label("by")).select_from(source.outerjoin(Person, Person.id == R.asked_by))
    return db.session.execute(asked.where(R.year == number).order_by(R.number.desc()).limit(MOST)).all()
