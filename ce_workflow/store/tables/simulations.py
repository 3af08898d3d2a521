"""Simulations of rule sets: how far they are, and what they found."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from ce_workflow.store.database import Model, Moment
from ce_workflow.store.tables.organisations import Code, Key
from ce_workflow.store.tables.people import PersonId
from ce_workflow.store.tables.rule_sets import Version

_UNDER_WAY = text("ticked_at IS NOT NULL")


class Simulation(Model):
    """A result as it was found: `result` is its canonical text, which the columns before it repeat.

    `digest` is that of the rule set, be it a draft, published, or in a file alone. `by` is
    who began it; None: the operator. Until there is a result, `done` of `total` claims are
    worked out, and `ticked_at` is when it last said so: None once it was given up, or has
    ended. An authority has one under way at a time.
    """

    __tablename__ = "ce_simulation"

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    version: Mapped[str] = mapped_column(Version)
    digest: Mapped[str] = mapped_column(String(64))
    authority: Mapped[str] = mapped_column(Code)
    year: Mapped[int] = mapped_column(ForeignKey("ce_year.year"))
    at: Mapped[datetime] = mapped_column(Moment)
    by: Mapped[str | None] = mapped_column(PersonId)
    result: Mapped[str | None] = mapped_column(Text)
    total: Mapped[int | None]
    done: Mapped[int] = mapped_column(default=0, server_default="0")
    ticked_at: Mapped[datetime | None] = mapped_column(Moment)

    __table_args__ = (
        CheckConstraint("result IS NULL OR ticked_at IS NULL", name="ended"),
        Index("ix_ce_simulation_of", "authority", "year", "id"),
        Index(
            "uq_ce_simulation_under_way",
            "authority",
            unique=True,
            postgresql_where=_UNDER_WAY,
            sqlite_where=_UNDER_WAY,
        ),
    )
