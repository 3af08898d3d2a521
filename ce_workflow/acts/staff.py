"""Many accounts at once, each with one role: for filling a city, where nobody types them one by one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import select

from ce_workflow.acts.enrol import may_appoint
from ce_workflow.acts.record import Codes, record
from ce_workflow.clock import stamp
from ce_workflow.people.actor import Actor
from ce_workflow.people.roles import EXCLUSIVE
from ce_workflow.store.database import db
from ce_workflow.store.rows import insert_rows
from ce_workflow.store.tables import Grant, User
from ce_workflow.trail.event import GIVEN, of_grant
from ce_workflow.trail.said import of_user


class Seat(NamedTuple):
    """Who is to have an account of which name, and the role that it gets."""

    person_id: str
    username: str
    role: str
    scope: str = ""


def seat_many(seats: Sequence[Seat], password_hash: str, actor: Actor, *, at: datetime, request_id: str) -> list[Actor]:
    """Make the accounts, which are new, and say who they are as actors; events as `appoint` writes them.

    Roles that exclude others are given one by one (`appoint.grant`). Nothing is committed here.
    """
    may_appoint(actor, at)
    if any(seat.role in EXCLUSIVE for seat in seats):
        raise ValueError("a role that excludes others is given one by one")
    began = {"password_hash": password_hash, "active": True, "created_at": stamp(at)}
    insert_rows(User.__table__, [{"username": s.username, "person_id": s.person_id} | began for s in seats])
    asked = select(User.__table__).where(User.username.in_([seat.username for seat in seats]))
    users = {row["username"]: dict(row) for row in db.session.execute(asked).mappings()}
    ids = {username: user["id"] for username, user in users.items()}
    insert_rows(
        Grant.__table__,
        [
            {"user_id": ids[s.username], "person_id": s.person_id, "role": s.role, "scope": s.scope}
            | {"valid_from": stamp(at), "granted_by": actor.user_id}
            for s in seats
        ],
    )
    grants = select(Grant.__table__).where(Grant.user_id.in_(ids.values()))
    given: dict[str, tuple[str, Codes]] = {row.person_id: (GIVEN, of_grant(row)) for row in db.session.execute(grants)}
    added: dict[str, tuple[str, Codes]] = {s.person_id: ("add_user", of_user(users[s.username])) for s in seats}
    for happened in (added, given):
        record("person", happened, actor, at=at, request_id=request_id)
    return [Actor(ids[s.username], s.username, s.person_id, s.role, (s.scope,)) for s in seats]
