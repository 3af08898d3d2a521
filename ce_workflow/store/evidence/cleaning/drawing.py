"""Pages of a PDF that was cleaned, drawn as PNG: what the page looks like, and nothing that could act.

Runs inside the process of the room, like the cleaners; whatever is wrong with a page ends there.
"""

from __future__ import annotations

import io

import pypdfium2

from .limits import DRAWN_PIXELS
from .reasons import Unclean


def count(content: bytes) -> int:
    """How many pages the PDF `content` has."""
    with pypdfium2.PdfDocument(content) as opened:
        return len(opened)


def draw(content: bytes, number: int, width: int) -> bytes:
    """Page `number` (from 1) of the PDF `content` as a PNG, `width` pixels wide; a very long one narrower."""
    with pypdfium2.PdfDocument(content) as opened:
        if not 1 <= number <= len(opened):
            raise Unclean("no_such_page")
        page = opened[number - 1]
        wide, high = page.get_size()
        if min(wide, high) <= 0:
            raise Unclean("unreadable")
        scale = min(width / wide, (DRAWN_PIXELS / (wide * high)) ** 0.5)
        drawn = page.render(scale=scale, may_draw_forms=False, draw_annots=False, rev_byteorder=True)
        made = io.BytesIO()
        picture = drawn.to_pil().convert("RGB")
        picture.save(made, "PNG", compress_level=3)
        return made.getvalue()
