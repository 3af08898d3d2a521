"""The pages of a PDF that is kept, as pictures to look at.

They are drawn by the room in which files are opened; the last ones are remembered, so
that turning back a page costs nothing. A file that is no longer what its row says is
not drawn.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import lru_cache

from ce_workflow.errors import NotFound, Refusal
from ce_workflow.store.evidence import room
from ce_workflow.store.evidence.cleaning.reasons import Unclean
from ce_workflow.words import N_

WIDTHS = (900, 1800)
"""Pixels across: to read on a screen, and to look closer."""

Get = Callable[[str], bytes]


class NotDrawn(Refusal):
    """The page cannot be made a picture, or the file is not the one that was sent."""

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
def draw(blob: str, sha256: str, get: Get, number: int, width: int) -> bytes:
    """Page `number` as a PNG. Raises NotFound for a page that is not there, NotDrawn, and what `get` raises."""
    content = get(blob)
    if hashlib.sha256(content).hexdigest() != sha256:
        raise NotDrawn
    try:
        return room.DRAWING.draw(content, number, width)
    except Unclean as unclean:
        raise (NotFound if unclean.reason == "no_such_page" else NotDrawn) from None
