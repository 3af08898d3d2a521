"""Queries about hours: the years of a person, and the entries behind a sum."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import case, func, select

from ce_workflow.states.names import UNDER_WAY, WITH_CLAIMANT, WITHDRAWN
from ce_workflow.store.database import db
from ce_workflow.store.tables import Balance, Claim, Entry, Event, Theme, Year
from ce_workflow.trail.streams import claim_stream

AGAINST = ("send_back", "reject", "revoke")
"""Decisions that give a reason to the claimant."""

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


def coming(person_id: str) -> dict[int, dict[str, int]]:
    """year -> category -> hundredths of hours that are on their way: as the last who looked at them has them."""
    found: dict[int, dict[str, int]] = {}
    units = func.coalesce(Claim.units_recognised, Claim.units_reviewed, Claim.units_claimed, 0)
    asked = (
        select(Claim.year, Claim.category, func.sum(units))
        .where(Claim.person_id == person_id, Claim.state.in_(UNDER_WAY), Claim.year.is_not(None))
        .group_by(Claim.year, Claim.category)
    )
    for in_year, category, total in db.session.execute(asked):
        found.setdefault(int(in_year or 0), {})[category] = int(total)
    return found


def claims_of(person_id: str, *, limit: int) -> Sequence[Any]:
    """Claims of the person that were not withdrawn: those that wait for the claimant first, then the newest."""
    asked = (
        select(Claim)
        .where(Claim.person_id == person_id, Claim.state != WITHDRAWN)
        .order_by(case((Claim.state.in_(WITH_CLAIMANT), 0), else_=1), Claim.id.desc())
    )
    return db.session.execute(asked.limit(limit)).all()


def reasons_of(claim_ids: Sequence[int]) -> dict[int, str]:
    """Why each of these claims was last decided against, as a code; those of which nobody said so are left out."""
    if not claim_ids:
        return {}
    asked = (
        select(Event.stream, Event.body)
        .where(Event.stream.in_([claim_stream(number) for number in claim_ids]), Event.action.in_(AGAINST))
        .order_by(Event.stream, Event.seq)
    )
    last = {stream: json.loads(body).get("reason") for stream, body in db.session.execute(asked)}
    return {number: last[name] for number in claim_ids if last.get(name := claim_stream(number))}


def themes(in_years: Sequence[int]) -> dict[int, list[tuple[str, str]]]:
    """year -> (theme, class of platform) of its public subjects."""
    found: dict[int, list[tuple[str, str]]] = {}
    asked = select(Theme).where(Theme.year.in_(in_years)).order_by(Theme.year, Theme.platform_class.desc(), Theme.theme)
    for row in db.session.scalars(asked):
        found.setdefault(row.year, []).append((row.theme, row.platform_class))
    return found
