"""The years of a person as pages show them: what each asks for, what is there, what would close the gap."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from ce_workflow.ledger.asked import Asked
from ce_workflow.ledger.standing import Standing, standing
from ce_workflow.rules.year_open import takes_claims
from ce_workflow.store import facts, ledger, needs
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
    asked: Asked
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
    found = ledger.balances(person_id)
    rows = [row for row in ledger.years(on) if takes_claims(row, on) or row.year in found]
    return _shown(person_id, rows, found, on)


def with_themes(years: Sequence[YearShown]) -> list[YearShown]:
    """The same years with their public subjects."""
    found = facts.themes()
    return [replace(shown, themes=_themes(found.get(shown.year, ()))) for shown in years]


def standing_of(person_id: str, row: Year, on: date) -> YearShown:
    """One year."""
    [shown] = _shown(person_id, [row], ledger.balances(person_id), on)
    return shown


def _shown(person_id: str, rows: Sequence[Year], found: Mapping[int, Mapping[str, int]], on: date) -> list[YearShown]:
    coming, asked = ledger.coming(person_id), needs.asked_of(person_id, rows, on)
    return [
        YearShown(
            row.year,
            asked[row.year],
            stands(found.get(row.year, {}), asked[row.year], coming.get(row.year, {})),
            takes_claims(row, on),
            row.filing_closes_on,
        )
        for row in rows
    ]


def stands(balances: Mapping[str, int], asked: Asked, coming: Mapping[str, int] | None = None) -> Standing:
    """The standing against what the year asks of this person."""
    return standing(balances, asked, coming, asked.clauses)


def _themes(found: Iterable[tuple[str, str]]) -> list[Text]:
    """Those of the provincial platform first."""
    ordered = sorted(sorted(found), key=lambda pair: pair[1], reverse=True)
    return [_theme(*pair) for pair in ordered]


def _theme(theme: str, platform_class: str) -> Text:
    return Text(PLACES.get(platform_class, ANYWHERE), theme=theme)
