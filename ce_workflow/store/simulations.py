"""Queries about simulations: those with a result, and those under way."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import func, select

from ce_workflow.store.database import db
from ce_workflow.store.tables import Person, Simulation
from ce_workflow.store.tables.claims import is_number

S = Simulation.__table__.c
MOST = 50


def one(number: int | None) -> Any:
    """The row of a simulation with the name of who began it; None where there is none."""
    if not is_number(number):
        return None
    asked = select(*S, Person.name.label("name")).outerjoin(Person, Person.id == S.by)
    return db.session.execute(asked.where(S.id == number)).first()


def last(authority: str, year: int) -> Any:
    """The latest result of the authority's rules and that year, None where there is none."""
    asked = select(Simulation.__table__).where(S.authority == authority, S.year == year, S.result.is_not(None))
    return db.session.execute(asked.order_by(S.id.desc()).limit(1)).first()


def under_way(authority: str) -> Any:
    """The one of the authority's rules that has neither ended nor been given up; None where there is none."""
    asked = select(S.id, S.version, S.digest, S.ticked_at).where(S.authority == authority, S.ticked_at.is_not(None))
    return db.session.execute(asked).first()


def moving(since: datetime) -> int:
    """How many are under way, whoever's rules they try, and have said since then how far they are."""
    return db.session.scalar(select(func.count()).where(S.ticked_at >= since)) or 0


def listed(authority: str, year: int) -> Sequence[Any]:
    """The latest of the authority's rules and that year, newest first, without their texts; `ended`: with a result."""
    ended = S.result.is_not(None).label("ended")
    columns = (S.id, S.version, S.digest, S.at, S.ticked_at, ended, Person.name.label("name"))
    asked = select(*columns).outerjoin(Person, Person.id == S.by).where(S.authority == authority, S.year == year)
    return db.session.execute(asked.order_by(S.id.desc()).limit(MOST)).all()
