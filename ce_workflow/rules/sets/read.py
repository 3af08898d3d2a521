"""A rule set as it is written, read: the set, or everything that is wrong with it, each with its line."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from fractions import Fraction
from typing import Any, NamedTuple

from ce_workflow.rules.sets import language, values
from ce_workflow.rules.sets.language import Key
from ce_workflow.rules.sets.places import Path, Places
from ce_workflow.rules.sets.shape import STEPS, Band, Line, Measure, Need, Rounding, RuleSet, Says, Way
from ce_workflow.rules.sets.syntax import parsed
from ce_workflow.words import N_, Text

MOST_CHARACTERS, MOST_ON_A_LINE = 100_000, 4_000
TABLES = ("documents", "rounding", "limits", "need", "need_by_title", "ways")
MISSING = N_("“%(key)s” is missing. Write, for instance: %(key)s = %(example)s")
NOTICE_CLAUSE = "成人社函〔2019〕200号 五(二)"


class Fault(NamedTuple):
    """One thing that is wrong in a rule set: the line, the path of keys, and what to write instead."""

    line: int
    path: str
    text: Text


@dataclass
class Reading:
    """A document while it is read."""

    places: Places
    faults: list[Fault] = field(default_factory=list)
    head: Mapping[str, Any] = field(default_factory=dict)
    """What could be read of the head, by attribute."""
    inherits: bool = False
    unread: set[Path] = field(default_factory=set)
    """Paths at or within which something is wrong, so that what they lack may only be misspelt."""

    @property
    def has_head(self) -> bool:
        """Is everything there by which a set is known?"""
        return all((key.attribute or key.name) in self.head for key in language.SET if key.required)

    def wrong(self, path: Path, text: Text) -> None:
        dotted = ".".join(str(part + 1 if isinstance(part, int) else part) for part in path)
        self.unread |= {path[:length] for length in range(len(path) + 1)}
        self.wrong_at(self.places.line(path), text, dotted)

    def wrong_at(self, line: int, text: Text, dotted: str = "") -> None:
        self.faults.append(Fault(min(line, self.places.last), dotted, text))

    def section(
        self, path: Path, table: Any, keys: Iterable[Key], also: Iterable[str] = (), *, partial: bool = False
    ) -> dict[str, Any]:
        """The values of a table by attribute; what is unknown, missing or wrong is noted.

        `partial`: what is missing is inherited.
        """
        if not isinstance(table, dict):
            self.wrong(path, Text(N_("Here a table is expected, such as { … }.")))
            return {}
        known = {key.name: key for key in keys}
        for name in table:
            if name not in known and name not in also:
                self._unknown((*path, name), name, [*known, *also])
        found: dict[str, Any] = {}
        for key in known.values():
            if key.name in table:
                try:
                    found[key.attribute or key.name] = key.read(table[key.name])
                except values.Wrong as wrong:
                    self.wrong_within((*path, key.name), wrong)
            elif key.required and not partial:
                self.wrong(path, Text(MISSING, key=key.name, example=key.example))
        return found

    def wrong_within(self, path: Path, wrong: values.Wrong) -> None:
        for within, text in wrong.faults:
            self.wrong((*path, *within), text)

    def _unknown(self, path: Path, name: str, known: list[str]) -> None:
        if name in language.REFUSED:
            text = N_("Hours are neither split over years nor carried over: “不得跨年”, %(clause)s. Take the line out.")
            self.wrong(path, Text(text, clause=NOTICE_CLAUSE))
            return
        near = get_close_matches(name, known, n=1)
        if near:
            self.wrong(path, Text(N_("There is no “%(key)s” here. Is “%(near)s” meant?"), key=name, near=near[0]))
        else:
            text = N_("There is no “%(key)s” here. What can be said: %(known)s.")
            self.wrong(path, Text(text, key=name, known=", ".join(known)))


def read(text: str) -> tuple[RuleSet | None, Reading]:
    """The set, None where the text is no TOML, and the reading with its faults."""
    text = text.removeprefix("\ufeff")
    if too_long := _too_long(text):
        return None, too_long
    reading = Reading(Places(text))
    document, wrong = parsed(text, reading.places)
    for line, said in wrong:
        reading.wrong_at(line, said)
    return None if document is None else _set(reading, document), reading


def _too_long(text: str) -> Reading | None:
    """A file is not looked at, if looking alone would take long: names of a thousand parts, figures without end."""
    reading = Reading(Places(""))
    if len(text) > MOST_CHARACTERS:
        said = N_("The file is too long for a rule set: at most %(most)s characters.")
        reading.wrong((), Text(said, most=MOST_CHARACTERS))
        return reading
    for number, line in enumerate(text.split("\n"), 1):
        if len(line) > MOST_ON_A_LINE:
            reading.places.last = number
            said = N_("The line is too long: at most %(most)s characters. Write tables and lists over several lines.")
            reading.wrong_at(number, Text(said, most=MOST_ON_A_LINE))
            return reading
    return None


def _set(reading: Reading, document: dict[str, Any]) -> RuleSet:
    reading.inherits = "inherits" in document  # be it that its name is wrong: then that alone is said
    head = reading.section((), document, language.SET, TABLES)
    found: dict[str, Any] = dict(head)
    found["drops"] = _drops(reading, head.get("drops", ()))
    found["documents"] = _documents(reading, document.get("documents", {}))
    if "rounding" in document or not reading.inherits:
        rounding = reading.section(("rounding",), document.get("rounding", {}), language.ROUNDING)
        whole = {"step", "mode", "basis"} <= rounding.keys()
        found["rounding"] = Rounding(**rounding, origin=_origin(found)) if whole else None
    if "limits" in document:
        limits = reading.section(("limits",), document["limits"], language.LIMITS)
        found |= {name: limits.get(name) for name in ("possible_a_day", "plausible_a_day")}
        found |= {"limits_basis": limits.get("basis"), "limits_origin": _origin(found)}
    if "need" in document:
        found["need"] = _need(reading, ("need",), document["need"], _origin(found))
    by_title = _tables(reading, ("need_by_title",), document.get("need_by_title", {}))
    needs = {name: _need(reading, ("need_by_title", name), table, _origin(found)) for name, table in by_title.items()}
    found["need_by_title"] = {name: need for name, need in needs.items() if need}
    ways = _tables(reading, ("ways",), document.get("ways", {}))
    found["ways"] = {name: way for name, table in ways.items() if (way := _way(reading, name, table, found))}
    if not document.get("ways") and not reading.inherits:
        reading.wrong((), Text(N_("The set names no way of gaining hours. Write at least one: [ways.training].")))
    reading.head = head
    return RuleSet(**(_NOBODYS | found))


_NOBODYS: dict[str, Any] = {"authority": "", "year": 0, "number": 0, "title": Says("", ""), "in_force_from": date.min}
"""What a head that cannot be read is taken for, so that everything else is looked at all the same."""


def _documents(reading: Reading, table: Any) -> dict[str, str]:
    """Documents by the names under which the lines cite them."""
    if not isinstance(table, dict):
        reading.wrong(("documents",), Text(N_('Write the documents by name: notice = "成人社函〔2019〕200号"')))
        return {}
    keys = [Key(name, values.line_of_text, "", "") for name in table]
    for name in table:
        if name == values.PLATFORM or not values.WORD.fullmatch(name):
            text = N_("“%(name)s” cannot be the name of a document. Names are small letters, digits and underscores.")
            reading.wrong(("documents", name), Text(text, name=name))
    return reading.section(("documents",), table, keys)


def _drops(reading: Reading, given: Any) -> frozenset[tuple[str, str, str]]:
    found = set()
    for dotted in given if isinstance(given, list) else [given] if given else []:
        parts = tuple(dotted.split(".")) if isinstance(dotted, str) else ()
        if len(parts) == 3 and parts[1] in STEPS:
            found.add((parts[0], parts[1], parts[2]))
        else:
            text = N_('“%(given)s” names no line. Write way, step and line: "degree.year.all_degrees"')
            reading.wrong(("drops",), Text(text, given=values.short(dotted)))
    return frozenset(found)


def _tables(reading: Reading, path: Path, table: Any) -> dict[str, Any]:
    """The tables under a heading by name, those with names that cannot be noted and left out."""
    if not isinstance(table, dict):
        reading.wrong(path, Text(N_("Here a table is expected, such as { … }.")))
        return {}
    found = {}
    for name, within in table.items():
        try:
            found[values.word(name)] = within
        except values.Wrong as wrong:
            reading.wrong_within((*path, name), wrong)
    return found


def _origin(head: Mapping[str, Any]) -> str:
    """The version that is being read, as what it writes is known by."""
    return f"{head.get('authority')}-{head.get('year')}.{head.get('number')}"


def _need(reading: Reading, path: Path, table: Any, origin: str) -> Need | None:
    found = reading.section(path, table, language.NEED)
    if "total" not in found or "basis" not in found:
        return None
    total: Decimal = found["total"]
    least = {name: _part(found[name], total) for name in language.SUBJECTS if name in found}
    if sum(least.values()) > total:
        text = N_("The subjects ask for %(sum)s hours together, the year for %(total)s only.")
        reading.wrong(path, Text(text, sum=sum(least.values(), Decimal(0)), total=total))
    return Need(total, least, found["basis"], found.get("starts_after"), origin)


def _part(found: Decimal | Fraction, total: Decimal) -> Decimal:
    return total * found.numerator / found.denominator if isinstance(found, Fraction) else found


def _way(reading: Reading, name: str, table: Any, head: Mapping[str, Any]) -> Way | None:
    path: Path = ("ways", name)
    own = reading.section(path, table, language.WAY, (*STEPS, "measures", "bands"), partial=reading.inherits)
    if not isinstance(table, dict):
        return None
    measures = {}
    for word, written in _tables(reading, (*path, "measures"), table.get("measures", {})).items():
        found = reading.section((*path, "measures", word), written, language.MEASURE)
        if {"from_", "to", "unit"} <= found.keys():
            measures[word] = Measure(**found)
    bands = {}
    for word, written in _tables(reading, (*path, "bands"), table.get("bands", {})).items():
        if band := _band(reading, (*path, "bands", word), written):
            bands[word] = band
    origin = _origin(head)
    lines = {
        step: tuple(_lines(reading, (*path, step), step, table[step], name, origin)) for step in STEPS if step in table
    }
    if not {"subject", "year_by", "basis"} <= own.keys() and not reading.inherits:
        return None
    span = own.pop("span", None)
    if span is not None and len(span) != 2:
        reading.wrong((*path, "span"), Text(N_('Write the first and the last day: ["started_on", "ended_on"]')))
        span = None
    return Way(name=name, origin=origin, lines=lines, measures=measures, bands=bands, span=span, **own)


def _band(reading: Reading, path: Path, table: Any) -> Band | None:
    if not isinstance(table, dict):
        reading.wrong(path, Text(N_("Here a table is expected, such as { … }.")))
        return None
    words = [word for word in table if word not in {key.name for key in language.BAND}]
    own = reading.section(path, table, language.BAND, words)
    of = own.get("of")
    tests = []
    for word in words:
        try:
            tests.append((word, values.test(of or "", table[word])))
        except values.Wrong as wrong:
            reading.wrong_within((*path, word), wrong)
    if not words:
        reading.wrong(path, Text(N_("The band gives no words. Write, for instance: short = { most = 2000 }")))
    return Band(of, tuple(tests), own.get("called")) if of else None


def _lines(reading: Reading, path: Path, step: str, written: Any, way: str, origin: str) -> Iterable[Line]:
    if not isinstance(written, list):
        reading.wrong(path, Text(N_("Lines are a list of tables: [[ways.%(way)s.%(step)s]]."), way=way, step=step))
        return
    seen = set()
    for place, table in enumerate(written):
        found = reading.section((*path, place), table, language.LINES[step])
        if not {"id", "basis"} <= found.keys():
            continue
        if found["id"] in seen:
            text = N_("Two lines of this step are called “%(id)s”. Give each a name of its own.")
            reading.wrong((*path, place, "id"), Text(text, id=found["id"]))
        seen.add(found["id"])
        if step in ("day", "year"):
            found.setdefault("pool", way)
        yield Line(step=step, origin=origin, **found)
