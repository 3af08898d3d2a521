"""What tests of pages look up in the database."""

from __future__ import annotations

import json
from typing import Any

from flask import Flask
from sqlalchemy import Select, select

from ce_workflow.store.database import db
from ce_workflow.store.tables import Event


def rows(app: Flask, asked: Select[Any]) -> list[tuple[Any, ...]]:
    """The rows of a query, as tuples."""
    with app.app_context():
        return [tuple(row) for row in db.session.execute(asked)]


def events(app: Flask, action: str) -> list[dict[str, Any]]:
    """The bodies of all events of this action, the oldest first."""
    asked = select(Event.body).where(Event.action == action).order_by(Event.id)
    return [json.loads(body) for (body,) in rows(app, asked)]
