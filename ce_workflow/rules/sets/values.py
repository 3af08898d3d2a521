"""Values as a rule set writes them: figures, words, tests, sentences. Each raises Wrong for what it cannot be."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from math import isfinite
from typing import Any, TypeVar

from ce_workflow.rules.sets.places import Path
from ce_workflow.rules.sets.shape import Basis, Figures, Period, Says, Test
from ce_workflow.words import N_, Text

Read = TypeVar("Read")
FIGURE = re.compile(r"[0-9]{1,6}(\.[0-9]{1,4})?")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
"""Signs that no line of text has, and no database keeps."""
WORD = re.compile(r"[a-z][a-z0-9_]{0,59}")
DEEPEST_TABLE = 6
PLATFORM = "platform"
"""As a basis: a default of the platform, with the document that it leans on, if any."""


class Wrong(Exception):
    """The value cannot stand so. `faults` say why and what to write instead, each at its path within the value."""

    def __init__(self, message: str, **params: Any) -> None:
        self.faults: list[tuple[Path, Text]] = [((), Text(message, **params))]
        super().__init__(message)


def each(parts: Iterable[tuple[Any, Any]], read: Callable[[Any, Any], Read]) -> dict[Any, Read]:
    """Every part of a value as `read(part, value)`; what is wrong with any of them is said of all at once."""
    found: dict[Any, Read] = {}
    faults: list[tuple[Path, Text]] = []
    for part, value in parts:
        try:
            found[part] = read(part, value)
        except Wrong as wrong:
            faults += [((part, *path), text) for path, text in wrong.faults]
    if faults:
        several = Wrong("")
        several.faults = faults
        raise several
    return found


def figure(value: Any) -> Decimal:
    """A number of hours or of something counted, from 0 on."""
    if isinstance(value, float) and isfinite(value):
        raise Wrong(N_('%(value)s is written as a float. Put it in quotes: "%(value)s"'), value=str(value))
    if isinstance(value, float | list | dict | bool):
        raise Wrong(NO_FIGURE, value=short(value))
    written = short(value)
    if written.startswith("-"):
        raise Wrong(N_("%(value)s is negative. Write a figure from 0 on."), value=written)
    if not isinstance(value, int | str) or not FIGURE.fullmatch(written):
        raise Wrong(NO_FIGURE, value=written)
    return Decimal(written)


NO_FIGURE = N_('“%(value)s” is no figure. Write one such as 6 or "4.5"')


def positive(value: Any) -> Decimal:
    found = figure(value)
    if not found:
        raise Wrong(N_("0 says nothing here. Write a figure above 0, or leave the line out."))
    return found


def figures(value: Any, depth: int = 0) -> Figures:
    """One figure, a list by rank, or a table of them."""
    if isinstance(value, list):
        if not value:
            raise Wrong(N_("The list is empty. Write a figure for each rank."))
        return tuple(each(enumerate(value), lambda _, one: figure(one)).values())
    if isinstance(value, dict):
        if not value:
            raise Wrong(N_("The table is empty. Write a figure for each word."))
        if depth == DEEPEST_TABLE:
            raise Wrong(N_("A table leads through at most %(most)s facts. Make two lines of it."), most=DEEPEST_TABLE)
        return each(value.items(), lambda _, found: figures(found, depth + 1))
    return figure(value)


def figure_list(value: Any) -> tuple[Decimal, ...]:
    found = figures(value)
    if not isinstance(found, tuple):
        raise Wrong(N_('Write a list of figures, such as ["0.6", "0.2"]'))
    return found


def part_or_figure(value: Any) -> Decimal | Fraction:
    """A figure, or a part of the total such as “2/3”."""
    if isinstance(value, str) and (found := re.fullmatch(r"([1-9][0-9]?)/([1-9][0-9]?)", value)):
        return Fraction(int(found[1]), int(found[2]))
    return figure(value)


def whole(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= 9999:
        raise Wrong(N_("“%(value)s” is no whole number from 0 to 9999. Write one such as 2019."), value=short(value))
    return value


def day(value: Any) -> date:
    if isinstance(value, datetime) or not isinstance(value, date):
        raise Wrong(N_("“%(value)s” is no day. Write it without quotes, such as 2019-01-01."), value=short(value))
    return value


def yes_no(value: Any) -> bool:
    if not isinstance(value, bool):
        raise Wrong(N_("“%(value)s” is neither true nor false."), value=short(value))
    return value


def word(value: Any) -> str:
    """A name of a fact, line, pool, or document: small letters, digits, underscores."""
    if not isinstance(value, str) or not WORD.fullmatch(value):
        text = N_("“%(value)s” is no name. Names are small letters, digits and underscores, such as class_hours.")
        raise Wrong(text, value=short(value))
    return value


def words(value: Any) -> tuple[str, ...]:
    """One name, or a list of them."""
    if value == []:
        raise Wrong(N_("The list is empty. Write at least one name, or leave the key out."))
    if not isinstance(value, list):
        return (word(value),)
    return tuple(each(enumerate(value), lambda _, one: word(one)).values())


def code(value: Any) -> str:
    """The code of an authority, as among the organisations, or of a rule set without its version."""
    if not isinstance(value, str) or not re.fullmatch(r"[a-zA-Z0-9][a-zA-Z0-9-]{0,39}", value):
        raise Wrong(N_("“%(value)s” is no code, such as chengdu or chengdu-2019."), value=short(value))
    return value


def line_of_text(value: Any) -> str:
    if not isinstance(value, str) or not value.strip() or len(value) > 300 or _CONTROL.search(value):
        raise Wrong(N_("Write one line of text, at most 300 characters."))
    return value


def says(value: Any) -> Says:
    """A sentence in both languages; what stands in it as %(name)s must be a name."""
    if not isinstance(value, dict) or set(value) != {"zh", "en"}:
        raise Wrong(N_('Write the sentence in both languages: { zh = "…", en = "…" }'))
    return Says(**each(value.items(), lambda _, sentence: _sentence(sentence)))


def _sentence(value: Any) -> str:
    written = line_of_text(value)
    if "%" in re.sub(r"%\([a-z][a-z0-9_]*\)s", "", written):
        text = N_("A per cent sign begins a fact, such as %(example)s. Else write “per cent” in words.")
        raise Wrong(text, example="%(days)s")
    return written


def basis(value: Any) -> Basis:
    """A document by its name and the clause in it, or `platform` and the document that the default leans on."""
    if not isinstance(value, str) or not value.strip() or _CONTROL.search(value):
        text = N_('A figure needs its basis: "notice 三(三)2", or "platform" for a default without a published figure')
        raise Wrong(text)
    name, _, rest = value.strip().partition(" ")
    if name == PLATFORM:
        leans_on, _, clause = rest.strip().partition(" ")
        return Basis(word(leans_on) if leans_on else None, clause.strip(), platform=True)
    return Basis(word(name), rest.strip())


ASKS_NOTHING = N_("Write what is asked of which fact, such as { days = { least = 20 } }.")


def tests(value: Any) -> tuple[Test, ...]:
    """What is asked of facts: { part = “lectured”, days = { least = 20 } }."""
    if not isinstance(value, dict) or not value:
        raise Wrong(ASKS_NOTHING)
    return tuple(each(value.items(), lambda fact, asked: test(word(fact), asked)).values())


BOUNDS = ("least", "above", "most", "below")


def test(fact: str, asked: Any) -> Test:
    if isinstance(asked, dict):
        return _test_of(fact, asked)
    return Test(fact, among=_answers(asked))


def _test_of(fact: str, asked: Mapping[str, Any]) -> Test:
    if not asked:
        raise Wrong(ASKS_NOTHING)
    said = each(asked.items(), _bound)
    found = Test(fact, **{"outside" if name == "not" else name: value for name, value in said.items()})
    low = max((bound for bound in (found.least, found.above) if bound is not None), default=None)
    high = min((bound for bound in (found.most, found.below) if bound is not None), default=None)
    if low is not None and high is not None and (low > high or (low == high and low in (found.above, found.below))):
        raise Wrong(N_("No number is from %(low)s to %(high)s. Check the bounds."), low=low, high=high)
    return found


def _answers(value: Any) -> frozenset[str]:
    given = value if isinstance(value, list) else [value]
    if not given or not all(isinstance(one, str | bool) for one in given):
        text = N_("Write one answer or a list of them in quotes, true or false; for numbers { least = … }.")
        raise Wrong(text)
    return frozenset(("yes" if one else "no") if isinstance(one, bool) else one for one in given)


_ASKED: dict[str, Callable[[Any], Any]] = {**dict.fromkeys(BOUNDS, figure), "not": _answers, "present": yes_no}


def _bound(name: str, value: Any) -> Any:
    if name not in _ASKED:
        text = N_("A test can say least, above, most, below, not, present; “%(value)s” is none of these.")
        raise Wrong(text, value=short(name))
    return _ASKED[name](value)


def filers(value: Any) -> tuple[str, ...]:
    """Who may file: the professional (claimant), an organiser, or both."""
    listed = value if isinstance(value, list) and value else [value]
    return tuple(each(enumerate(listed), lambda _, one: _FILER(one)).values())


def few_days(value: Any) -> Period:
    """A notice period: 0 to 90 days, of the calendar or, as `{ working = 5 }`, working ones."""
    working = isinstance(value, dict)
    if working and value.keys() != {"working"}:
        raise Wrong(N_("Write a notice period as 7 (calendar days) or { working = 5 } (working days)."))
    found = whole(value["working"] if working else value)
    if found > 90:
        raise Wrong(N_("A notice period is at most 90 days."))
    return Period(found, working)


def one_of(*allowed: str) -> Any:
    def read(value: Any) -> str:
        if value not in allowed:
            text = N_("“%(value)s” is not one of: %(allowed)s.")
            raise Wrong(text, value=short(value), allowed=", ".join(allowed))
        return str(value)

    return read


_FILER = one_of("claimant", "organiser")


def short(value: Any) -> str:
    """What was written, to be shown: of something monstrous nothing."""
    try:
        written = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
        return (written.strip('"') if isinstance(value, date) else written)[:60]
    except (ValueError, RecursionError):  # a number of thousands of digits, tables within tables without end
        return "…"
