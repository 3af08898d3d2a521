"""The small table of a line: its figures by the words that lead to them, those by rank beside one another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any, NamedTuple

from ce_workflow.rules.sets.asked import Names
from ce_workflow.rules.sets.joined import SEMICOLON, joined
from ce_workflow.rules.sets.shape import Figures, Line
from ce_workflow.words import N_, Text

Words = Text | str | Decimal


class Table(NamedTuple):
    """Figures by the words that lead to them; the last columns are the figures."""

    heads: tuple[Words, ...]
    rows: tuple[tuple[Words, ...], ...]
    figures: int


BEYOND = {
    "nothing": N_("a rank beyond: nothing"),
    "last": N_("a rank beyond: as the last"),
    "step": N_("a rank beyond: on by the last step"),
}


def table_of(line: Line, names: Names) -> Table | None:
    """The figures of the line, a row each; figures by rank stand beside one another."""
    if line.hours is None or isinstance(line.hours, Decimal):
        return None
    rows = list(_rows(line.hours, line.by, names))
    widest = max(len(figures) for _, figures in rows)
    if widest == 1 and not any(isinstance(found, tuple) for found in _leaves(line.hours)):
        heads: tuple[Words, ...] = (Text(N_("Hours")),)
    else:
        heads = tuple(Text(N_("Rank %(rank)s"), rank=str(rank)) for rank in range(1, widest + 1))
        heads = (*heads[:-1], joined([heads[-1], Text(BEYOND[line.beyond])], SEMICOLON))
    found = [(*words, *figures, *[""] * (widest - len(figures))) for words, figures in rows]
    if line.otherwise is not None:
        other: tuple[Words, ...] = (
            Text(N_("anything else")),
            *[""] * (len(line.by) - 1),
            line.otherwise,
            *[""] * (widest - 1),
        )
        found.append(other)
    return Table((*map(names.fact, line.by), *heads), tuple(found), widest)


def _rows(
    found: Figures, by: tuple[str, ...], names: Names, words: tuple[Words, ...] = ()
) -> Iterator[tuple[tuple[Words, ...], tuple[Decimal, ...]]]:
    if isinstance(found, Mapping):
        for word, below in found.items():
            yield from _rows(below, by[1:], names, (*words, names.word(by[0], word) if by else word))
    else:
        yield (*words, *[""] * len(by)), found if isinstance(found, tuple) else (found,)


def _leaves(found: Figures) -> Iterator[Any]:
    if isinstance(found, Mapping):
        for below in found.values():
            yield from _leaves(below)
    else:
        yield found
