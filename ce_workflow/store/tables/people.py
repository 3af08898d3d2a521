"""Persons, their accounts, roles and sessions.

A person is a natural person, whatever accounts and roles they hold: separation of
duties asks for the person. The identity number is sealed under the person's own key,
which lies in a row that can be deleted.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from ce_workflow.store.database import Model, Moment
from ce_workflow.store.tables.organisations import Code, Headed, Key

PersonId = String(32)


class Person(Headed, Model):
    """A professional or an officer; `id` is random and says nothing.

    Events commit to what is personal here under `salt`: without it they tell nothing.
    """

    __tablename__ = "ce_person"

    id: Mapped[str] = mapped_column(PersonId, primary_key=True)
    name: Mapped[str] = mapped_column(String(100), index=True)
    unit: Mapped[str | None] = mapped_column(ForeignKey("ce_organisation.code"), index=True)
    title_level: Mapped[str | None] = mapped_column(String(20))
    quality_talent: Mapped[bool] = mapped_column(default=False)
    id_sealed: Mapped[str | None] = mapped_column(Text)
    id_index: Mapped[str | None] = mapped_column(String(64), unique=True)
    salt: Mapped[str | None] = mapped_column(String(64))
    created_at: Mapped[datetime] = mapped_column(Moment)


class PersonKey(Model):
    """The wrapped key of one person; without it what is sealed can never be read."""

    __tablename__ = "ce_person_key"

    person_id: Mapped[str] = mapped_column(ForeignKey("ce_person.id"), primary_key=True)
    wrapped: Mapped[str] = mapped_column(Text)


class User(Model):
    """An account with which a person logs in."""

    __tablename__ = "ce_user"

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    username: Mapped[str] = mapped_column(String(60), unique=True)
    password_hash: Mapped[str] = mapped_column(String(200))
    person_id: Mapped[str] = mapped_column(ForeignKey("ce_person.id"), index=True)
    active: Mapped[bool] = mapped_column(default=True)
    created_at: Mapped[datetime] = mapped_column(Moment)


class Grant(Model):
    """A role that a user holds for an organisation over a time; never deleted, only ended.

    `scope` is the code of the organisation, empty for roles without one. The person
    stands here again so that "who may decide at this desk" is one index look-up.
    """

    __tablename__ = "ce_grant"

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("ce_user.id"))
    person_id: Mapped[str] = mapped_column(ForeignKey("ce_person.id"))
    role: Mapped[str] = mapped_column(String(20))
    scope: Mapped[str] = mapped_column(Code, default="")
    valid_from: Mapped[datetime] = mapped_column(Moment)
    valid_to: Mapped[datetime | None] = mapped_column(Moment)
    granted_by: Mapped[int | None] = mapped_column(ForeignKey("ce_user.id"))

    __table_args__ = (
        Index("ix_ce_grant_of_user", "user_id", "role"),
        Index("ix_ce_grant_of_desk", "scope", "role", "person_id"),
        CheckConstraint("valid_to >= valid_from", name="validity"),
    )


class Session(Model):
    """A log-in. The cookie carries the token, the row its hash: a copied cookie dies with the row."""

    __tablename__ = "ce_session"

    token_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("ce_user.id"), index=True)
    role: Mapped[str] = mapped_column(String(20))
    created_at: Mapped[datetime] = mapped_column(Moment)
    seen_at: Mapped[datetime] = mapped_column(Moment)
    ended_at: Mapped[datetime | None] = mapped_column(Moment)


class Attempt(Model):
    """Failed log-ins of late, by account and by network, to slow down guessing."""

    __tablename__ = "ce_attempt"

    key: Mapped[str] = mapped_column(String(120), primary_key=True)
    failures: Mapped[int]
    last_at: Mapped[datetime] = mapped_column(Moment)
