"""What the city corrects of the calendar of working days; never deleted, only taken back."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from ce_workflow.store.database import Model, Moment
from ce_workflow.store.tables.organisations import Key
from ce_workflow.store.tables.people import PersonId

LONGEST_DOCUMENT = 100
_HOLDS = text("taken_back_at IS NULL")


class CalendarDay(Model):
    """A day that is worked, or off, whatever the State Council arranged; by which document, and why.

    One correction at most holds for a day. Without `set_by` it was the operator.
    """

    __tablename__ = "ce_calendar_day"

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    day: Mapped[date]
    kind: Mapped[str] = mapped_column(String(20))
    document: Mapped[str] = mapped_column(String(LONGEST_DOCUMENT))
    reason: Mapped[str] = mapped_column(String(LONGEST_DOCUMENT))
    set_by: Mapped[str | None] = mapped_column(PersonId, ForeignKey("ce_person.id"))
    at: Mapped[datetime] = mapped_column(Moment)
    taken_back_by: Mapped[str | None] = mapped_column(PersonId, ForeignKey("ce_person.id"))
    taken_back_at: Mapped[datetime | None] = mapped_column(Moment)

    __table_args__ = (
        CheckConstraint("kind IN ('working','day_off')", name="kind"),
        CheckConstraint("document <> '' AND reason <> ''", name="document_and_reason"),
        CheckConstraint("taken_back_by IS NULL OR taken_back_at IS NOT NULL", name="taken_back"),
        Index("uq_ce_calendar_day_holds", "day", unique=True, postgresql_where=_HOLDS, sqlite_where=_HOLDS),
    )
