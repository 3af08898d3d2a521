"""The pages of a PDF that is kept, as pictures to look at.

They are drawn by the room in which files are opened; the last ones are remembered, so
that turning back a page costs nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from ce_workflow.errors import NotFound, Refusal
from ce_workflow.store.evidence import room
from ce_workflow.store.evidence.cleaning.reasons import Unclean
from ce_workflow.words import N_

WIDTHS = (900, 1800)
"""Pixels across: to read on a screen, and to look closer."""

Get = Callable[[str], bytes]
Genuine = Callable[[str, str], bytes]
"""`BlobStore.get` and `BlobStore.genuine`, which refuses a file that is not the one that was sent."""


class NotDrawn(Refusal):
    """The page cannot be made a picture."""

    code = "page_not_drawn"
    status = 422
    says = N_("This page cannot be shown as a picture. Please download the file.")


@lru_cache(maxsize=4096)
def count(blob: str, get: Get) -> int:
    """How many pages the kept PDF has. Raises NotDrawn, and what `get` raises."""
    try:
        return room.DRAWING.pages(get(blob))
    except Unclean:
        raise NotDrawn from None


@lru_cache(maxsize=24)
def draw(blob: str, sha256: str, genuine: Genuine, number: int, width: int) -> bytes:
    """Page `number` as a PNG. Raises NotFound for a page that is not there, NotDrawn, and what `genuine` raises."""
    try:
        return room.DRAWING.draw(genuine(blob, sha256), number, width)
    except Unclean as unclean:
        raise (NotFound if unclean.reason == "no_such_page" else NotDrawn) from None
