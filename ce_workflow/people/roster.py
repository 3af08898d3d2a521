"""A roster: the professionals of a unit as a table names them, read line by line.

Reading never raises; whatever is wrong with a line is said with its number, all lines
at once. Two lines with the same identity number, however it is written, are one person
written twice, so the second is refused.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import NamedTuple

from ce_workflow.errors import Finding
from ce_workflow.people import id_number, names, titles
from ce_workflow.words import N_, Text

COLUMNS = ("name", "id_number", "unit_code", "title_level", "quality_talent")
_YES, _NO = ("是", "yes", "1"), ("否", "no", "0", "")


class RosterLine(NamedTuple):
    """One professional, read: `id_number` is normalised, `title_level` a code of `titles`."""

    name: str
    id_number: str
    unit: str
    title_level: str
    quality_talent: bool


Faults = list[tuple[int, Finding]]
"""What is wrong: the number of the line, and the finding."""


def read(
    rows: Iterable[Mapping[str, str | None]], units: Collection[str], *, on: date, first_line: int = 2
) -> tuple[list[RosterLine], Faults]:
    """The lines that can be read, and what is wrong with the others; `units` are the codes that there are."""
    lines: list[RosterLine] = []
    faults: Faults = []
    seen: dict[str, int] = {}
    for number, row in enumerate(rows, start=first_line):
        found: list[Finding] = []
        line = _line({name: row.get(name) or "" for name in COLUMNS}, units, on, found)
        if line.id_number in seen:
            text = Text(N_("The identity number stands in line %(line)s already."), line=seen[line.id_number])
            found.append(Finding("person_twice", text, field="id_number"))
        if found:
            faults += [(number, finding) for finding in found]
            continue
        seen[line.id_number] = number
        lines.append(line)
    return lines, faults


def _line(row: Mapping[str, str], units: Collection[str], on: date, found: list[Finding]) -> RosterLine:
    name = names.normalise(row["name"])
    number = id_number.normalise(row["id_number"], on=on)
    found += [answer for answer in (name, number) if isinstance(answer, Finding)]
    unit = row["unit_code"].strip()
    if unit not in units:
        text = Text(N_("There is no unit with the code “%(code)s”."), code=unit)
        found.append(Finding("unknown_unit", text, field="unit_code"))
    level = titles.read(row["title_level"])
    if level is None:
        text = Text(N_("“%(level)s” is not a level of titles."), level=row["title_level"])
        found.append(Finding("unknown_title_level", text, field="title_level"))
    talent = row["quality_talent"].strip().lower()
    if talent not in _YES + _NO:
        text = Text(N_("Quality talent: say 是 or 否."))
        found.append(Finding("bad_quality_talent", text, field="quality_talent"))
    return RosterLine(str(name), str(number), unit, level or titles.NONE, talent in _YES)
