"""The years of a person as pages show them: what each asks for, what is there, what would close the gap."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from ce_workflow.ledger.standing import Standing, standing
from ce_workflow.rules.year_open import takes_claims
from ce_workflow.store import facts, ledger
from ce_workflow.store.tables import Year
from ce_workflow.words import N_, Text

PLACES = {
    "provincial_platform": N_("“%(theme)s” on the provincial platform"),
    "municipal_base": N_("“%(theme)s” on the platform of a base"),
}
"""Where a theme is learned, by class of platform."""
ANYWHERE = N_("“%(theme)s”")


@dataclass(frozen=True)
class YearShown:
    """One year of one person; `themes` are the public subjects of the year, as sentences."""

    year: int
    standing: Standing
    takes_claims: bool
    closes_on: date | None
    themes: Sequence[Text] = ()

    @property
    def ends_on(self) -> date:
        """The last day on which something may be completed that counts for the year, 五(二)."""
        return date(self.year, 12, 31)


def standings(person_id: str, on: date) -> list[YearShown]:
    """The years that take claims on that day, and those in which there are hours; the latest first."""
    found, coming = ledger.balances(person_id), ledger.coming(person_id)
    return [
        shown
        for row in ledger.years(on)
        if (shown := _shown(row, found.get(row.year, {}), coming.get(row.year, {}), on)).takes_claims
        or row.year in found
    ]


def with_themes(years: Sequence[YearShown]) -> list[YearShown]:
    """The same years with their public subjects."""
    found = facts.themes()
    return [replace(shown, themes=_themes(found.get(shown.year, ()))) for shown in years]


def standing_of(person_id: str, row: Year, on: date) -> YearShown:
    """One year."""
    found, coming = ledger.balances(person_id), ledger.coming(person_id)
    return _shown(row, found.get(row.year, {}), coming.get(row.year, {}), on)


def _shown(row: Year, balances: dict[str, int], coming: dict[str, int], on: date) -> YearShown:
    return YearShown(row.year, standing(balances, row, coming), takes_claims(row, on), row.filing_closes_on)


def _themes(found: Iterable[tuple[str, str]]) -> list[Text]:
    """Those of the provincial platform first."""
    ordered = sorted(sorted(found), key=lambda pair: pair[1], reverse=True)
    return [_theme(*pair) for pair in ordered]


def _theme(theme: str, platform_class: str) -> Text:
    return Text(PLACES.get(platform_class, ANYWHERE), theme=theme)
