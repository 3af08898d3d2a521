"""How many hours a way gives, in a few sentences: what somebody reads before they claim."""

from __future__ import annotations

from collections.abc import Iterator
from functools import reduce

from ce_workflow.rules.sets.asked import asked, names_of
from ce_workflow.rules.sets.describe import does
from ce_workflow.rules.sets.shape import COUNTED, Way
from ce_workflow.rules.sets.tables import Table, Words, table_of
from ce_workflow.words import N_, Own, Text


def in_short(way: Way) -> Iterator[Text]:
    """The authority's own sentence, else one a line, with its table within."""
    if way.in_short is not None:
        yield Own(way.in_short.zh, way.in_short.en)
        return
    names = names_of(way)
    for line in (line for step in COUNTED for line in way.lines.get(step, ())):
        table = table_of(line, names)
        for said in does(line, names) if table is None else [_with_figures(next(does(line, names)), table)]:
            yield reduce(_where, asked(line.when, names), said) if line.step != "base" else said


def _with_figures(said: Text, table: Table) -> Text:
    """The sentence with the figures of its table behind it: national 6, provincial 4."""
    rows: list[Words] = []
    for row in table.rows:
        words, figures = row[: -table.figures], row[-table.figures :]
        what = reduce(_then, [word for word in words if word != ""])
        rows.append(Text(N_("%(word)s: %(figures)s"), word=what, figures=reduce(_slash, figures)))
    return Text(N_("%(said)s %(figures)s"), said=said, figures=reduce(_semicolon, rows))


def _then(one: Words, other: Words) -> Words:
    return Text(N_("%(one)s, %(other)s"), one=one, other=other)


def _slash(one: Words, other: Words) -> Words:
    return Text("%(one)s/%(other)s", one=one, other=other)


def _semicolon(one: Words, other: Words) -> Words:
    return Text(N_("%(one)s; %(other)s"), one=one, other=other)


def _where(said: Text, when: Text) -> Text:
    return Text(N_("%(said)s (%(when)s)"), said=said, when=when)
