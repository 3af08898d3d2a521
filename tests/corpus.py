"""Small true files for tests: PDF, JPEG and PNG made by code, none of them in the tree.

`pdf("a")`, `jpeg(1)` and `png(1)` give the same bytes at every call; another text or
number gives another file. `document` puts any objects into a PDF, right or wrong.
"""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from PIL import Image

CATALOGUE = b"<</Type/Catalog/Pages 2 0 R>>"
PAGES = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
PAGE = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 100]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>"
FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"


@cache
def pdf(text: str = "evidence", pages: int = 1) -> bytes:
    """A PDF that shows `text` (plain ASCII) on every page."""
    shown = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)").encode("ascii")
    kids = b" ".join(b"%d 0 R" % n for n in (3, *range(6, 5 + pages)))
    tree = b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, pages)
    content = stream(b"BT /F1 12 Tf 10 50 Td (%s) Tj ET" % shown)
    return document([CATALOGUE, tree, PAGE, content, FONT, *[PAGE] * (pages - 1)])


@cache
def jpeg(number: int = 0, width: int = 32, height: int = 24) -> bytes:
    """A JPEG; each number has a colour of its own."""
    return picture("JPEG", width, height, number)


@cache
def png(number: int = 0, width: int = 32, height: int = 24) -> bytes:
    """A PNG; each number has a colour of its own."""
    return picture("PNG", width, height, number)


def picture(kind: str, width: int, height: int, number: int = 0, mode: str = "RGB", **options: Any) -> bytes:
    """A picture of Pillow's `kind` and `mode`, its left half coloured, its right half white."""
    colour = ((number * 97) % 200, (number * 57) % 200, (number * 31) % 200)
    drawn = Image.new("RGB", (width, height), "white")
    drawn.paste(colour, (0, 0, width // 2, height))
    made = io.BytesIO()
    drawn.convert(mode).save(made, kind, **options)
    return made.getvalue()


def document(
    objects: Sequence[bytes] | Mapping[int, bytes], trailer: bytes = b"", before: bytes = b"%PDF-1.7\n"
) -> bytes:
    """A PDF of these objects; a sequence is numbered from 1. Object 1 is the catalogue."""
    numbered = objects if isinstance(objects, Mapping) else dict(enumerate(objects, start=1))
    made, places = bytearray(before), {}
    for number, body in numbered.items():
        places[number] = len(made)
        made += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(made)
    made += b"xref\n0 1\n0000000000 65535 f \n"
    for number, place in places.items():
        made += b"%d 1\n%010d 00000 n \n" % (number, place)
    made += b"trailer\n<</Size %d/Root 1 0 R%s>>\n" % (max(numbered) + 1, trailer)
    made += b"startxref\n%d\n%%%%EOF\n" % start
    return bytes(made)


def one_page(
    *more: bytes, catalogue: bytes = b"", page: bytes = b"", content: bytes = b"0 0 9 9 re f", trailer: bytes = b""
) -> bytes:
    """A PDF of one page with further entries in its catalogue and page; `more` objects count from 6."""
    base = [CATALOGUE[:-2] + catalogue + b">>", PAGES, PAGE[:-2] + page + b">>", stream(content), FONT]
    return document([*base, *more], trailer)


def stream(content: bytes, entries: bytes = b"") -> bytes:
    """The body of a stream object."""
    return b"<</Length %d%s>>stream\n%s\nendstream" % (len(content), entries, content)


def deflated(megabytes: int, of: bytes = b" ") -> bytes:
    """So many megabytes of one byte, in zlib's form; made piece by piece."""
    packer, piece = zlib.compressobj(9), of * (1024 * 1024)
    return b"".join(packer.compress(piece) for _ in range(megabytes)) + packer.flush()


def chunk(kind: bytes, content: bytes) -> bytes:
    """One chunk of a PNG."""
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def png_of(header: bytes, *chunks: bytes) -> bytes:
    """A PNG of these parts: the content of its IHDR and the chunks after it."""
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + b"".join(chunks) + chunk(b"IEND", b"")
