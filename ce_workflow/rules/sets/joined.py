"""Words put together to one, in whatever language they will be said."""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce
from typing import TypeVar

from ce_workflow.words import N_, Text

COMMA = N_("%(one)s, %(other)s")
OR = N_("%(one)s or %(other)s")
SEMICOLON = N_("%(one)s; %(other)s")

Word = TypeVar("Word")


def joined(words: Iterable[Word], by: str = COMMA) -> Word | Text:
    """All the words, with `by` between each two; there is at least one."""
    first, *others = words
    found: Word | Text = first
    return reduce(lambda one, other: Text(by, one=one, other=other), others, found)
