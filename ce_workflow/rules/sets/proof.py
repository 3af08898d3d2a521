"""Whether a rule set that can be read also makes sense: holes, overlaps, lines never reached, dead references.

`facts` tells which facts each way is asked with, and the answers of those that have a
list (None: no list); of a way that it does not know, names of facts are not looked at.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any, NamedTuple

from ce_workflow.rules.sets import language
from ce_workflow.rules.sets.bands import in_a_row
from ce_workflow.rules.sets.facts import ACHIEVEMENT
from ce_workflow.rules.sets.places import Path
from ce_workflow.rules.sets.read import MISSING, Reading
from ce_workflow.rules.sets.shape import Basis, Line, RuleSet, Test, Way
from ce_workflow.words import N_, Text

Vocabulary = Mapping[str, Mapping[str, frozenset[str] | None]]
PIECE = "evidence-"
"""Before the name of a piece of evidence, among the facts of a way."""
ALWAYS_KNOWN = ("title_level", "filed_on", "year")
"""Facts that every item has, whatever the way asks."""

Unread = frozenset[Path]
"""Paths within which something could not be read: of what they lack nothing is said."""

Found = Iterator[tuple[Path, Text]]


def prove(reading: Reading, own: RuleSet, wide: RuleSet | None, whole: RuleSet, facts: Vocabulary) -> None:
    """Note every fault of the set `own`; `wide` is what it inherits, `whole` both together."""
    unread = frozenset(reading.unread)
    for path, text in (*_faults(own, whole, facts, unread), *_drops(own, wide)):
        reading.wrong(path, text)


def _faults(own: RuleSet, whole: RuleSet, facts: Vocabulary, unread: Unread) -> Found:
    for path, basis in _bases(own):
        if basis.document and basis.document not in whole.documents and ("documents",) not in unread:
            text = N_("The document “%(name)s” is not named under [documents]. Name it there, or correct the basis.")
            yield (*path, "basis"), Text(text, name=basis.document)
    if own.in_force_to and own.in_force_to < own.in_force_from:
        yield ("in_force_to",), Text(N_("It ends before it begins. Check both days."))
    for way in own.ways.values():
        merged = whole.ways[way.name]
        yield from _way(way, merged, _names_of(merged, facts.get(way.name)), unread)


def _drops(own: RuleSet, wide: RuleSet | None) -> Found:
    for way, step, line_id in sorted(own.drops):
        lines = wide.ways[way].lines.get(step, ()) if wide and way in wide.ways else ()
        if line_id not in {line.id for line in lines}:
            text = N_("“%(line)s” is not inherited: there is nothing to drop.")
            yield ("drops",), Text(text, line=f"{way}.{step}.{line_id}")


def _bases(own: RuleSet) -> Iterator[tuple[Path, Basis]]:
    if own.rounding:
        yield ("rounding",), own.rounding.basis
    if own.limits_basis:
        yield ("limits",), own.limits_basis
    if own.need:
        yield ("need",), own.need.basis
    for name, need in own.need_by_title.items():
        yield ("need_by_title", name), need.basis
    for way in own.ways.values():
        if way.basis:
            yield ("ways", way.name), way.basis
        for path, line in _lines(way):
            yield path, line.basis


def _lines(way: Way) -> Iterator[tuple[Path, Line]]:
    for step, lines in way.lines.items():
        for place, line in enumerate(lines):
            yield ("ways", way.name, step, place), line


class _Names(NamedTuple):
    """What can be named in a way: facts with their answers where these are listed. `all`: is every fact known?

    `refused` are answers with which nothing is eligible, so that no table needs a figure for them.
    """

    answers: Mapping[str, frozenset[str] | None]
    all: bool
    refused: Mapping[str, frozenset[str]]


def _names_of(way: Way, facts: Mapping[str, frozenset[str] | None] | None) -> _Names:
    answers: dict[str, frozenset[str] | None] = dict(facts or {}) | dict.fromkeys(ALWAYS_KNOWN)
    answers |= dict.fromkeys(way.measures)
    answers |= {name: frozenset(word for word, _ in band.tests) for name, band in way.bands.items()}
    refused: dict[str, frozenset[str]] = {}
    for line in way.lines.get("eligible", ()):
        if line.level == "refusal" and not line.when:
            for test in line.needs:
                refused[test.fact] = refused.get(test.fact, frozenset()) | (test.outside or frozenset())
    return _Names(answers, facts is not None, refused)


def _way(way: Way, merged: Way, names: _Names, unread: Unread) -> Found:
    path: Path = ("ways", way.name)
    if path not in unread:
        yield from _whole(path, merged)
    if names.all and (strange := [piece for piece in way.evidence if PIECE + piece not in names.answers]):
        text = N_("“%(piece)s” is no piece of evidence of this way. There are: %(known)s.")
        known = ", ".join(sorted(name.removeprefix(PIECE) for name in names.answers if name.startswith(PIECE)))
        yield (*path, "evidence"), Text(text, piece=strange[0], known=known)
    for key, days in (("year_by", way.year_by), ("span", way.span or ())):
        yield from _days((*path, key), days, merged, names)
    yield from _numbers(path, way, merged, names)
    yield from _reached(way)
    for where, line in _lines(way):
        yield from _line(where, line, names)
        if where not in unread:
            yield from _complete(where, line)


def _numbers(path: Path, way: Way, merged: Way, names: _Names) -> Found:
    """What is measured, and what is given words."""
    for name, measure in way.measures.items():
        where = (*path, "measures", name)
        for key, day in (("from", measure.from_), ("to", measure.to)):
            yield from _days((*where, key), (day,), merged, names)
        for fact in measure.without:
            yield from _dead((*where, "without"), fact, names)
    for name, band in way.bands.items():
        if band.of in merged.bands:
            text = N_("“%(fact)s” is a band, no number. Give words to what is asked for or measured.")
            yield (*path, "bands", name, "of"), Text(text, fact=band.of)
        yield from _dead((*path, "bands", name, "of"), band.of, names)
        yield from in_a_row((*path, "bands", name), band)


def _whole(path: Path, way: Way) -> Found:
    """What a way cannot do without, once it has all that it inherits."""
    for needed in language.WAY:
        if needed.required and not getattr(way, needed.name):
            yield path, Text(MISSING, key=needed.name, example=needed.example)
    if not way.lines.get("base"):
        text = N_("The way has no line that it begins with. Write at least one: [[ways.%(way)s.base]].")
        yield path, Text(text, way=way.name)


def _days(path: Path, facts: Iterable[str], way: Way, names: _Names) -> Found:
    for fact in facts:
        if fact in way.measures or fact in way.bands:
            text = N_("“%(fact)s” is a number or a word, no day. Name an answer that is a day.")
            yield path, Text(text, fact=fact)
        yield from _dead(path, fact, names)


def _dead(path: Path, fact: str, names: _Names) -> Found:
    if names.all and fact not in names.answers:
        text = N_("“%(fact)s” is neither asked for in this way, nor measured, nor a band. Known are: %(known)s.")
        known = ", ".join(sorted(name for name in names.answers if not name.startswith(PIECE)))
        yield path, Text(text, fact=fact, known=known)


# ---------------------------------------------------------------- one line


def _line(path: Path, line: Line, names: _Names) -> Found:
    yield from _references(path, line, names)
    if line.hours is not None and line.by:
        yield from _table((*path, "hours"), line, line.hours, line.by, names)
    if sum(line.shares, Decimal(0)) > 1:
        yield (*path, "shares"), Text(N_("The shares come to more than the whole. Together they are at most 1."))


_NAMING = ("by", "without", "for_each", "at_most_for_each", "among_persons", "once", "group", "field")
"""Keys of a line that name facts, besides `rank` and what is asked."""


def _references(path: Path, line: Line, names: _Names) -> Found:
    together = [("step", ACHIEVEMENT)] if line.step == "together" else []
    for key, value in (*((key, getattr(line, key)) for key in _NAMING), ("rank", _rank(line)), *together):
        for fact in dict.fromkeys([value] if isinstance(value, str) else value or ()):
            yield from _dead((*path, key), fact, names)
    for key, tests in (("when", line.when), ("needs", line.needs)):
        for test in tests:
            yield from _dead((*path, key, test.fact), test.fact, names)
            yield from _never((*path, key, test.fact), test, names.answers.get(test.fact))


def _never(path: Path, test: Test, listed: frozenset[str] | None) -> Found:
    strange = ((test.among or frozenset()) | (test.outside or frozenset())) - (listed or frozenset())
    if listed is not None and strange:
        text = N_("“%(fact)s” is never “%(word)s”. It is one of: %(known)s.")
        yield path, Text(text, fact=test.fact, word=", ".join(sorted(strange)), known=", ".join(sorted(listed)))


def _rank(line: Line) -> str | None:
    """The fact that is the rank, where the line goes by rank."""
    goes = line.less_a_rank is not None or bool(line.shares) or _has_list(line.hours)
    return line.rank or ("rank" if goes else None)


def _has_list(figures: Any) -> bool:
    if isinstance(figures, Mapping):
        return any(_has_list(found) for found in figures.values())
    return isinstance(figures, tuple)


def _complete(path: Path, line: Line) -> Found:
    """What a line of this step cannot do without."""
    if line.step in ("base", "add") and line.hours is None and line.completes is None:
        yield path, Text(N_("The line has no figure. Write “hours”."))
    if line.step == "cap" and line.hours is None:
        yield path, Text(N_("The line has no figure. Write “hours”."))
    if line.step == "rank" and line.times is None and line.less_a_rank is None and not line.shares:
        yield path, Text(N_("The line says neither times, nor less_a_rank, nor shares."))
    if line.step == "eligible" and not line.needs and not line.once:
        yield path, Text(N_("The line asks for nothing. Write “needs” or “once”."))
    if line.step == "highest" and line.group is None:
        yield path, Text(N_("Write “group”: the fact that names the achievement."))


def _table(path: Path, line: Line, table: Any, by: tuple[str, ...], names: _Names) -> Found:
    """A table leads by every word of `by` to a figure, and has one for every word, or says what else holds."""
    if not isinstance(table, Mapping):
        if by:
            text = N_("There is no table by “%(fact)s” here, only a figure. Write one figure a word.")
            yield path, Text(text, fact=by[0])
        return
    if not by:
        yield path, Text(N_("The table goes deeper than “by” does. Name one more fact there."))
        return
    yield from _words(path, line, table, by, names)
    for word, branch in table.items():
        yield from _table((*path, word), line, branch, by[1:], names)


def _words(path: Path, line: Line, table: Mapping[str, Any], by: tuple[str, ...], names: _Names) -> Found:
    """The words of one table: those that the fact can be, all of them, and none that another line refuses."""
    listed = names.answers.get(by[0])
    if listed is not None:
        if strange := table.keys() - listed:
            text = N_("“%(fact)s” is never “%(word)s”. It is one of: %(known)s.")
            params = {"fact": by[0], "word": ", ".join(sorted(strange)), "known": ", ".join(sorted(listed))}
            yield path, Text(text, **params)
        if refused := table.keys() & names.refused.get(by[0], frozenset()):
            text = N_("Nobody gets the figure for “%(word)s”: another line refuses it. Drop that line, or this figure.")
            yield path, Text(text, word=", ".join(sorted(refused)))
        yield from _hole(path, line, by[0], listed - table.keys() - names.refused.get(by[0], frozenset()))
    elif len(by) > 1:
        branches = [branch.keys() for branch in table.values() if isinstance(branch, Mapping)]
        every = frozenset().union(*branches)
        for branch in branches:
            if names.answers.get(by[1]) is None:
                yield from _hole(path, line, by[1], every - branch)


def _hole(path: Path, line: Line, fact: str, missing: Iterable[str]) -> Found:
    missing = sorted(missing)
    if missing and line.otherwise is None:
        text = N_("The table has a hole: no figure for %(fact)s %(words)s. Write it, or “otherwise”.")
        yield path, Text(text, fact=fact, words=", ".join(missing))


# ---------------------------------------------------------------- lines never reached


def _reached(way: Way) -> Found:
    """Of the base the first line that fits counts: none may stand behind one that asks for no more."""
    before: list[tuple[frozenset[Test], str]] = []
    for place, line in enumerate(way.lines.get("base", ())):
        asked = frozenset(line.when)
        earlier = next((name for less, name in before if less <= asked), None)
        if earlier is not None:
            text = N_("This line is never reached: “%(earlier)s” before it fits wherever this one does.")
            yield ("ways", way.name, "base", place), Text(text, earlier=earlier)
        before.append((asked, line.id))
