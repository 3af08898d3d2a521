"""Canonical JSON: one value, one spelling, so that what is hashed can be written again.

The manner of RFC 8785 for a narrower kind of value: objects with sorted ASCII keys,
lists, strings, whole numbers of at most 2^53 - 1, true, false and null. No number with
a point, since those have more than one spelling. Unlike RFC 8785, characters beyond
ASCII are escaped, so that the text is its own bytes in every database.
"""

from __future__ import annotations

import json
from typing import Any, NoReturn

LARGEST = 2**53 - 1
"""Beyond it not every reader of JSON gets the same number."""

_write = json.JSONEncoder(
    ensure_ascii=True, check_circular=False, allow_nan=False, sort_keys=True, separators=(",", ":")
).encode


class NotCanonical(ValueError):
    """The value has no canonical form, or the text is not one. Never repeats what it found."""


def canonical(value: object) -> str:
    """The one ASCII spelling of `value`; raises NotCanonical for what has none (floats, dates, odd keys)."""
    _check(value)
    return _write(value)


def parse(text: str) -> dict[str, Any]:
    """The object that a canonical text holds; raises NotCanonical for floats, keys twice and broken JSON."""
    try:
        found = _read(text)
    except NotCanonical:
        raise
    except (ValueError, TypeError, RecursionError):
        raise NotCanonical("not JSON") from None
    if not isinstance(found, dict):
        raise NotCanonical("not an object")
    return found


def _check(value: object) -> None:
    if isinstance(value, str):
        if not value.isascii():
            _check_characters(value)
    elif isinstance(value, int):
        if not -LARGEST <= value <= LARGEST:
            raise NotCanonical("a number beyond 2^53 - 1")
    elif isinstance(value, dict):
        _check_object(value)
    elif isinstance(value, list | tuple):
        for inner in value:
            _check(inner)
    elif value is not None:
        raise NotCanonical(f"a {type(value).__name__} has no canonical form")


def _check_object(value: dict[object, object]) -> None:
    for key, inner in value.items():
        if not isinstance(key, str) or not key.isascii():
            raise NotCanonical("a key that is not ASCII text")
        if type(inner) is not str or not inner.isascii():  # most of what there is is text in ASCII
            _check(inner)


def _check_characters(text: str) -> None:
    try:
        text.encode()
    except UnicodeEncodeError:
        raise NotCanonical("half a character (a lone surrogate)") from None


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise NotCanonical("a key that stands twice")
    return found


def _refuse(_: str) -> NoReturn:
    raise NotCanonical("a number with a point")


_read = json.JSONDecoder(object_pairs_hook=_once, parse_float=_refuse, parse_constant=_refuse).decode
