"""What simulations of rule sets found, one row a result."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from ce_workflow.store.database import Model, Moment
from ce_workflow.store.tables.organisations import Code, Key
from ce_workflow.store.tables.people import PersonId
from ce_workflow.store.tables.rule_sets import Version


class Simulation(Model):
    """A result as it was found: `result` is its canonical text, which the columns before it repeat.

    `digest` is that of the rule set, be it a draft, published, or in a file alone. `by` is
    who ran it; None: the operator.
    """

    __tablename__ = "ce_simulation"

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    version: Mapped[str] = mapped_column(Version)
    digest: Mapped[str] = mapped_column(String(64))
    authority: Mapped[str] = mapped_column(Code)
    year: Mapped[int] = mapped_column(ForeignKey("ce_year.year"))
    at: Mapped[datetime] = mapped_column(Moment)
    by: Mapped[str | None] = mapped_column(PersonId)
    result: Mapped[str] = mapped_column(Text)

    __table_args__ = (Index("ix_ce_simulation_of", "authority", "year", "id"),)
