"""Changes of the cast that a test needs: who is appointed to what, when a year closes, which way claims go."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import Flask

from ce_workflow import clock
from ce_workflow.acts import appoint as appointing
from ce_workflow.acts import reference
from ce_workflow.people.actor import SYSTEM
from ce_workflow.store.people import user_named
from ce_workflow.store.transaction import transaction


def appoint(app: Flask, username: str, role: str, scope: str) -> int:
    """One more role for an account; the number of the grant."""
    with app.app_context():
        user = user_named(username)
        assert user is not None
        at = clock.now()
        return transaction(lambda: appointing.grant(user.id, role, scope, SYSTEM, at=at, request_id="test"))


def dismiss(app: Flask, grant_id: int) -> None:
    """End a grant."""
    with app.app_context():
        transaction(lambda: appointing.end_grant(grant_id, SYSTEM, at=clock.now(), request_id="test"))


def end_role(app: Flask, username: str, role: str) -> None:
    """End the role that an account has had since the cast was made."""
    from sqlalchemy import select

    from ce_workflow.store.database import db
    from ce_workflow.store.tables import Grant

    with app.app_context():
        user = user_named(username)
        assert user is not None
        asked = select(Grant.id).where(Grant.user_id == user.id, Grant.role == role, Grant.valid_to.is_(None))
        grant_id = db.session.scalars(asked).one()
    dismiss(app, grant_id)


def change_year(app: Flask, year: int, **days: str) -> None:
    """Set days of a year."""
    row: dict[str, Any] = {"year": year} | {name: date.fromisoformat(on) for name, on in days.items()}
    with app.app_context():
        transaction(lambda: reference.years([row], SYSTEM, at=clock.now(), request_id="test"))


def change(app: Flask, code: str, **columns: Any) -> None:
    """Change an organisation: its name, route, notice period."""
    with app.app_context():
        row = {"code": code} | columns
        transaction(lambda: reference.organisations([row], SYSTEM, at=clock.now(), request_id="test"))
