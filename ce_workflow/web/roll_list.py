"""The roll as its address describes it: who of the unit is met or short, and where the page begins."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from werkzeug.exceptions import BadRequest

from ce_workflow.ledger.asked import Asked
from ce_workflow.ledger.entries import CATEGORIES
from ce_workflow.ledger.standing import Standing
from ce_workflow.people.actor import Actor
from ce_workflow.people.pinyin import by_sound
from ce_workflow.people.titles import LABELS
from ce_workflow.store import needs, roll
from ce_workflow.store.tables import Organisation, Year
from ce_workflow.web.shown import person_name
from ce_workflow.web.years import stands

SHORT, MET = "short", "met"


@dataclass(frozen=True)
class Line:
    """One of the people."""

    person_id: str
    name: str
    title_level: str | None
    asked: Asked
    standing: Standing


@dataclass(frozen=True)
class Roll:
    """One page of the roll; `asked` is what the year asks by level of title before anything is reduced."""

    lines: list[Line]
    next: str | None
    paged: bool
    only: str | None
    met: int
    short: int
    asked: dict[str | None, Asked]

    @property
    def people(self) -> int:
        return self.met + self.short


def roll_list(
    unit: Organisation, row: Year, on: date, actor: Actor, only: str | None = None, after: str | None = None
) -> Roll:
    """The page after the person `after`. Raises BadRequest for what no page of ours asks for.

    Everybody is read, since they are counted; a person in the address stands for no name.
    """
    if only not in (None, SHORT, MET):
        raise BadRequest
    rows = sorted(roll.people(unit.code, row.year), key=lambda person: (by_sound(person.name), person.id))
    rules, reduced = needs.asked_by_unit(unit, row, on), needs.reductions_of_unit(unit.code, row.year)
    asked = {level: needs.asked(row, rules, level) for level in _in_order(person.title_level for person in rows)}
    lines = [_line(person, asked[person.title_level].reduced(reduced.get(person.id, ())), actor) for person in rows]
    met = sum(line.standing.met for line in lines)
    found = [line for line in lines if only is None or line.standing.met == (only == MET)]
    start = _place_after(after, rows, found)
    page = found[start : start + roll.PAGE]
    following = page[-1].person_id if start + roll.PAGE < len(found) else None
    return Roll(page, following, after is not None, only, met, len(lines) - met, asked)


def _line(person: Any, asked: Asked, actor: Actor) -> Line:
    have, coming = (
        {category: getattr(person, f"{word}_{category}") for category in CATEGORIES} for word in ("have", "coming")
    )
    standing = stands(have, asked, coming)
    return Line(person.id, person_name(person.name, actor), person.title_level, asked, standing)


def _in_order(levels: Iterable[str | None]) -> list[str | None]:
    """Each level once, the highest first."""
    order = list(LABELS)
    return sorted(set(levels), key=lambda level: order.index(level) if level in order else len(order))


def _place_after(after: str | None, rows: list[Any], found: list[Line]) -> int:
    """Where in `found` the page begins: after that person, whether or not the filter still shows them."""
    if after is None:
        return 0
    places = {person.id: place for place, person in enumerate(rows)}
    if after not in places:
        raise BadRequest
    return sum(places[line.person_id] <= places[after] for line in found)
