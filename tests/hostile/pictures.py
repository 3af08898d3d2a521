"""Pictures that swell, lie about their size, or carry more than a picture."""

from __future__ import annotations

import io
import struct
import zlib
from functools import partial

from PIL import Image

from tests.corpus import chunk, deflated, jpeg, pdf, picture, png, png_of
from tests.hostile.marks import CANARY, HTML, Make


def _ihdr(width: int, height: int, depth: int = 8, colour: int = 2) -> bytes:
    return struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0)


def jpeg_of(width: int, height: int) -> bytes:
    """A JPEG that says it has this size."""
    made = bytearray(jpeg())
    at = made.index(b"\xff\xc0") + 5
    made[at : at + 4] = struct.pack(">HH", height, width)
    return bytes(made)


def wide_chunk(kind: bytes, megabytes: int) -> bytes:
    """A PNG with a compressed text or profile that swells."""
    return png_of(_ihdr(8, 8), chunk(kind, b"Title\0\0" + deflated(megabytes)), _pixels(8, 8))


def _pixels(width: int, height: int, extra: bytes = b"") -> bytes:
    return chunk(b"IDAT", zlib.compress((b"\0" + b"\x40\x80\xc0" * width) * height + extra))


def _with_exif(kind: str) -> bytes:
    exif = Image.Exif()
    exif[0x010F] = "CANARY"
    exif[0x8825] = {1: "N", 2: (30.0, 39.0, 36.0), 3: "E", 4: (104.0, 3.0, 48.0), 29: "CANARY"}
    return picture(kind, 64, 48, exif=exif)


def _thumbnail() -> bytes:
    inner = jpeg(3)
    tags = struct.pack("<HHII", 0x0201, 4, 1, 56) + struct.pack("<HHII", 0x0202, 4, 1, len(inner))
    exif = b"II*\0" + struct.pack("<I", 8) + struct.pack("<H", 0) + struct.pack("<I", 14)
    exif += struct.pack("<H", 2) + tags + struct.pack("<I", 0)
    exif += b"CANARY".ljust(56 - len(exif), b"\0") + inner
    return picture("JPEG", 64, 48, exif=b"Exif\0\0" + exif)


def _several_frames() -> bytes:
    frames = [Image.new("RGB", (16, 16), colour) for colour in ("red", "green", "blue")]
    made = io.BytesIO()
    frames[0].save(made, "PNG", save_all=True, append_images=frames[1:])
    return made.getvalue()


def _several_pictures() -> bytes:
    frames = [Image.new("RGB", (16, 16), colour) for colour in ("red", "green")]
    made = io.BytesIO()
    frames[0].save(made, "MPO", save_all=True, append_images=frames[1:], comment=CANARY)
    return made.getvalue()


def _segment(marker: int, content: bytes) -> bytes:
    return jpeg()[:2] + struct.pack(">BBH", 0xFF, marker, len(content) + 2) + content + jpeg()[2:]


REFUSED: list[tuple[str, Make, str]] = [
    ("only-mark.jpg", lambda: b"\xff\xd8\xff", "unreadable"),
    ("only-mark.png", lambda: b"\x89PNG\r\n\x1a\n", "unreadable"),
    ("cut.jpg", lambda: jpeg(1, 300, 300)[:-200], "unreadable"),
    ("cut.png", lambda: png(1, 300, 300)[:-60], "unreadable"),
    ("script.jpg", lambda: b"\xff\xd8\xff/*CANARY*/=1;alert(1)", "unreadable"),
    ("wrong-sum.png", lambda: png().replace(b"IDAT", b"IDAT\0", 1), "unreadable"),
    (
        "30000-squared.png",
        lambda: png_of(_ihdr(30_000, 30_000), chunk(b"IDAT", deflated(20, b"\0"))),
        "too_many_pixels",
    ),
    ("7000-squared.png", lambda: png_of(_ihdr(7000, 7000), chunk(b"IDAT", deflated(20, b"\0"))), "too_many_pixels"),
    ("65500-high.jpg", partial(jpeg_of, 1, 65_500), "too_many_pixels"),
    ("65500-wide.jpg", partial(jpeg_of, 65_500, 1), "too_many_pixels"),
    ("65500-squared.jpg", partial(jpeg_of, 65_500, 65_500), "too_many_pixels"),
    ("2-to-the-31.png", lambda: png_of(_ihdr(2**31 - 1, 1), _pixels(1, 1)), "too_many_pixels"),
    ("no-size.png", lambda: png_of(_ihdr(0, 0), _pixels(1, 1)), "unreadable"),
    ("no-size.jpg", partial(jpeg_of, 0, 0), "unreadable"),
    ("text-bomb.png", partial(wide_chunk, b"zTXt", 100), "unreadable"),
]


CLEANED: list[tuple[str, Make]] = [
    ("position.jpg", partial(_with_exif, "JPEG")),
    ("position.png", partial(_with_exif, "PNG")),
    ("thumbnail.jpg", _thumbnail),
    ("comment.jpg", lambda: picture("JPEG", 16, 16, comment=CANARY)),
    ("profile.jpg", lambda: picture("JPEG", 16, 16, icc_profile=CANARY * 50)),
    ("profile.png", lambda: picture("PNG", 16, 16, icc_profile=CANARY * 50)),
    ("own-segment.jpg", lambda: _segment(0xEF, CANARY * 9)),
    ("script-comment.jpg", lambda: _segment(0xFE, b"*/=1;alert('CANARY')/*")),
    ("xmp.jpg", lambda: _segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>CANARY")),
    ("text.png", lambda: png_of(_ihdr(8, 8), chunk(b"tEXt", b"Author\0CANARY"), _pixels(8, 8))),
    ("own-chunk.png", lambda: png_of(_ihdr(8, 8), chunk(b"caNy", CANARY), _pixels(8, 8))),
    ("after-pixels.png", lambda: png_of(_ihdr(8, 8), _pixels(8, 8, CANARY * 9))),
    ("page-after-end.png", lambda: png() + HTML),
    ("archive-after-end.jpg", lambda: jpeg() + b"PK\3\4CANARY"),
    ("pdf-after-end.jpg", lambda: jpeg() + pdf() + CANARY),
    ("frames.png", _several_frames),
    ("pictures.jpg", _several_pictures),
    ("printer-colours.jpg", lambda: picture("JPEG", 16, 16, mode="CMYK", comment=CANARY)),
    ("grey.png", lambda: picture("PNG", 16, 16, mode="I;16")),
    ("broken-exif.jpg", lambda: _segment(0xE1, b"Exif\0\0II*\0\xff\xff\xff\xffCANARY")),
]  # fmt: skip
