"""Answers as they arrive, read into typed values; and back into plain text for keeping.

Whatever arrives (a form's text, a number of JSON, anything at all), reading never raises:
what cannot be read is a finding on its field, which says what is wrong and what to write
instead. A blank is absent. Names that are not asked for are ignored. Whether an answer
counts is not asked here: a value outside a list is read as it stands, and the rules speak.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from ce_workflow.clock import day_of
from ce_workflow.errors import Finding
from ce_workflow.kinds.kind import Field, FieldType, Given, Kind
from ce_workflow.kinds.texts import clean, is_blank, refused_characters
from ce_workflow.words import N_, Text

LEAST_HOURS, MOST_HOURS = Decimal("0.1"), Decimal("999.9")
FIRST_YEAR, LAST_YEAR = 1900, 2100
IMPLAUSIBLE = N_("%(field)s: the year cannot be right. Write a day between %(first)s and %(last)s.")

_SHORT = 64  # no number or day is longer: what is, need not be looked at
_HUGE = 20_000  # no text of ours is longer, whatever cleaning takes away
_HOURS = re.compile(r"[0-9]{1,3}(\.[0-9])?")
_NUMBER = re.compile(r"[0-9]{1,7}")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MOMENT = re.compile(_DAY.pattern + r"T[0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,6})?)?(Z|[+-][0-9]{2}:[0-9]{2})")
_YES, _NO = ("yes", "true", "1", "是"), ("no", "false", "0", "否")


class UnreadableError(Exception):
    """The answer cannot be read; carries the finding's code, sentence and parameters."""

    def __init__(self, code: str, says: str, **params: Any) -> None:
        super().__init__(code)
        self.code, self.says, self.params = code, says, params


def parse(kind: Kind, raw: Mapping[str, object]) -> tuple[dict[str, Any], list[Finding]]:
    """What `raw` answers to the kind's questions, and a finding for each answer that cannot be read."""
    return read(kind.fields, raw)


def read(fields: Iterable[Field], raw: Mapping[str, object]) -> tuple[dict[str, Any], list[Finding]]:
    """What `raw` answers to these questions, and a finding for each answer that cannot be read."""
    given: dict[str, Any] = {}
    found: list[Finding] = []
    for field in fields:
        value = raw.get(field.name)
        if value is None or (isinstance(value, str) and not value.strip()):
            continue
        try:
            answer = _READERS[field.type](field, value)
        except UnreadableError as why:
            text = Text(why.says, field=Text(field.label), **why.params)
            found.append(Finding(why.code, text, field=field.name))
        else:
            if answer != "":
                given[field.name] = answer
    return given, found


def read_all(fields: Sequence[Field], raw: Mapping[str, object]) -> tuple[dict[str, Any], list[Finding]]:
    """The same where every question must be answered: a finding for each blank too."""
    given, found = read(fields, raw)
    unread = {finding.field for finding in found}
    for field in fields:
        if field.name not in given and field.name not in unread:
            text = Text(N_("“%(field)s” is blank. Fill it in."), field=Text(field.label))
            found.append(Finding(f"{field.name}_missing", text, field=field.name))
    return given, found


def dump(kind: Kind, given: Given) -> dict[str, str]:
    """The answers as plain text, one spelling for one value, in the order of the questions."""
    return {field.name: _plain(given[field.name]) for field in kind.fields if field.name in given}


def load(kind: Kind, stored: Mapping[str, str]) -> dict[str, Any]:
    """The answers that `dump` wrote. Trusts the store: what was never written so raises."""
    return {field.name: _LOADERS[field.type](stored[field.name]) for field in kind.fields if field.name in stored}


def typed_hours(value: object) -> Decimal | None:
    """Hours as people type them, 0 to 999.9 with at most one decimal; None for anything else."""
    text = _typed(value)
    return Decimal(text) if text is not None and _HOURS.fullmatch(text) else None


def typed_day(value: object) -> date | None:
    """A day in ISO 8601, or of a moment with its zone the day in Chengdu; None for anything else."""
    text = _typed(value) or ""
    try:
        if _MOMENT.fullmatch(text):
            return day_of(datetime.fromisoformat(text))
        return date.fromisoformat(text) if _DAY.fullmatch(text) else None
    except (ValueError, OverflowError):  # no such day, or one beyond the calendar's ends
        return None


