"""Queries about persons, their accounts and their roles."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from types import SimpleNamespace
from typing import Any

from sqlalchemy import ColumnElement, and_, bindparam, or_, select

from ce_workflow.clock import stamp
from ce_workflow.people import roles
from ce_workflow.people.actor import Actor
from ce_workflow.store.database import Moment, db
from ce_workflow.store.prepared import Prepared
from ce_workflow.store.tables import Grant, Organisation, Person, PersonKey, User

G = Grant.__table__.c


def held(at: datetime | ColumnElement[Any]) -> ColumnElement[bool]:
    """True for the grants that are valid at `at`, a moment or a parameter of one."""
    return and_(G.valid_from <= at, or_(G.valid_to.is_(None), G.valid_to > at))


_HELD = Prepared(
    select(G.role, G.scope)
    .where(G.user_id == bindparam("user_id", None), held(bindparam("at", None, type_=Moment)))
    .order_by(G.valid_from, G.id)
)


def user_named(username: str) -> SimpleNamespace | None:
    """The account: `id`, `username`, `person_id`, `active`. A name that no database can hold is nobody's."""
    if not username.isprintable():
        return None
    asked = select(User.id, User.username, User.person_id, User.active).where(User.username == username)
    row = db.session.execute(asked).first()
    return SimpleNamespace(**row._mapping) if row else None


def scopes_by_role(user_id: int, at: datetime) -> dict[str, tuple[str, ...]]:
    """role -> the codes for which the account holds it at `at`, the oldest grant first; staff roles come first."""
    found: dict[str, list[str]] = {}
    for row in _HELD.rows(user_id=user_id, at=stamp(at)):
        found.setdefault(row["role"], []).append(row["scope"])
    in_order = sorted(found, key=lambda role: (role not in roles.STAFF, list(roles.ROLES).index(role)))
    return {role: tuple(dict.fromkeys(found[role])) for role in in_order}


def actor_named(
    username: str, at: datetime, role: str | None = None, *, prefer: Iterable[str] = (), operator: str | None = None
) -> Actor | None:
    """The account as an actor at `at`, None where there is no such account or it does not hold `role`.

    Without `role` it is the first of `prefer` that it holds, else a staff role if there is one.
    """
    user = user_named(username)
    if user is None or not user.active:
        return None
    held_roles = scopes_by_role(user.id, at)
    if role is None:
        role = next((wanted for wanted in prefer if wanted in held_roles), next(iter(held_roles), None))
    if role is None or role not in held_roles:
        return None
    return Actor(user.id, user.username, user.person_id, role, held_roles[role], operator)


def roles_of_person(person_id: str, at: datetime) -> set[str]:
    """Every role that the natural person holds at `at` or will hold, by whatever account."""
    asked = select(G.role).where(G.person_id == person_id, or_(G.valid_to.is_(None), G.valid_to > at))
    return set(db.session.scalars(asked))


def persons_with(indices: Iterable[str]) -> dict[str, SimpleNamespace]:
    """Blind index -> the person: `id`, `name`, `unit`, `title_level`, `quality_talent`."""
    columns = (Person.id, Person.id_index, Person.name, Person.unit, Person.title_level, Person.quality_talent)
    rows = db.session.execute(select(*columns).where(Person.id_index.in_(list(indices))))
    return {row.id_index: SimpleNamespace(**row._mapping) for row in rows}


def to_change(indices: Iterable[str]) -> dict[str, dict[str, Any]]:
    """Blind index -> the person's row with their key (`wrapped`). Nobody else changes these persons meanwhile."""
    asked = select(Person.__table__, PersonKey.wrapped).outerjoin(PersonKey, PersonKey.person_id == Person.id)
    mine = Person.id_index.in_(list(indices))
    rows = db.session.execute(
        asked.where(mine).order_by(Person.id).with_for_update(of=Person, key_share=True)
    ).mappings()
    return {row["id_index"]: dict(row) for row in rows}


def organisation(code: str) -> SimpleNamespace | None:
    """`code`, `kind` and `name` of an organisation. A code that no database can hold is nobody's."""
    if not code.isprintable():
        return None
    asked = select(Organisation.code, Organisation.kind, Organisation.name).where(Organisation.code == code)
    row = db.session.execute(asked).first()
    return SimpleNamespace(**row._mapping) if row else None


def organisation_kinds() -> dict[str, str]:
    """code -> kind of every organisation."""
    rows = db.session.execute(select(Organisation.code, Organisation.kind))
    return {row.code: row.kind for row in rows}
