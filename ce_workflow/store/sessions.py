"""Queries about log-ins. A token is known by its hash alone; a session ends by its row, not by the cookie."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any

from sqlalchemy import bindparam, delete, insert, select, update

from ce_workflow.clock import stamp
from ce_workflow.store.database import Moment, db
from ce_workflow.store.prepared import Prepared
from ce_workflow.store.tables import Person, Session, User

IDLE = timedelta(minutes=30)
LONGEST = timedelta(hours=12)


def hashed(token: str) -> str:
    """What of a token is stored."""
    return hashlib.sha256(token.encode()).hexdigest()


_ASKED: Any = (
    select(
        Session.user_id,
        Session.role,
        Session.created_at,
        Session.seen_at,
        User.username,
        User.person_id,
        Person.name.label("person_name"),
    )
    .join(User, User.id == Session.user_id)
    .join(Person, Person.id == User.person_id)
    .where(
        Session.token_hash == bindparam("token_hash", None),
        Session.ended_at.is_(None),
        Session.seen_at > bindparam("seen_since", None, type_=Moment),
        Session.created_at > bindparam("begun_since", None, type_=Moment),
        User.active,
    )
)
_FIND = Prepared(_ASKED)


def find(token: str, at: datetime) -> SimpleNamespace | None:
    """The session that this token opens, with its account and person; None when it ended or grew too old."""
    found = _FIND.rows(token_hash=hashed(token), seen_since=stamp(at - IDLE), begun_since=stamp(at - LONGEST))
    return SimpleNamespace(**found[0]) if found else None


def begin(token: str, user_id: int, role: str, at: datetime, created_at: datetime | None = None) -> None:
    """A new session; `created_at` is that of the log-in when only the role changes. Those grown too old are cleared."""
    db.session.execute(delete(Session).where(Session.user_id == user_id, Session.created_at < at - 2 * LONGEST))
    row = {"token_hash": hashed(token), "user_id": user_id, "role": role, "seen_at": at}
    db.session.execute(insert(Session).values(created_at=created_at or at, **row))


def touch(token: str, at: datetime) -> None:
    """The session was used just now."""
    db.session.execute(update(Session).where(Session.token_hash == hashed(token)).values(seen_at=at))


def end(token: str, at: datetime) -> datetime | None:
    """End one session; returns when its log-in was, None when it had ended before."""
    ended = update(Session).where(Session.token_hash == hashed(token), Session.ended_at.is_(None)).values(ended_at=at)
    return db.session.scalar(ended.returning(Session.created_at))
