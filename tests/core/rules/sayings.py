"""What can be shown of a parameter, and the smallest pieces of rule sets that say it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from tests.core.rules.written import WAY

Facts = Mapping[str, Any]


class Gives(NamedTuple):
    """With these facts it gives these hours."""

    text: str
    facts: Facts
    hours: Any


class Together(NamedTuple):
    """Items of one person and year, one after the other, give these hours."""

    text: str
    items: list[Facts]
    hours: list[Any]


class Finds(NamedTuple):
    """With these facts that line refuses or warns."""

    text: str
    facts: Facts
    line: str


class Refuses(NamedTuple):
    """It cannot be written: the notice forbids it."""

    text: str


class Asks(NamedTuple):
    """Somebody without hours still needs so much."""

    text: str
    person: Facts
    needs: Mapping[str, Any]


class Reads(NamedTuple):
    """The setting is read, and is shown with the way or the set."""

    text: str
    attribute: str
    value: Any


class Waits(NamedTuple):
    """It cannot be said yet."""

    why: str


def line(step: str, *said: str) -> str:
    return "\n".join([f"[[ways.one.{step}]]", 'basis = "law"', *([] if "id" in said[0] else ['id = "it"']), *said, ""])


def way(*parts: str) -> str:
    return WAY + "".join(parts)


def each(of: str, hours: str = "1", *more: str) -> str:
    return line("base", f"hours = {hours}", f'for_each = "{of}"', *more)


def setting(said: str) -> str:
    return way(f"{said}\n", each("hours"))


def measure(name: str, start: str, end: str, unit: str, more: str = "") -> str:
    return f'measures.{name} = {{ from = "{start}", to = "{end}", unit = "{unit}"{more} }}\n'


def need(said: str, under: str = "need") -> str:
    return way(each("hours"), f'[{under}]\nbasis = "law"\n{said}\n')
