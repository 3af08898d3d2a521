"""Words put together to one, in whatever language they will be said."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from ce_workflow.words import N_, Text

COMMA = N_("%(one)s, %(other)s")
OR = N_("%(one)s or %(other)s")
SEMICOLON = N_("%(one)s; %(other)s")

Word = TypeVar("Word")


def joined(words: Iterable[Word], by: str = COMMA) -> Word | Text:
    """All the words, with `by` between each two; there is at least one.

    They are put together in halves: who says the sentence has to go no deeper than the logarithm of how many there are.
    """
    found = list(words)
    if len(found) == 1:
        return found[0]
    half = (len(found) + 1) // 2
    return Text(by, one=joined(found[:half], by), other=joined(found[half:], by))
