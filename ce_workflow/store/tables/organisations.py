"""Organisations, years and themes: the reference data, and batches of imports.

Units, departments, districts, the city bureau and CE bases share one table and one
namespace of codes, so that a scope, a desk and a reach are each just a code.
Rows that have a stream of the trail carry its head (`seq`, `head`).
"""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from ce_workflow.states.names import ROUTES
from ce_workflow.store.database import Model, Moment

Code = String(40)
Key = BigInteger().with_variant(Integer(), "sqlite")


class Headed:
    """A row with a stream of the trail: the number and the hash of its last event."""

    seq: Mapped[int] = mapped_column(default=0, server_default="0")
    head: Mapped[str] = mapped_column(String(64), default="", server_default="")


class Organisation(Headed, Model):
    """A unit, department, district, city bureau or base.

    `route` and `notice_days` (calendar days) are the measures of an authority (五(二)):
    a unit follows its department, else its district, else the city; what is empty is
    left to the next.
    """

    __tablename__ = "ce_organisation"

    code: Mapped[str] = mapped_column(Code, primary_key=True)
    kind: Mapped[str] = mapped_column(String(20))
    name: Mapped[str] = mapped_column(String(200))
    department: Mapped[str | None] = mapped_column(ForeignKey("ce_organisation.code"))
    district: Mapped[str | None] = mapped_column(ForeignKey("ce_organisation.code"))
    sector: Mapped[str | None] = mapped_column(String(40))
    sort: Mapped[str | None] = mapped_column(String(40))
    route: Mapped[str | None] = mapped_column(String(20))
    notice_days: Mapped[int | None]
    valid_from: Mapped[date | None]
    valid_to: Mapped[date | None]
    learning_address: Mapped[str | None] = mapped_column(String(300))

    __table_args__ = (
        CheckConstraint("kind IN ('unit','department','district','city','base')", name="kind"),
        CheckConstraint("notice_days BETWEEN 0 AND 90", name="notice_days"),
        CheckConstraint(f"route IN ({','.join(map(repr, ROUTES))})", name="route"),
    )


class Year(Headed, Model):
    """A year of hours: what it asks for (hundredths) and until when it takes claims.

    An empty closing day means that the city has not set one. What is given is in order:
    filing closes, then deciding, then the year is locked.
    """

    __tablename__ = "ce_year"

    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    total: Mapped[int]
    public: Mapped[int]
    professional: Mapped[int]
    opens_on: Mapped[date]
    filing_closes_on: Mapped[date | None]
    deciding_closes_on: Mapped[date | None]
    locked_on: Mapped[date | None]

    __table_args__ = (
        CheckConstraint("total >= 0 AND public >= 0 AND professional >= 0", name="needs"),
        CheckConstraint(
            "filing_closes_on <= deciding_closes_on AND deciding_closes_on <= locked_on"
            " AND filing_closes_on <= locked_on",
            name="closes_in_order",
        ),
    )


class Theme(Model):
    """A theme of public subjects that a class of platforms may teach in a year (三(一))."""

    __tablename__ = "ce_theme"

    year: Mapped[int] = mapped_column(ForeignKey("ce_year.year"), primary_key=True)
    theme: Mapped[str] = mapped_column(String(100), primary_key=True)
    platform_class: Mapped[str] = mapped_column(String(40), primary_key=True)


class Batch(Headed, Model):
    """One load of many rows: a roster, records of a platform."""

    __tablename__ = "ce_batch"

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    what: Mapped[str] = mapped_column(String(40))
    at: Mapped[datetime] = mapped_column(Moment)
