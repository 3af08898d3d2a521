"""The roll of a unit: its people with their hours of a year. And the units whose rolls an actor may see."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import case, func, or_, select

from ce_workflow.ledger.entries import CATEGORIES
from ce_workflow.people.actor import Actor
from ce_workflow.states.names import UNDER_WAY
from ce_workflow.store.database import db
from ce_workflow.store.ledger import on_its_way
from ce_workflow.store.reach import rolls_within_reach
from ce_workflow.store.tables import Balance, Claim, Organisation, Person

PAGE = 50
MOST = 20_000
"""People that one roll has at most; the largest employers of the city have fewer."""


def units(actor: Actor, start: str = "", *, sought: str = "", limit: int = PAGE) -> Sequence[Organisation]:
    """Units within reach whose codes do not come before `start`, in the order of their codes.

    `sought` is a part of the name or the beginning of the code.
    """
    asked = select(Organisation).where(rolls_within_reach(actor), Organisation.code >= start)
    if sought:
        begins = Organisation.code.startswith(sought.upper(), autoescape=True)
        asked = asked.where(or_(begins, Organisation.name.contains(sought, autoescape=True)))
    return db.session.scalars(asked.order_by(Organisation.code).limit(limit)).all()


def sizes(codes: Iterable[str]) -> dict[str, int]:
    """How many people each of the units has; one without any is left out."""
    asked = select(Person.unit, func.count().label("people")).where(Person.unit.in_(list(codes))).group_by(Person.unit)
    return {row.unit: row.people for row in db.session.execute(asked)}


def unit(code: str, actor: Actor) -> Organisation | None:
    """The unit if its roll is within reach. A code that no database can hold is nobody's."""
    if not code.isprintable():
        return None
    return db.session.scalar(select(Organisation).where(rolls_within_reach(actor), Organisation.code == code))


def unit_of(person_id: str, actor: Actor) -> tuple[Person, Organisation] | None:
    """The person and their unit, if its roll is within reach."""
    asked = select(Person, Organisation).join(Organisation, Organisation.code == Person.unit)
    row = db.session.execute(asked.where(rolls_within_reach(actor), Person.id == person_id)).first()
    return (row[0], row[1]) if row else None


def people(code: str, year: int) -> Sequence[Any]:
    """Everybody of the unit: `id`, `name`, `title_level`, and by category what is credited and what is on its way."""
    mine = select(Person.id).where(Person.unit == code)
    kept = _sums(Balance, Balance.units).where(Balance.year == year, Balance.person_id.in_(mine))
    way = _sums(Claim, on_its_way()).where(Claim.year == year, Claim.person_id.in_(mine), Claim.state.in_(UNDER_WAY))
    have, coming = kept.group_by(Balance.person_id).subquery(), way.group_by(Claim.person_id).subquery()
    columns = [
        func.coalesce(found.c[category], 0).label(f"{word}_{category}")
        for word, found in (("have", have), ("coming", coming))
        for category in CATEGORIES
    ]
    asked = (
        select(Person.id, Person.name, Person.title_level, *columns)
        .outerjoin(have, have.c.person_id == Person.id)
        .outerjoin(coming, coming.c.person_id == Person.id)
        .where(Person.unit == code)
    )
    return db.session.execute(asked.limit(MOST)).all()


def _sums(table: Any, units: Any) -> Any:
    """Of each person, a column a category."""
    by = [func.sum(case((table.category == name, units), else_=0)).label(name) for name in CATEGORIES]
    return select(table.person_id, *by)
