"""Names for pages: of organisations by code, of persons by id."""

from __future__ import annotations

from collections.abc import Iterable
from types import SimpleNamespace

from sqlalchemy import bindparam, select

from ce_workflow.store.database import db
from ce_workflow.store.prepared import Among, Prepared
from ce_workflow.store.tables import Organisation, Person

ORG = Organisation.__table__.c
P = Person.__table__.c

_ORGANISATIONS = Prepared(select(ORG.code, ORG.name, ORG.kind).where(Among(ORG.code, "codes")))
_PERSON = Prepared(select(P.name).where(P.id == bindparam("person_id", None)))


def organisations(codes: Iterable[str | None]) -> dict[str, SimpleNamespace]:
    """Rows of `name` and `kind` by code; codes that nobody has are left out."""
    wanted = sorted({code for code in codes if code})
    if not wanted:
        return {}
    return {row["code"]: SimpleNamespace(**row) for row in _ORGANISATIONS.rows(codes=wanted)}


def person(person_id: str) -> str:
    """The name of the person."""
    [row] = _PERSON.rows(person_id=person_id)
    return str(row["name"])


def unit_of(person_id: str) -> str | None:
    """The name of the unit that the person belongs to now."""
    asked = select(Organisation.name).join(Person, Person.unit == Organisation.code).where(Person.id == person_id)
    return db.session.scalar(asked)
