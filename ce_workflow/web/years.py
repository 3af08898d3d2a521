"""The years of a person as pages show them: what each asks for, what is there, whether it still takes claims."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ce_workflow.ledger.standing import Standing, standing
from ce_workflow.store import ledger
from ce_workflow.store.tables import Year


@dataclass(frozen=True)
class YearShown:
    """One year of one person."""

    year: int
    standing: Standing
    takes_claims: bool
    closes_on: date | None


def standings(person_id: str, on: date) -> list[YearShown]:
    """The years that take claims on that day, and those in which there are hours; the latest first."""
    found = ledger.balances(person_id)
    return [
        shown
        for row in ledger.years(on)
        if (shown := _shown(row, found.get(row.year, {}), on)).takes_claims or row.year in found
    ]


def standing_of(person_id: str, row: Year, on: date) -> YearShown:
    """One year."""
    return _shown(row, ledger.balances(person_id).get(row.year, {}), on)


def _shown(row: Year, balances: dict[str, int], on: date) -> YearShown:
    closed = any(day is not None and on > day for day in (row.filing_closes_on, row.locked_on))
    return YearShown(row.year, standing(balances, row), row.opens_on <= on and not closed, row.filing_closes_on)
