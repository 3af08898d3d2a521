"""A list of units, read line by line: code, name, competent department, district, kind."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from ce_workflow.errors import Finding
from ce_workflow.people import names
from ce_workflow.people.roster import Faults
from ce_workflow.words import N_, Text

COLUMNS = ("code", "name", "department", "district", "kind")
SORTS = ("institution", "enterprise", "social_organisation")
"""Units of every kind that the notice speaks to: "企业、事业单位以及社会团体等组织" (二)."""

_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{0,38}")


def read(
    rows: Iterable[Mapping[str, str | None]], known: Mapping[str, str], *, first_line: int = 2
) -> tuple[list[dict[str, Any]], Faults]:
    """The units that can be read, as columns of organisations, and what is wrong with the others.

    `known` says of the organisations that there are, by code, of what kind each is.
    """
    units: list[dict[str, Any]] = []
    faults: Faults = []
    seen: dict[str, int] = {}
    for number, row in enumerate(rows, start=first_line):
        line = {name: (row.get(name) or "").strip() for name in COLUMNS}
        found = [*_against_code(line["code"], known, seen), *_against_authorities(line, known)]
        name = names.normalise(line["name"])
        if isinstance(name, Finding):
            found.append(name)
        if line["kind"] not in SORTS:
            text = Text(N_("“%(kind)s” is not a kind of unit: %(kinds)s."), kind=line["kind"], kinds=", ".join(SORTS))
            found.append(Finding("unknown_unit_kind", text, field="kind"))
        faults += [(number, finding) for finding in found]
        seen.setdefault(line["code"], number)
        if not found:
            unit = {"code": line["code"], "kind": "unit", "name": name, "sort": line["kind"]}
            units.append(unit | {"department": line["department"] or None, "district": line["district"] or None})
    return units, faults


def _against_code(code: str, known: Mapping[str, str], seen: Mapping[str, int]) -> list[Finding]:
    if not _CODE.fullmatch(code):
        text = Text(N_("“%(code)s” is not a code: letters, digits and hyphens, at most 39."), code=code)
        return [Finding("bad_code", text, field="code")]
    if known.get(code, "unit") != "unit":
        text = Text(N_("The code “%(code)s” belongs to an organisation that is not a unit."), code=code)
        return [Finding("code_taken", text, field="code")]
    if code in seen:
        text = Text(N_("The code “%(code)s” stands in line %(line)s already."), code=code, line=seen[code])
        return [Finding("unit_twice", text, field="code")]
    return []


def _against_authorities(line: Mapping[str, str], known: Mapping[str, str]) -> list[Finding]:
    found = []
    says = {
        "department": N_("There is no competent department with the code “%(code)s”."),
        "district": N_("There is no district with the code “%(code)s”."),
    }
    for kind, msgid in says.items():
        if line[kind] and known.get(line[kind]) != kind:
            found.append(Finding(f"unknown_{kind}", Text(msgid, code=line[kind]), field=kind))
    return found
