"""Resident identity numbers (GB 11643): one spelling for one person.

Full-width digits, a small x, spaces around and the 15 digits of old cards all lead to
the same 18 characters. The first six digits are taken as they come: districts are
dissolved and numbers stay. Nothing here stores or writes a number anywhere.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date

from ce_workflow.errors import Finding
from ce_workflow.words import N_, Text

CODE = "bad_id_number"
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"
_EARLIEST = 1900
_LATEST = 2099

_OLD = re.compile(r"[0-9]{15}")
_NEW = re.compile(r"[0-9]{17}[0-9X]")
_STANDING_ALONE = re.compile(r"(?<![0-9A-Za-z])(?:[0-9]{17}[0-9Xx]|[0-9]{15})(?![0-9A-Za-z])")
_RUN_OF_DIGITS = re.compile(r"(?<![0-9])[0-9]{17}[0-9Xx](?![0-9])")


def normalise(text: str, *, on: date | None = None) -> str | Finding:
    """The 18 characters of the number, or what is wrong with it.

    `on`, where given, is a day by which the person must have been born. Line breaks and
    invisible characters are refused, not stripped: they mean that a file was read wrong.
    """
    if any(unicodedata.category(character) in ("Cc", "Cf", "Zl", "Zp") for character in text):
        return _finding(N_("The identity number contains a line break or an invisible character."))
    number = unicodedata.normalize("NFKC", text).strip(" ").upper()
    if not number:
        return _finding(N_("The identity number is missing."))
    if _OLD.fullmatch(number):
        number = _upgraded(number)
    if not _NEW.fullmatch(number):
        return _finding(N_("An identity number has 18 characters: 17 digits, then a digit or X."))
    born = _born(number)
    if born is None or (on is not None and born > on):
        return _finding(N_("The date of birth in the identity number is not possible."))
    if number[17] != check_character(number):
        return _finding(N_("The last character of the identity number does not fit the others: please compare it."))
    return number


def check_character(number: str) -> str:
    """The 18th character that the first 17 digits ask for (ISO 7064, MOD 11-2)."""
    return _CHECKS[sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, number, strict=False)) % 11]


def masked(number: str) -> str:
    """The number as it is shown: three characters, eleven stars, the last four."""
    if len(number) != 18:
        return "*" * len(number)
    return f"{number[:3]}{'*' * 11}{number[14:]}"


def occurs_in(text: str) -> bool:
    """Is there something in the text that reads like an identity number?

    A number that stands alone counts with any last character (a mistyped number is
    somebody's too); one that touches letters only with the right one, or digests would
    be suspected.
    """
    for found in _STANDING_ALONE.findall(text):
        if _born(found if len(found) == 18 else _upgraded(found)) is not None:
            return True
    return any(
        _born(found) is not None and found[17].upper() == check_character(found)
        for found in _RUN_OF_DIGITS.findall(text)
    )


def _upgraded(old: str) -> str:
    """18 characters for the 15 of cards issued before 1999: the century, then the check."""
    seventeen = f"{old[:6]}19{old[6:]}"
    return seventeen + check_character(seventeen)


def _born(number: str) -> date | None:
    try:
        born = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return None
    return born if _EARLIEST <= born.year <= _LATEST else None


def _finding(msgid: str) -> Finding:
    return Finding(CODE, Text(msgid), field="id_number")
