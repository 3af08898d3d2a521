"""Each fault stands on the line of the very key that is at fault, however deep it lies."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Any

import pytest

from ce_workflow.rules.sets.check import check
from tests.core.rules.parameters import PARAMETERS
from tests.core.rules.sayings import Waits
from tests.core.rules.written import CITY, NAMES, SETS, city, table

KEYS_OF_NAMES = ("for_each", "at_most_for_each", "once", "group", "from", "to", "of", "among_persons", "field")


def one_key_a_line(found: dict[str, Any]) -> Iterator[str]:
    """The document with every key on a line of its own: nested ones dotted, each under its heading."""
    yield from _leaves(found, ())
    yield from _tables(found, ())


def _tables(found: dict[str, Any], path: tuple[str, ...]) -> Iterator[str]:
    for name, below in found.items():
        if isinstance(below, list) and below and isinstance(below[0], dict):
            for line in below:
                yield f"[[{'.'.join((*path, name))}]]"
                yield from _leaves(line, (), deep=True)
        elif isinstance(below, dict) and (not path or path == ("ways",)) and name not in ("title", "documents"):
            yield f"[{'.'.join((*path, name))}]"
            yield from _leaves(below, (), deep=path == ("ways",))
            yield from _tables(below, (*path, name))


def _leaves(found: Any, path: tuple[str, ...], *, deep: bool = False) -> Iterator[str]:
    for name, below in found.items():
        if isinstance(below, dict):
            if deep or path or name in ("title", "documents"):
                yield from _leaves(below, (*path, name), deep=True)
        elif not (isinstance(below, list) and below and isinstance(below[0], dict)):
            yield f"{'.'.join((*path, name))} = {_written(below)}"


def _written(value: Any) -> str:
    return value.isoformat() if isinstance(value, date) else json.dumps(value, ensure_ascii=False)


TEXTS = {
    **{name: (SETS / f"{name}.toml").read_text(encoding="utf-8") for name in NAMES},
    "city": CITY,
    **{
        f"{name}-{place}": one.text
        for name, shown in PARAMETERS.items()
        for place, one in enumerate(
            shown if isinstance(shown, list | tuple) and not hasattr(shown, "_fields") else [shown]
        )
        if not isinstance(one, Waits)
    },
}


@cache
def lines_of(name: str) -> tuple[str, ...]:
    return tuple(one_key_a_line(tomllib.loads(TEXTS[name])))


def found_in(lines: list[str]) -> list[tuple[int, str]]:
    _, faults = check("\n".join(lines) + "\n", lambda name: table("t1") if "accountants" in name else city())
    return [(fault.line, str(fault.text)) for fault in faults]


APART = 7
"""So many lines lie between two that are changed at a time."""


@pytest.mark.parametrize("name", TEXTS)
def test_a_value_that_cannot_be_stands_at_its_own_line(name: str) -> None:
    for first in range(APART):
        lines = list(lines_of(name))
        changed = [place for place in range(first, len(lines), APART) if " = " in lines[place]]
        for place in changed:
            lines[place] = lines[place].partition(" = ")[0] + " = nan"
        wrong = {line for line, _ in found_in(lines)}
        assert [lines[place] for place in changed if place + 1 not in wrong] == []


def dead(line: str) -> str:
    """The line with a fact in it that nobody asks for; as it was where it names none."""
    key, _, value = line.partition(" = ")
    if key.split(".")[-1] in KEYS_OF_NAMES:
        return f'{key} = "nowhere"'
    if key == "by":
        return f'by = ["nowhere", {value.strip("[]")}]'
    if key.startswith(("when.", "needs.")):
        return f"{key.split('.')[0]}.nowhere{key.removeprefix('.'.join(key.split('.')[:2]))} = {value}"
    return line


def test_a_fact_that_nobody_asks_for_stands_at_the_key_that_names_it() -> None:
    tried = 0
    for first in range(APART):
        lines = list(lines_of("city"))
        changed = [place for place in range(first, len(lines), APART) if dead(lines[place]) != lines[place]]
        for place in changed:
            lines[place] = dead(lines[place])
        wrong = {line for line, said in found_in(lines) if "“nowhere” is" in said}
        assert [lines[place] for place in changed if place + 1 not in wrong] == []
        tried += len(changed)
    assert tried > 20


def test_every_sentence_of_both_languages_is_told_apart() -> None:
    lines = list(lines_of("city"))
    at = [place for place, line in enumerate(lines) if line.startswith(("says.", "in_short.", "title."))]
    assert len(at) > 10
    for place in at:
        lines[place] = lines[place].partition(" = ")[0] + ' = "50 %"'
    assert [line for line, said in found_in(lines) if "per cent sign" in said] == [place + 1 for place in at]


def test_every_figure_of_a_table_that_cannot_be_is_said_at_once() -> None:
    lines = list(lines_of("city"))
    at = [place for place, line in enumerate(lines) if line.startswith("hours.")]
    assert len(at) > 3
    for place in at:
        lines[place] = lines[place].partition(" = ")[0] + " = -1"
    assert [line for line, said in found_in(lines) if "is negative" in said] == [place + 1 for place in at]
