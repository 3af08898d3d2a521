"""Names for pages: of organisations by code, of persons by id."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import select

from ce_workflow.store.database import db
from ce_workflow.store.tables import Organisation, Person


def organisations(codes: Iterable[str | None]) -> dict[str, Any]:
    """Rows of `name` and `kind` by code; codes that nobody has are left out."""
    wanted = sorted({code for code in codes if code})
    if not wanted:
        return {}
    asked = select(Organisation.code, Organisation.name, Organisation.kind).where(Organisation.code.in_(wanted))
    return {row.code: row for row in db.session.execute(asked)}


def person(person_id: str) -> str:
    """The name of the person."""
    return db.session.scalars(select(Person.name).where(Person.id == person_id)).one()


def unit_of(person_id: str) -> str | None:
    """The name of the unit that the person belongs to now."""
    asked = select(Organisation.name).join(Person, Person.unit == Organisation.code).where(Person.id == person_id)
    return db.session.scalar(asked)
