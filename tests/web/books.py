"""What the books hold, before and after: a refused request changes none of it."""

from __future__ import annotations

import json
from typing import Any

from flask import Flask
from sqlalchemy import func, select

from ce_workflow.store.database import db
from ce_workflow.store.tables import Balance, Claim, Content, Entry, Event, Evidence


def books(app: Flask) -> dict[str, Any]:
    """The business rows: every claim as it stands, every balance, and how many rows the other tables have."""
    with app.app_context():
        claims = db.session.execute(select(Claim.__table__).order_by(Claim.id)).all()
        balances = db.session.execute(select(Balance.__table__)).all()
        counted = {table.__tablename__: _count(table) for table in (Content, Entry, Evidence)}
        events = db.session.scalar(select(func.count()).where(Event.stream != "security"))
        return {"claims": claims, "balances": balances, "events": events, **counted}


def refusals(app: Flask) -> list[tuple[str, str]]:
    """(act, code) of every refusal in the security stream, in order."""
    asked = select(Event.body).where(Event.stream == "security", Event.action == "refused").order_by(Event.id)
    with app.app_context():
        extras = [json.loads(body)["extra"] for body in db.session.scalars(asked)]
    return [(extra["act"], extra["code"]) for extra in extras]


def claim_row(app: Flask, claim_id: int) -> Any:
    """The row of a claim."""
    with app.app_context():
        return db.session.execute(select(Claim.__table__).where(Claim.id == claim_id)).one()


def last_request(app: Flask, claim_id: int) -> list[tuple[str, str]]:
    """(action, role) of the events that the last request left on the claim."""
    asked = select(Event.action, Event.actor_role, Event.request_id).where(Event.stream == f"claim:{claim_id}")
    with app.app_context():
        found = db.session.execute(asked.order_by(Event.seq)).all()
    return [(row.action, row.actor_role) for row in found if row.request_id == found[-1].request_id]


def _count(table: Any) -> int:
    return db.session.scalar(select(func.count()).select_from(table)) or 0
