"""Numbers of rows as addresses and forms carry them, where a list goes on, and what is looked for in it."""

from __future__ import annotations

from flask import request
from werkzeug.exceptions import BadRequest

LARGEST = 2**53 - 1
"""No row has a larger number: events write whole numbers as JSON can hold them."""


LONGEST = 100
"""No name or code that is looked for has more characters."""


def whole(text: str) -> int | None:
    """The number written in plain digits that a row can have; None for anything else."""
    if not (text.isascii() and text.isdigit()) or len(text) >= 20 or int(text) > LARGEST:
        return None
    return int(text)


def asked(name: str) -> str:
    """What the address says under this name; nothing where no database could hold it."""
    words = request.args.get(name, "").strip()[:LONGEST]
    return words if words.isprintable() else ""


def before() -> int | None:
    """The number in `?before=`, None for the first page. Raises BadRequest for what is no number."""
    text = request.args.get("before")
    if text is None:
        return None
    number = whole(text)
    if number is None:
        raise BadRequest
    return number
