"""How many hours a way gives, in a few sentences: what somebody reads before they claim."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from ce_workflow.kinds import KINDS
from ce_workflow.rules.sets.asked import Names, asked, names_of
from ce_workflow.rules.sets.describe import does
from ce_workflow.rules.sets.joined import SEMICOLON, joined
from ce_workflow.rules.sets.shape import COUNTED, Line, Way
from ce_workflow.rules.sets.tables import Table, table_of
from ce_workflow.words import N_, Own, Text

UNITS = {
    "class_hours": (N_("class hour"), N_("class hours")),
    "days": (N_("day"), N_("days")),
    "half_days": (N_("half day"), N_("half days")),
    "minutes": (N_("minute"), N_("minutes")),
    "months": (N_("month"), N_("months")),
    "years": (N_("year"), N_("years")),
    "courses_passed": (N_("course passed"), N_("courses passed")),
    "credits": (N_("credit"), N_("credits")),
    "characters": (N_("character"), N_("characters")),
}
"""What is counted, one of it and several; what is not here is called by its own name."""

RANKS = {
    "nothing": N_("%(said)s (rank by rank, nothing beyond)"),
    "last": N_("%(said)s (rank by rank, beyond as for the last)"),
    "step": N_("%(said)s (rank by rank, and so on beyond)"),
}
NEXT = "%(one)s/%(other)s"
"""Figures of one rank after the other."""


def in_short(way: Way) -> Iterator[Text]:
    """The authority's own sentence, else one a line."""
    if way.in_short is not None:
        yield Own(way.in_short.zh, way.in_short.en)
        return
    names = names_of(way)._replace(bounds_alone=True)
    for line in (line for step in COUNTED for line in way.lines.get(step, ())):
        said, when = _said(line, way, names), list(asked(line.when, names))
        yield Text(N_("%(said)s (%(when)s)"), said=said, when=joined(when)) if when else said


def _said(line: Line, way: Way, names: Names) -> Text:
    match line.step:
        case "base" | "add" if not line.completes:
            said = _at_most(_gained(line, way, names), line, way, names)
            return said if line.step == "base" else Text(N_("On top of that: %(said)s"), said=said)
        case "cap":
            return Text(N_("At most for one claim: %(said)s"), said=_gained(line, way, names))
        case "day" | "year":
            return _pooled(line, way)
        case "rank":
            return _by_rank(line)
    return next(does(line, names))


def _gained(line: Line, way: Way, names: Names) -> Text:
    """The figure, or its table, and for how many of what it stands."""
    table = table_of(line, names)
    said = _hours(line.hours) if table is None else _listed(line, table, names)
    if line.for_each is None:
        return said
    if table is not None and line.in_units_of is None:
        text = N_("%(said)s (for each %(unit)s)")
        said = Text(text, said=said, unit=_unit(line.for_each, way, names))
    elif line.in_units_of is None:
        said = Text(N_("%(said)s for each %(unit)s"), said=said, unit=_unit(line.for_each, way, names))
    else:
        text = N_("%(said)s for every %(many)s %(units)s, a part of them for its part")
        if line.whole_units:
            text = N_("%(said)s for every %(many)s %(units)s, a part of them for nothing")
        said = Text(text, said=said, many=line.in_units_of, units=_unit(line.for_each, way, names, several=True))
    if not line.without:
        return said
    less = joined(names.fact(name) for name in line.without)
    return Text(N_("%(said)s, without “%(less)s”"), said=said, less=less)


def _unit(fact: str, way: Way, names: Names, *, several: bool = False) -> Text:
    measure = way.measures.get(fact)
    words = UNITS.get(measure.unit if measure else fact)
    return Text(words[several]) if words else Text(N_("of “%(what)s”"), what=names.fact(fact))


def _hours(figure: object) -> Text:
    return Text(N_("1 hour")) if figure == 1 else Text(N_("%(figure)s hours"), figure=figure)


def _listed(line: Line, table: Table, names: Names) -> Text:
    """The table in a sentence: national 6 hours; provincial 4 hours."""
    rows = []
    for row in table.rows:
        words = [word for word in row[: -table.figures] if word != ""]
        figures = [figure for figure in row[-table.figures :] if isinstance(figure, Decimal)]
        said = _hours(figures[0]) if len(figures) == 1 else Text(N_("%(figure)s hours"), figure=joined(figures, NEXT))
        rows.append(Text(N_("%(word)s: %(figures)s"), word=joined(words), figures=said) if words else said)
    said = joined(rows, SEMICOLON)
    if line.by:
        by = (names.bands[fact].of if fact in names.bands else fact for fact in line.by)
        said = Text(N_("By “%(facts)s”: %(said)s"), facts=joined(map(names.fact, by)), said=said)
    return Text(RANKS[line.beyond], said=said) if table.figures > 1 else said


def _at_most(said: Text, line: Line, way: Way, names: Names) -> Text:
    if line.at_most is None:
        return said
    most = _hours(line.at_most)
    if line.at_most_for_each is None:
        return Text(N_("%(said)s, at most %(most)s"), said=said, most=most)
    text = N_("%(said)s, at most %(most)s for each %(unit)s")
    return Text(text, said=said, most=most, unit=_unit(line.at_most_for_each, way, names))


def _by_rank(line: Line) -> Text:
    if line.times is not None:
        return Text(N_("These hours count %(figure)s times"), figure=line.times)
    if line.less_a_rank is None:
        shares = ", ".join(f"{(share * 100).normalize():f}%" for share in line.shares)
        return Text(N_("The first ranks get %(shares)s of the hours, the others share the rest"), shares=shares)
    if not line.not_under:
        return Text(N_("Each rank after the first: %(figure)s hours less"), figure=line.less_a_rank)
    text = N_("Each rank after the first: %(figure)s hours less, but no less than %(least)s")
    return Text(text, figure=line.less_a_rank, least=line.not_under)


def _pooled(line: Line, way: Way) -> Text:
    """A cap of a day or a year, alone or with others; the name of a pool says nothing to those who claim."""
    text = N_("At most %(figure)s hours a day") if line.step == "day" else N_("At most %(figure)s hours a year")
    said = Text(text, figure=line.hours)
    if line.pool in (None, way.name):
        return said
    if line.pool in KINDS:
        return Text(N_("%(said)s, together with “%(others)s”"), said=said, others=Text(KINDS[line.pool].label))
    return Text(N_("%(said)s, together with other activities of the same group"), said=said)
