"""Queries about hours: the years of a person, and the entries behind a sum."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import case, func, select

from ce_workflow.states.names import UNDER_WAY
from ce_workflow.store.database import db
from ce_workflow.store.tables import Balance, Claim, Entry, Year

MOST = 1000
"""Entries of one person and year that a page shows; nobody has that many."""


def years(on: date) -> Sequence[Year]:
    """The years that have begun to take claims, the latest first."""
    return db.session.scalars(select(Year).where(Year.opens_on <= on).order_by(Year.year.desc())).all()


def year(number: int) -> Year | None:
    """What that year asks for, None where nobody has said."""
    return db.session.get(Year, number)


def balances(person_id: str) -> dict[int, dict[str, int]]:
    """year -> category -> hundredths of hours."""
    found: dict[int, dict[str, int]] = {}
    asked = select(Balance.year, Balance.category, Balance.units).where(Balance.person_id == person_id)
    for in_year, category, units in db.session.execute(asked):
        found.setdefault(in_year, {})[category] = units
    return found


def entries(person_id: str, in_year: int) -> Sequence[Any]:
    """Every entry of the person in the year, oldest first, with its claim."""
    asked = (
        select(Entry, Claim)
        .outerjoin(Claim, Claim.id == Entry.claim_id)
        .where(Entry.person_id == person_id, Entry.year == in_year)
        .order_by(Entry.at, Entry.id)
        .limit(MOST)
    )
    return db.session.execute(asked).all()


def coming(person_id: str) -> dict[int, dict[str, int]]:
    """year -> category -> hundredths of hours that are on their way."""
    found: dict[int, dict[str, int]] = {}
    asked = (
        select(Claim.year, Claim.category, func.sum(on_its_way()))
        .where(Claim.person_id == person_id, Claim.state.in_(UNDER_WAY), Claim.year.is_not(None))
        .group_by(Claim.year, Claim.category)
    )
    for in_year, category, total in db.session.execute(asked):
        found.setdefault(int(in_year or 0), {})[category] = int(total)
    return found


def on_its_way() -> Any:
    """The hours of a claim that is under way, as the last who looked at them has them.

    Before that what was claimed, and no more than was worked out.
    """
    asked_for = case((Claim.units_computed < Claim.units_claimed, Claim.units_computed), else_=Claim.units_claimed)
    return func.coalesce(Claim.units_recognised, Claim.units_reviewed, asked_for, 0)
