"""Events and the queue of events to be sealed. Triggers keep events as they were written."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from ce_workflow.store.database import Model, Moment
from ce_workflow.store.tables.organisations import Code, Key
from ce_workflow.store.tables.people import PersonId


class Event(Model):
    """What happened: the canonical bytes that were hashed (`body`), and columns to search by.

    Streams are `claim:7`, `person:<id>`, `org:<code>`, `year:2019`, `batch:3`, each
    numbered and chained, and `security`, which has neither number nor chain.
    """

    __tablename__ = "ce_event"

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    stream: Mapped[str] = mapped_column(String(60))
    seq: Mapped[int | None]
    action: Mapped[str] = mapped_column(String(40))
    from_state: Mapped[str | None] = mapped_column(String(20))
    to_state: Mapped[str | None] = mapped_column(String(20))
    actor_person_id: Mapped[str | None] = mapped_column(PersonId)
    actor_role: Mapped[str] = mapped_column(String(20))
    actor_org: Mapped[str | None] = mapped_column(Code)
    at: Mapped[datetime] = mapped_column(Moment)
    request_id: Mapped[str] = mapped_column(String(80))
    prev_hash: Mapped[str | None] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64))
    body: Mapped[str] = mapped_column(Text)

    __table_args__ = (
        UniqueConstraint("stream", "seq"),
        UniqueConstraint("stream", "prev_hash"),
        Index(
            "ix_ce_event_security",
            "stream",
            "id",
            postgresql_where=text("seq IS NULL"),
            sqlite_where=text("seq IS NULL"),
        ),
        {"sqlite_autoincrement": True},
    )


class EventQueue(Model):
    """Events that wait for the seal, written in the transaction of the event itself."""

    __tablename__ = "ce_event_queue"

    event_id: Mapped[int] = mapped_column(ForeignKey("ce_event.id"), primary_key=True, autoincrement=False)
