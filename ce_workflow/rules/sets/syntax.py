"""A text read as TOML, or every place at which it is none: what stands there, and what to write instead."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from itertools import islice
from typing import Any
from unicodedata import normalize

from ce_workflow.rules.sets.places import Places, statements
from ce_workflow.words import N_, Text

NOT_CLOSED = N_('The quotation mark that begins the text has no other at its end. Write: "…"')
BACKSLASH = N_("A backslash has a meaning of its own in a text. Write two of them, or none.")
HEADING = N_("The heading is not closed. Write, for instance: [ways.training] or [[ways.training.base]]")
TWICE = N_("“%(key)s” is said twice, first on line %(first)s. Keep one of them.")
CLASH = N_("This stands elsewhere already, as a value or as a table. Keep one of them.")
NO_VALUE = N_("The value is missing. Write, for instance: hours = 6")
TOO_DEEP = N_("Too many tables or lists stand within each other here. Write them one beside the other.")
FULL_WIDTH = N_("Write %(instead)s here, half width, instead of %(found)s")
INVISIBLE = N_("A sign that cannot be seen (%(code)s) stands here. Delete it, or type the line anew.")
LAST_COMMA = N_("Behind the last entry in braces stands no comma. Take it out.")
UNREADABLE = N_("From character %(column)s on the line cannot be read: “%(found)s”. Write, for instance: hours = 6")

SAID = (
    (r"Invalid statement", N_("A line begins with a name or a bracket, not with “%(found)s”. Write: hours = 6")),
    (
        r"Expected newline",
        N_("Behind the value stands “%(found)s”. Put it on a line of its own, into the quotation marks, or behind #."),
    ),
    (r"Expected '\]", HEADING),
    (r"Expected '='", N_("Between the name and its value “=” is missing. Write, for instance: hours = 6")),
    (
        r"Invalid initial character",
        N_("No name can begin with “%(found)s”. Names are small letters, digits and underscores: class_hours"),
    ),
    (r"Unclosed array", N_('The list is not closed, or a comma is missing in it. Write, for instance: ["a", "b"]')),
    (
        r"Unclosed inline",
        N_('The braces are not closed on their line, or a comma is missing. Write: { zh = "…", en = "…" }'),
    ),
    (r"Unterminated string|Illegal character '\\n'|Found invalid character '\\n'|Expected \"", NOT_CLOSED),
    (r"Unescaped|Invalid hex|Escaped character", BACKSLASH),
    (r"Invalid date", N_("There is no such day: “%(found)s”. Write, for instance: 2019-01-31")),
    (
        r"Invalid value",
        N_('“%(found)s” is no value. A text stands in quotation marks, a figure does not: "class", 6'),
    ),
    (r"Cannot|Duplicate", CLASH),
)
"""What the reader of TOML says (English, for programmers), and what is said for it.

As `tomllib` of Python 3.11 words it; where another Python words it anew, tests/core/rules/test_said_by_tomllib.py
names what has to be written anew here. Until then UNREADABLE is said.
"""

SIGNS = {
    "“": '"',
    "”": '"',
    "„": '"',
    "‘": "'",
    "’": "'",
    "、": ",",
    "。": ".",
    "【": "[",
    "】": "]",
    "〔": "[",
    "〕": "]",
}
"""What a Chinese keyboard types where TOML wants another sign, besides the full-width forms."""

_QUOTED = re.compile(r'"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\'|\#[^\n]*')
_FIGURE = re.compile(r"[^=]*=\s*([-+\d._]+)\s*(?:\#.*)?")
MOST = 100
"""Faults that are looked for; who has so many puts these right first."""
Wrong = tuple[int, Text]


def parsed(text: str, places: Places) -> tuple[dict[str, Any] | None, list[Wrong]]:
    """The document; None where it is no TOML, with every line at which it is none."""
    try:
        return tomllib.loads(text), []
    except (ValueError, RecursionError) as error:
        return None, list(islice(_each(text), MOST)) or list(islice(_twice(places), MOST)) or [_between(text, error)]


def _each(text: str) -> Iterator[Wrong]:
    """What is wrong with single statements: each is read by itself, so that all are found at once."""
    for first, statement in statements(text):
        try:
            tomllib.loads(statement)
        except tomllib.TOMLDecodeError as error:
            line, column = _where(error, statement)
            is_open = "Unterminated" in str(error) or "'" * 3 in str(error)
            begun = is_open or "Unclosed" in str(error)
            yield first if begun else first + line - 1, _said(str(error), statement, line, column)
            if is_open:
                return  # what follows may be the text itself
        except (ValueError, RecursionError):
            yield first, Text(TOO_DEEP)


def _twice(places: Places) -> Iterator[Wrong]:
    """What is said twice, though each statement is right by itself."""
    for path, first, again in places.twice:
        yield again, Text(TWICE, key=".".join(str(part) for part in path if isinstance(part, str)), first=first)


def _between(text: str, error: Exception) -> Wrong:
    """What is wrong between statements otherwise: a value that is a table too."""
    if not isinstance(error, tomllib.TOMLDecodeError):
        return 1, Text(TOO_DEEP)
    line, column = _where(error, text)
    return line, _said(str(error), text, line, column)


def _where(error: tomllib.TOMLDecodeError, text: str) -> tuple[int, int]:
    """Line and column, from 1 on."""
    at = re.search(r"at line (\d+), column (\d+)", str(error))
    lines = text.split("\n")
    return (int(at[1]), int(at[2])) if at else (len(lines), len(lines[-1]) + 1)


def _said(error: str, statement: str, line: int, column: int) -> Text:
    """The sentence for what the reader of TOML stumbled over."""
    bare = _QUOTED.sub(lambda quoted: " " * len(quoted[0]), statement)
    if typed := sorted((sign for sign in bare if _half_width(sign)), key=lambda sign: _half_width(sign) not in "\"'"):
        return Text(FULL_WIDTH, found=typed[0], instead=_half_width(typed[0]))
    found = statement.split("\n")[line - 1][column - 1 :].strip()
    if hidden := next((sign for sign in statement if not sign.isprintable() and sign not in "\n\r\t"), ""):
        return Text(INVISIBLE, code=f"U+{ord(hidden):04X}")
    if "Invalid initial" in error and found.startswith("}"):
        return Text(LAST_COMMA)
    if "Invalid initial" in error and not found:
        error = "Unclosed inline table"
    if "Invalid value" in error and (not found or found.startswith("#")):
        return Text(NO_VALUE)
    if "Expected newline" in error and (figure := _FIGURE.fullmatch(statement)):
        error, found = "Invalid value", figure[1]
    says = next((says for pattern, says in SAID if re.match(pattern, error)), UNREADABLE)
    return Text(says, found=_shown(found), column=column)


def _half_width(sign: str) -> str:
    """What should have been typed; "" where the sign is none of those."""
    if sign in SIGNS:
        return SIGNS[sign]
    plain = normalize("NFKC", sign)
    return plain if not sign.isascii() and plain.isascii() and plain.strip() else ""


def _shown(written: str) -> str:
    written = written.strip()
    return written if len(written) <= 40 else written[:40] + "…"
