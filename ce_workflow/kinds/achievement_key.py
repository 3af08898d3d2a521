"""The key of an achievement: one achievement, one credit, whatever way its number is written.

A key is the kind's code and the number in NFKC, upper case, letters and digits only.
Patent numbers are further cut to what they have in common: without ZL or CN, and without
the check digit, which is dropped and never verified.
"""

from __future__ import annotations

import re
import unicodedata

LONGEST = 200  # characters; some signs become many letters in NFKC

_PATENT = re.compile(r"([0-9]{12}|[0-9]{8})[0-9X]?")


def letters_and_digits(number: str) -> str:
    """The number as it is compared; may be empty."""
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", number).upper()))


def achievement_key(kind_code: str, number: str) -> str | None:
    """The key of an appraised result, None where its number has no letter or digit, or no end of them."""
    core = letters_and_digits(number)
    return f"{kind_code}:{core}" if 0 < len(core) <= LONGEST else None


def patent_key(number: str) -> str | None:
    """The key of a patent, None where this is not 12 or 8 digits with or without a check digit."""
    match = _PATENT.fullmatch(re.sub(r"^(ZL|CN)+", "", letters_and_digits(number)))
    return f"patent:{match[1]}" if match else None
