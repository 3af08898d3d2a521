"""Queries about hours: the years of a person, and the entries behind a sum."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import select

from ce_workflow.states.names import CREDITED, DRAFT, LIVE
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
    """Every entry of the person in the year, oldest first, with the title and kind of its claim."""
    asked = (
        select(Entry, Claim.title, Claim.kind)
        .outerjoin(Claim, Claim.id == Entry.claim_id)
        .where(Entry.person_id == person_id, Entry.year == in_year)
        .order_by(Entry.at, Entry.id)
        .limit(MOST)
    )
    return db.session.execute(asked).all()


def on_their_way(person_id: str) -> Sequence[Claim]:
    """Claims of the person that are neither credited nor over, the newest first."""
    states = [DRAFT, *(state for state in LIVE if state != CREDITED)]
    asked = select(Claim).where(Claim.person_id == person_id, Claim.state.in_(states))
    return db.session.scalars(asked.order_by(Claim.id.desc()).limit(MOST)).all()
