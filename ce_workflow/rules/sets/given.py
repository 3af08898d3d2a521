"""What a fact is taken for: a day, a number, or a word. What is none of these is as if it were not there."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

ZERO = Decimal(0)
DIGITS = 9
"""A number of more digits, before or after the point, counts nothing that hours are worked out of."""
LARGEST = 10**DIGITS


def as_day(value: Any) -> date | None:
    """A moment is no day: which day it lies in depends on where one stands."""
    return value if isinstance(value, date) and not isinstance(value, datetime) else None


def as_number(value: Any) -> Decimal | None:
    """Yes and no are no numbers, nor is a float: it is not the number that was written."""
    if isinstance(value, Decimal):
        if not value.is_finite():
            return None
        if not value:
            return ZERO
        return value if -DIGITS <= value.adjusted() < DIGITS else None
    if isinstance(value, int) and not isinstance(value, bool) and -LARGEST < value < LARGEST:
        return Decimal(value)
    return None


def as_word(value: Any) -> str:
    """The word by which a table or a test knows it."""
    if isinstance(value, str):
        return value
    if value is True or value is False:
        return "yes" if value else "no"
    if isinstance(value, int) and not -LARGEST < value < LARGEST:
        return ""
    return str(value)
