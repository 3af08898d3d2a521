"""Reductions of what a year asks of a person; never deleted, only cancelled by a later decision."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from ce_workflow.store.database import Model, Moment
from ce_workflow.store.tables.organisations import Key
from ce_workflow.store.tables.people import PersonId

LONGEST_DOCUMENT = 100


class Reduction(Model):
    """Days of a year on which a unit asks nothing of its person, and the document that grants it."""

    __tablename__ = "ce_reduction"

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    person_id: Mapped[str] = mapped_column(ForeignKey("ce_person.id"))
    year: Mapped[int] = mapped_column(ForeignKey("ce_year.year"))
    from_day: Mapped[date]
    to_day: Mapped[date]
    reason: Mapped[str] = mapped_column(String(20))
    document: Mapped[str] = mapped_column(String(LONGEST_DOCUMENT))
    decided_by: Mapped[str] = mapped_column(PersonId, ForeignKey("ce_person.id"))
    at: Mapped[datetime] = mapped_column(Moment)
    cancelled_by: Mapped[str | None] = mapped_column(PersonId, ForeignKey("ce_person.id"))
    cancelled_at: Mapped[datetime | None] = mapped_column(Moment)
    cancelled_document: Mapped[str | None] = mapped_column(String(LONGEST_DOCUMENT))

    __table_args__ = (
        CheckConstraint("from_day <= to_day", name="days"),
        CheckConstraint("document <> ''", name="document"),
        CheckConstraint(
            "(cancelled_at IS NULL) = (cancelled_by IS NULL) AND (cancelled_at IS NULL) = (cancelled_document IS NULL)",
            name="cancelled",
        ),
        Index("ix_ce_reduction_of_person", "person_id", "year"),
    )
