"""Queries about accounts for those who appoint: accounts in the order of their names, and the roles of one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select

from ce_workflow.people.roles import GRANTED
from ce_workflow.store.database import db
from ce_workflow.store.people import held
from ce_workflow.store.tables import Grant, Organisation, Person, PersonKey, User

PAGE = 50


def page(start: str = "", *, begins: str = "", name: str | None = None, limit: int = PAGE) -> Sequence[Any]:
    """Accounts from the user name `start` on, with names of person and unit; those that begin so, or of a `name`."""
    asked = (
        select(User.id, User.username, User.active, Person.name.label("person_name"), Organisation.name.label("unit"))
        .join(Person, Person.id == User.person_id)
        .outerjoin(Organisation, Organisation.code == Person.unit)
        .where(User.username >= start, User.username.startswith(begins, autoescape=True))
        .order_by(User.username)
    )
    if name is not None:
        asked = asked.where(Person.name == name)
    return db.session.execute(asked.limit(limit)).all()


def one(user_id: int) -> Any | None:
    """The account with its person; the identity number as it is sealed, with the key to it."""
    asked = (
        select(
            User.id,
            User.username,
            User.active,
            User.created_at,
            User.person_id,
            Person.name.label("person_name"),
            Person.id_sealed,
            PersonKey.wrapped,
            Organisation.name.label("unit"),
        )
        .join(Person, Person.id == User.person_id)
        .outerjoin(PersonKey, PersonKey.person_id == Person.id)
        .outerjoin(Organisation, Organisation.code == Person.unit)
        .where(User.id == user_id)
    )
    return db.session.execute(asked).one_or_none()


def grants(user_id: int) -> Sequence[Any]:
    """Every role that the account held, holds or will hold, the newest first; with the organisation's name."""
    asked = (
        select(Grant.id, Grant.role, Grant.scope, Grant.valid_from, Grant.valid_to, Organisation.name.label("of"))
        .outerjoin(Organisation, Organisation.code == Grant.scope)
        .where(Grant.user_id == user_id)
        .order_by(Grant.id.desc())
    )
    return db.session.execute(asked).all()


def roles_of(user_ids: Iterable[int], at: datetime) -> dict[int, list[str]]:
    """The roles that each account holds at `at`, in the order of the roles' table."""
    found: dict[int, set[str]] = {}
    asked = select(Grant.user_id, Grant.role).where(Grant.user_id.in_(list(user_ids)), held(at))
    for user_id, role in db.session.execute(asked):
        found.setdefault(user_id, set()).add(role)
    return {user_id: [role for role in GRANTED if role in roles] for user_id, roles in found.items()}


def is_open(grant: Any, at: datetime) -> bool:
    """Can this grant still be ended?"""
    return grant.valid_to is None or bool(grant.valid_to > at)
