"""Queries about events for those who watch the trail: newest first, by key."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from ce_workflow.store.database import db
from ce_workflow.store.tables import Event
from ce_workflow.trail.streams import SECURITY

PAGE = 50


def page(stream: str | None = None, *, before: int | None = None, limit: int = PAGE) -> Sequence[Event]:
    """Events of one stream, or of all, from below id `before`."""
    asked = select(Event)
    if stream is not None:
        asked = asked.where(Event.stream == stream)
    if stream == SECURITY:
        asked = asked.where(Event.seq.is_(None))  # as the index has it
    if before is not None:
        asked = asked.where(Event.id < before)
    return db.session.scalars(asked.order_by(Event.id.desc()).limit(limit)).all()