def _written(value: object) -> str | None:
    """The value as somebody would have typed it, None for what no single field holds."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return repr(value).removesuffix(".0")
    if isinstance(value, int | Decimal):
        try:
            return str(value)
        except ValueError:  # an int of more digits than Python is willing to write out
            return None
    return value.isoformat() if isinstance(value, date) else None


def _typed(value: object) -> str | None:
    """A short value in ASCII where full-width signs were typed, without blanks around it."""
    text = _written(value)
    return None if text is None or len(text) > _SHORT else unicodedata.normalize("NFKC", text).strip()


_TENTHS = {
    "hours": N_(
        "%(field)s: this is not a number of hours. Write digits with at most one decimal, "
        "from %(least)s to %(most)s, such as 4 or 4.5."
    ),
    "amount": N_(
        "%(field)s: this number cannot be read. Write digits with at most one decimal, "
        "from %(least)s to %(most)s, such as 4 or 4.5."
    ),
}
"""What is said of a number with a decimal that cannot be read, by the type of its field."""


def _read_tenths(field: Field, value: object) -> Decimal:
    number = typed_hours(value)
    if number is None or number < LEAST_HOURS:
        raise UnreadableError(f"{field.type}_unreadable", _TENTHS[field.type], least=LEAST_HOURS, most=MOST_HOURS)
    return number


def _read_number(field: Field, value: object) -> int:
    text = _typed(value)
    if text is None or not _NUMBER.fullmatch(text) or not field.least <= int(text) <= field.most:
        raise UnreadableError(
            "number_unreadable",
            N_("%(field)s: this number cannot be read. Write a whole number from %(least)s to %(most)s, digits only."),
            least=field.least,
            most=field.most,
        )
    return int(text)


def _read_date(_field: Field, value: object) -> date:
    on = typed_day(value)
    if on is None:
        raise UnreadableError(
            "date_unreadable",
            N_("%(field)s: there is no such day. Write year-month-day, such as 2019-06-20."),
        )
    if not FIRST_YEAR <= on.year <= LAST_YEAR:
        raise UnreadableError(
            "date_implausible",
            IMPLAUSIBLE,
            first=str(FIRST_YEAR),
            last=str(LAST_YEAR),
        )
    return on


def _read_yes_no(_field: Field, value: object) -> bool:
    text = (_typed(value) or "").lower()
    if text not in _YES + _NO:
        raise UnreadableError("yes_or_no", N_("%(field)s: this can only be answered by yes or no. Write yes or no."))
    return text in _YES


def _read_text(field: Field, value: object) -> str:
    text = None if isinstance(value, bool) else _written(value)
    if text is None:
        raise UnreadableError("text_unreadable", N_("%(field)s: this is not a text. Write it out in words."))
    lines = field.type == "text"
    if len(text) <= _HUGE:
        text = clean(text, lines=lines)
    if len(text) > field.max_length:
        raise UnreadableError(
            "text_too_long",
            N_("%(field)s: this is too long. Write at most %(most)s characters."),
            most=field.max_length,
        )
    if strange := refused_characters(text, lines=lines):
        raise UnreadableError(
            "characters_refused",
            N_(
                "%(field)s: some characters cannot be kept (%(characters)s): invisible ones, ones that turn the "
                "writing direction, or private ones of a single font. Delete them or write standard ones instead."
            ),
            characters=", ".join(strange[:5]),
        )
    return "" if is_blank(text) else text


def _plain(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    return value.isoformat() if isinstance(value, date) else str(value)


_READERS: Mapping[FieldType, Callable[[Field, object], Any]] = {
    "line": _read_text,
    "text": _read_text,
    "choice": _read_text,
    "hours": _read_tenths,
    "amount": _read_tenths,
    "number": _read_number,
    "date": _read_date,
    "yes_no": _read_yes_no,
}
_LOADERS: Mapping[FieldType, Callable[[str], Any]] = {
    "line": str,
    "text": str,
    "choice": str,
    "hours": Decimal,
    "amount": Decimal,
    "number": int,
    "date": date.fromisoformat,
    "yes_no": lambda text: text == "yes",
}
