"""Hours: entries in pairs, never changed, and the balance that is their fold."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from ce_workflow.store.database import Model, Moment

EntryId = String(80)


class Entry(Model):
    """One side of a pair. Hours in hundredths (`units`), positive for the person at credit.

    `tx_id` names the event that caused the pair (`claim:7:5`), so an event can post once;
    `person_id` is empty on the counterpart `recognised:<year>:<category>`.
    """

    __tablename__ = "ce_ledger"

    id: Mapped[str] = mapped_column(EntryId, primary_key=True)
    tx_id: Mapped[str] = mapped_column(String(70), index=True)
    account: Mapped[str] = mapped_column(String(60))
    person_id: Mapped[str | None] = mapped_column(ForeignKey("ce_person.id"))
    year: Mapped[int]
    category: Mapped[str] = mapped_column(String(20))
    units: Mapped[int]
    claim_id: Mapped[int | None] = mapped_column(ForeignKey("ce_claim.id"), index=True)
    reverses_id: Mapped[str | None] = mapped_column(ForeignKey("ce_ledger.id"), unique=True)
    rule_version: Mapped[str] = mapped_column(String(60))
    at: Mapped[datetime] = mapped_column(Moment)

    __table_args__ = (
        CheckConstraint("units <> 0", name="units"),
        CheckConstraint("(person_id IS NULL) = (account LIKE 'recognised:%')", name="whose"),
        Index("ix_ce_ledger_of_person", "person_id", "year", "at"),
    )


class Balance(Model):
    """The hours of a person in a year by category, in hundredths; equal to the fold of the entries."""

    __tablename__ = "ce_balance"

    person_id: Mapped[str] = mapped_column(ForeignKey("ce_person.id"), primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    category: Mapped[str] = mapped_column(String(20), primary_key=True)
    units: Mapped[int]

    __table_args__ = (CheckConstraint("units >= 0", name="units"),)
