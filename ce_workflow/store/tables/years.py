"""Requests to reopen a year: what one officer of the city asks for and another confirms."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from ce_workflow.store.database import Model
from ce_workflow.store.tables.people import PersonId
from ce_workflow.words import N_

ASKED, CONFIRMED, DROPPED = "asked", "confirmed", "dropped"
REQUEST_LABELS = {ASKED: N_("Waits for a second officer"), CONFIRMED: N_("Confirmed"), DROPPED: N_("Dropped")}
LONGEST_REASON = 500
_ASKED = text(f"state = '{ASKED}'")


class YearRequest(Model):
    """The closing days that a year shall have, and why; `number` is that of the event by which it was asked for."""

    __tablename__ = "ce_year_request"

    year: Mapped[int] = mapped_column(ForeignKey("ce_year.year"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    state: Mapped[str] = mapped_column(String(20))
    asked_by: Mapped[str] = mapped_column(PersonId)
    reason: Mapped[str] = mapped_column(String(LONGEST_REASON))
    salt: Mapped[str] = mapped_column(String(64))
    filing_closes_on: Mapped[date | None]
    deciding_closes_on: Mapped[date | None]
    locked_on: Mapped[date | None]

    __table_args__ = (
        CheckConstraint(f"state IN ('{ASKED}','{CONFIRMED}','{DROPPED}')", name="state"),
        Index("uq_ce_year_request_asked", "year", unique=True, postgresql_where=_ASKED, sqlite_where=_ASKED),
    )
