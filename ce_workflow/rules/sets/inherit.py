"""A narrower set laid over a wider one: sector over district over city (五(二)).

What the narrower one leaves out it inherits; a line of the same step and name replaces the
inherited one, a new one comes before those inherited, and `drops` takes one away. Every
line keeps its `origin`, so that a page can show from where it comes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any, TypeVar

from ce_workflow.rules.sets.shape import COUNTED, STEPS, Basis, Line, Need, Rounding, RuleSet, Way

Based = TypeVar("Based", Line, Need, Rounding, Need | None, Rounding | None)

KEPT = ("name", "origin", "lines", "measures", "bands")
"""Attributes of a way that are not simply taken over where they are empty."""


def inherit(narrow: RuleSet, wide: RuleSet) -> RuleSet:
    """`narrow` with everything that it leaves to `wide`."""
    names = _names(narrow, wide)
    inherited = {name: _renamed(way, names) for name, way in wide.ways.items()}
    documents = {names.get(name, name): text for name, text in wide.documents.items()}
    ways = {
        name: _over(narrow.ways.get(name, Way(name)), inherited.get(name), narrow.drops)
        for name in dict.fromkeys([*wide.ways, *narrow.ways])
    }
    return replace(
        narrow,
        ways=ways,
        documents=documents | dict(narrow.documents),
        rounding=narrow.rounding or _based(wide.rounding, names),
        need=narrow.need or _based(wide.need, names),
        need_by_title={level: _based(need, names) for level, need in wide.need_by_title.items()}
        | dict(narrow.need_by_title),
        possible_a_day=narrow.possible_a_day or wide.possible_a_day,
        plausible_a_day=narrow.plausible_a_day or wide.plausible_a_day,
        limits_basis=narrow.limits_basis or (wide.limits_basis and _rename(wide.limits_basis, names)),
        limits_origin=narrow.limits_origin or wide.limits_origin,
    )


def _names(narrow: RuleSet, wide: RuleSet) -> Mapping[str, str]:
    """New names for documents of the wider set whose names the narrower one gives to others."""
    found: dict[str, str] = {}
    for name, text in wide.documents.items():
        if narrow.documents.get(name, text) != text:
            free = name
            while free in narrow.documents or free in wide.documents or free in found.values():
                free = f"{wide.authority}_{free}"
            found[name] = free
    return found


def _over(narrow: Way, wide: Way | None, drops: frozenset[tuple[str, str, str]]) -> Way:
    if wide is None:
        return narrow
    silent: dict[str, Any] = {
        one.name: getattr(wide, one.name)
        for one in fields(Way)
        if one.name not in KEPT and not getattr(narrow, one.name)
    }
    lines = {step: _lines(step, narrow, wide, drops) for step in STEPS}
    if narrow.measures or narrow.bands or any(lines[step] != wide.lines.get(step, ()) for step in COUNTED):
        silent.pop("in_short", None)  # the wider set's sentence tells of figures that hold no more
    return replace(
        narrow,
        **silent,
        origin=narrow.origin or wide.origin,
        lines={step: found for step, found in lines.items() if found},
        measures=dict(wide.measures) | dict(narrow.measures),
        bands=dict(wide.bands) | dict(narrow.bands),
    )


def _lines(step: str, narrow: Way, wide: Way, drops: frozenset[tuple[str, str, str]]) -> tuple[Line, ...]:
    """Replaced in their place, since the first line of the base that fits is the one that counts."""
    own = {line.id: line for line in narrow.lines.get(step, ())}
    theirs = [line for line in wide.lines.get(step, ()) if (wide.name, step, line.id) not in drops]
    replaced = {line.id for line in theirs} & own.keys()
    new = [line for name, line in own.items() if name not in replaced]
    return (*new, *(own.get(line.id, line) for line in theirs))


def _renamed(way: Way, names: Mapping[str, str]) -> Way:
    """The way with documents under names of their own, where the narrower set uses the same name for another."""
    lines = {step: tuple(_based(line, names) for line in found) for step, found in way.lines.items()}
    return replace(way, lines=lines, basis=way.basis and _rename(way.basis, names))


def _based(one: Based, names: Mapping[str, str]) -> Based:
    """The same, citing its document by the new name; None stays None."""
    return one and replace(one, basis=_rename(one.basis, names))


def _rename(basis: Basis, names: Mapping[str, str]) -> Basis:
    return replace(basis, document=names.get(basis.document or "", basis.document))
