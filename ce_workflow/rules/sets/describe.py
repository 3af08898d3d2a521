"""A rule set as a person reads it: each line in words, with its small table, when it holds, and where it is written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any, NamedTuple

from ce_workflow.kinds import KINDS
from ce_workflow.rules.sets import explain
from ce_workflow.rules.sets.asked import Names, asked, names_of
from ce_workflow.rules.sets.joined import OR, joined
from ce_workflow.rules.sets.settings import settings
from ce_workflow.rules.sets.shape import STEPS, Basis, Line, Measure, Need, RuleSet, Way
from ce_workflow.rules.sets.tables import Table, Words, table_of
from ce_workflow.words import N_, Text

STEP_LABELS = {
    "base": N_("Hours"),
    "add": N_("On top of that"),
    "rank": N_("By rank or part"),
    "eligible": N_("What it has to meet"),
    "cap": N_("The most of one item"),
    "highest": N_("The highest of one achievement"),
    "together": N_("The most of all who share one achievement"),
    "day": N_("The most of a day"),
    "year": N_("The most of a year"),
}
MODES = {
    "down": N_("Hours are brought down to a multiple of %(step)s."),
    "half_up": N_("Hours are brought to the nearest multiple of %(step)s, a half upwards."),
    "up": N_("Hours are brought up to a multiple of %(step)s."),
}
MEASURED = {
    "days": N_("%(name)s: days from “%(from_)s” to “%(to)s”, both counted"),
    "working_days": N_("%(name)s: working days from “%(from_)s” to “%(to)s”, both counted"),
    "months": N_("%(name)s: months from “%(from_)s” to “%(to)s”"),
    "years": N_("%(name)s: years from “%(from_)s” to “%(to)s”"),
}
PARTS = {
    "in_year": N_("only those in the year of the last day"),
    "before_year": N_("only those before the year of the last day"),
}
POOLED = {
    "day": N_("At most %(figure)s hours a day, together with all of “%(pool)s”"),
    "year": N_("At most %(figure)s hours a year, together with all of “%(pool)s”"),
}


class Described(NamedTuple):
    """One line: what it does, when it holds, its table, its own sentence, what it rests on and who wrote it."""

    id: str
    texts: tuple[Text, ...]
    when: tuple[Text, ...]
    table: Table | None
    says: Text | None
    level: str
    cited: str
    platform: bool
    origin: str


class DescribedWay(NamedTuple):
    """A way of gaining hours; `steps` are the labels of the steps with their lines, in the order of working out."""

    name: str
    label: Text
    subject: str
    year_by: Words
    cited: str
    origin: str
    measures: tuple[Text, ...]
    settings: tuple[Text, ...]
    steps: tuple[tuple[str, tuple[Described, ...]], ...]


class General(NamedTuple):
    """Something that the set says once for all ways."""

    text: Text
    cited: str
    platform: bool
    origin: str


def ways(rules: RuleSet) -> list[DescribedWay]:
    """Every way of the set, with what it inherits."""
    return [_way(rules, way) for way in rules.ways.values()]


def general(rules: RuleSet) -> Iterator[General]:
    """What the year asks for, the most of a day, how hours are rounded."""
    if rules.need:
        yield from _need(rules, None, rules.need)
    for title, need in rules.need_by_title.items():
        yield from _need(rules, title, need)
    for figure, text in (
        (rules.possible_a_day, N_("More than %(figure)s class hours for a day are refused.")),
        (rules.plausible_a_day, N_("More than %(figure)s class hours for a day are pointed out to the deciders.")),
    ):
        if figure is not None:
            yield _general(rules, Text(text, figure=figure), rules.limits_basis, rules.limits_origin)
    if rules.rounding:
        rounded = Text(MODES[rules.rounding.mode], step=rules.rounding.step)
        yield _general(rules, rounded, rules.rounding.basis, rules.rounding.origin)


def _need(rules: RuleSet, title: str | None, need: Need) -> Iterator[General]:
    whose = Text(N_("The year asks for %(hours)s hours."), hours=need.total)
    if title is not None:
        whose = Text(
            N_("Of the title level “%(title)s” the year asks for %(hours)s hours."), title=title, hours=need.total
        )
    yield _general(rules, whose, need.basis, need.origin)
    for subject, hours in need.minimum.items():
        text = Text(N_("Of these at least %(hours)s: %(subject)s"), hours=hours, subject=Text(subject_label(subject)))
        yield _general(rules, text, need.basis, need.origin)


def _general(rules: RuleSet, text: Text, basis: Basis | None, origin: str) -> General:
    cited = explain.cited(rules, basis)
    return General(text, cited, bool(basis and basis.platform), origin or rules.version)


def subject_label(subject: str) -> str:
    return {"public": N_("Public subjects"), "professional": N_("Professional subjects")}.get(
        subject, N_("Elective subjects")
    )


def _way(rules: RuleSet, way: Way) -> DescribedWay:
    names = names_of(way)
    steps = tuple(
        (STEP_LABELS[step], tuple(_line(rules, line, names) for line in way.lines[step]))
        for step in STEPS
        if way.lines.get(step)
    )
    label = Text(KINDS[way.name].label) if way.name in KINDS else Text("%(word)s", word=way.name)
    measures = tuple(_measure(name, measure, names) for name, measure in way.measures.items())
    by = joined((names.fact(name) for name in way.year_by), OR)
    cited = explain.cited(rules, way.basis)
    return DescribedWay(
        way.name, label, subject_label(way.subject), by, cited, way.origin, measures, tuple(settings(way)), steps
    )


def _measure(name: str, measure: Measure, names: Names) -> Text:
    said = Text(
        MEASURED[measure.unit], name=names.fact(name), from_=names.fact(measure.from_), to=names.fact(measure.to)
    )
    if measure.part:
        said = joined([said, Text(PARTS[measure.part])])
    return _without(said, measure.without, names)


def _line(rules: RuleSet, line: Line, names: Names) -> Described:
    basis = line.basis
    return Described(
        line.id,
        tuple(does(line, names)),
        tuple(asked(line.when, names)),
        table_of(line, names),
        explain.own(line, {}),
        line.level,
        explain.cited(rules, basis),
        basis.platform,
        line.origin or rules.version,
    )


def does(line: Line, names: Names) -> Iterator[Text]:
    """What the line does, in a few sentences."""
    match line.step:
        case "base" | "add":
            yield from _gains(line, names)
        case "rank":
            yield _by_rank(line)
        case "eligible":
            yield from asked(line.needs, names)
            if line.once:
                yield Text(N_("The same “%(fact)s” counts once a year."), fact=names.fact(line.once))
        case "cap" if isinstance(line.hours, Decimal):
            text = N_("At most %(figure)s hours")
            yield _for_each(Text(text, figure=line.hours), line, names)
        case "cap":
            yield _for_each(Text(N_("At most so many hours:")), line, names)
        case "highest":
            yield Text(N_("Of several with the same “%(fact)s” only the highest counts."), fact=names.fact(line.group))
        case "together":
            yield _of_all(line)
        case "day" | "year":
            yield Text(POOLED[line.step], **_pool(line))


def _of_all(line: Line) -> Text:
    if line.hours is None:
        return Text(N_("All who share one achievement together reach at most its hours before ranks and parts"))
    if isinstance(line.hours, Decimal):
        return Text(N_("All who share one achievement together reach at most %(figure)s hours"), figure=line.hours)
    return Text(N_("All who share one achievement together reach at most so many hours:"))


def _pool(line: Line) -> dict[str, Any]:
    pool = line.pool or ""
    return {"figure": line.hours, "pool": Text(KINDS[pool].label) if pool in KINDS else pool}


def _gains(line: Line, names: Names) -> Iterator[Text]:
    if line.completes:
        what = N_("the whole year") if line.completes == "year" else subject_label(line.completes)
        yield Text(N_("Counts as done: %(what)s"), what=Text(what))
    elif isinstance(line.hours, Decimal):
        said = Text(N_("1 hour")) if line.hours == 1 else Text(N_("%(figure)s hours"), figure=line.hours)
        yield _for_each(said, line, names)
    else:
        yield _for_each(Text(N_("So many hours:")), line, names)
    if line.at_most is not None and line.at_most_for_each:
        text = N_("At most %(figure)s hours for each of “%(what)s”")
        yield Text(text, figure=line.at_most, what=names.fact(line.at_most_for_each))
    elif line.at_most is not None:
        yield Text(N_("At most %(figure)s hours"), figure=line.at_most)


def _for_each(said: Text, line: Line, names: Names) -> Text:
    if line.for_each and line.in_units_of is not None:
        text = N_("%(hours)s for each %(units)s of “%(what)s”, a part of it for nothing")
        if not line.whole_units:
            text = N_("%(hours)s for each %(units)s of “%(what)s”, a part of it for its part")
        said = Text(text, hours=said, units=line.in_units_of, what=names.fact(line.for_each))
    else:
        said = _each(said, line.for_each, names)
    return _without(said, line.without, names)


def _each(said: Text, fact: str | None, names: Names) -> Text:
    return Text(N_("%(hours)s for each of “%(what)s”"), hours=said, what=names.fact(fact)) if fact else said


def _without(said: Text, facts: Iterable[str], names: Names) -> Text:
    for fact in facts:
        said = Text(N_("%(said)s, without “%(less)s”"), said=said, less=names.fact(fact))
    return said


def _by_rank(line: Line) -> Text:
    if line.times is not None:
        return Text(N_("%(figure)s times the hours so far"), figure=line.times)
    if line.less_a_rank is not None:
        text = N_("%(figure)s less for each rank after the first, but no less than %(least)s")
        return Text(text, figure=line.less_a_rank, least=line.not_under)
    shares = ", ".join(f"{share.normalize():f}" for share in line.shares)
    return Text(
        N_("The first ranks have these parts of the whole: %(shares)s; the others share the rest."), shares=shares
    )
