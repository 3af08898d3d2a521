"""What a simulation found, as it is kept: figures, tables and the largest differences; claim numbers, no names.

Hours are hundredths. The text is canonical, so that the same result is the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any, NamedTuple

from ce_workflow.clock import stamp
from ce_workflow.kinds import KINDS
from ce_workflow.people import sectors, titles
from ce_workflow.rules.sets.explain import Explained
from ce_workflow.trail.canonical import canonical, parse
from ce_workflow.words import N_, Text

LARGEST = 20
"""Differences that are shown with both traces."""

GROUPS = {
    "sector": N_("Sector"),
    "department": N_("Competent department"),
    "district": N_("District"),
    "title_level": N_("Title level"),
    "kind": N_("Kind"),
}
"""What a table goes by, and what that is called."""

FIGURES = {
    "claims": N_("Number of claims"),
    "unchanged": N_("Unchanged"),
    "gain": N_("Gain hours"),
    "lose": N_("Lose hours"),
    "refused": N_("No hours any more"),
    "begun": N_("Hours for the first time"),
    "before": N_("Hours before"),
    "after": N_("Hours after"),
}
OF_HOURS = ("before", "after")
"""Those of the figures that are hours; the others count claims."""


@dataclass(slots=True)
class Figures:
    """Claims counted by what the draft would do to them, and their hours.

    `refused` had hours worked out and would have none, `begun` had none and would have some.
    """

    claims: int = 0
    unchanged: int = 0
    gain: int = 0
    lose: int = 0
    refused: int = 0
    begun: int = 0
    before: int = 0
    after: int = 0

    def add(self, before: int, after: int, then: int) -> None:
        """A claim that has `before`, would have `after`, and for which `then` was worked out."""
        self.claims += 1
        self.unchanged += after == before
        self.gain += after > before
        self.lose += after < before
        self.refused += bool(then and not after)
        self.begun += bool(after and not then)
        self.before += before
        self.after += after


class Difference(NamedTuple):
    """One of the largest differences: what was worked out `then`, and what the draft says `now`, line by line."""

    claim: int
    kind: str
    before: int
    after: int
    worked: int
    then: tuple[Explained, ...]
    now: tuple[Explained, ...]


@dataclass
class Simulated:
    """What the set `version` with this digest would do to the claims of `year`, as they stood at `at`.

    `credited` are compared with what was credited, those `under_way` with what was worked out;
    `tables` (by what -> code -> figures) and `largest` are of the credited ones.
    """

    version: str
    digest: str
    authority: str
    year: int
    at: datetime
    credited: Figures = field(default_factory=Figures)
    under_way: Figures = field(default_factory=Figures)
    tables: dict[str, dict[str, Figures]] = field(default_factory=lambda: {name: {} for name in GROUPS})
    largest: tuple[Difference, ...] = ()

    def text(self) -> str:
        """As it is kept, and written into a file."""
        said = {"version": self.version, "digest": self.digest, "authority": self.authority, "year": self.year}
        said |= {"at": stamp(self.at), "credited": asdict(self.credited), "under_way": asdict(self.under_way)}
        tables = {name: [{"of": code} | asdict(row) for code, row in found] for name, found in self.sorted()}
        return canonical(said | {"tables": tables, "largest": [_packed(one) for one in self.largest]})

    def sorted(self) -> Iterator[tuple[str, list[tuple[str, Figures]]]]:
        """The tables with their rows in the order of the codes."""
        for name in GROUPS:
            yield name, sorted(self.tables[name].items())


def read(text: str) -> Simulated:
    """The result that this text keeps."""
    kept = parse(text)
    tables = {
        name: {row["of"]: Figures(**{figure: row[figure] for figure in FIGURES}) for row in kept["tables"][name]}
        for name in GROUPS
    }
    return Simulated(
        kept["version"],
        kept["digest"],
        kept["authority"],
        kept["year"],
        datetime.fromisoformat(kept["at"]),
        Figures(**kept["credited"]),
        Figures(**kept["under_way"]),
        tables,
        tuple(_unpacked(one) for one in kept["largest"]),
    )


def named(group: str, code: str, names: Mapping[str, Any]) -> Text | str:
    """What a row of a table is called; `names` are organisations by code."""
    if group == "kind" and code in KINDS:
        return Text(KINDS[code].label)
    labels = {"title_level": titles.LABELS, "sector": sectors.LABELS}.get(group, {})
    if code in labels:
        return Text(labels[code])
    return getattr(names.get(code), "name", code) or Text(N_("not known"))


class Apart(NamedTuple):
    """A figure that two results do not share: what it is called, and what each has."""

    label: Text
    name: str
    first: int
    second: int


def apart(first: Simulated, second: Simulated) -> list[Apart]:
    """The figures of the whole in which the second result differs from the first."""
    found = []
    for part, of in (("credited", N_("Credited: %(figure)s")), ("under_way", N_("Under way: %(figure)s"))):
        one, other = getattr(first, part), getattr(second, part)
        for name, label in FIGURES.items():
            if getattr(one, name) != getattr(other, name):
                text = Text(of, figure=Text(label))
                found.append(Apart(text, name, getattr(one, name), getattr(other, name)))
    return found


def _packed(one: Difference) -> dict[str, Any]:
    lines = {name: [_line(line) for line in getattr(one, name)] for name in ("then", "now")}
    return one._asdict() | lines


def _line(line: Explained) -> dict[str, Any]:
    said = {"text": line.text.pack(), "change": str(line.change), "hours": str(line.hours), "cited": line.cited}
    return said | {"platform": line.platform, "origin": line.origin, "is_cap": line.is_cap}


def _unpacked(kept: Mapping[str, Any]) -> Difference:
    lines = {name: tuple(_explained(line) for line in kept[name]) for name in ("then", "now")}
    return Difference(**{**kept, **lines})


def _explained(kept: Mapping[str, Any]) -> Explained:
    figures = {"change": Decimal(kept["change"]), "hours": Decimal(kept["hours"])}
    return Explained(**{**kept, **figures, "text": Text.unpack(kept["text"])})
