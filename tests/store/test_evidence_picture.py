"""The cleaner of pictures: the same picture, upright, and nothing but the picture (T-44)."""

from __future__ import annotations

import io
from typing import Any

import pytest
from PIL import Image, ImageChops

from ce_workflow.store.evidence.cleaning import picture
from ce_workflow.store.evidence.cleaning.reasons import Unclean
from tests import corpus
from tests.hostile.pictures import CLEANED


def opened(kind: str, sent: bytes) -> Image.Image:
    kept = Image.open(io.BytesIO(picture.clean(kind, sent)))
    kept.load()
    return kept


def arrow(kind: str, **options: Any) -> bytes:
    """A black picture, red in its upper left corner."""
    drawn = Image.new("RGB", (64, 32))
    drawn.paste((255, 0, 0), (0, 0, 16, 16))
    made = io.BytesIO()
    drawn.save(made, kind, **options)
    return made.getvalue()


def is_red(kept: Image.Image, x: int, y: int) -> bool:
    red, green, blue = kept.convert("RGB").getpixel((x, y))  # type: ignore[misc]
    return red > 200 and max(green, blue) < 60


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA"])
def test_a_png_keeps_mode_and_pixels(mode: str) -> None:
    sent = corpus.picture("PNG", 40, 30, 7, mode=mode)
    kept, was = opened("png", sent), Image.open(io.BytesIO(sent))
    assert kept.mode == was.mode
    assert kept.convert("RGBA").tobytes() == was.convert("RGBA").tobytes()


@pytest.mark.parametrize("mode", ["L", "RGB"])
def test_a_jpeg_keeps_mode_size_and_fineness(mode: str) -> None:
    sent = corpus.picture("JPEG", 400, 300, 7, mode=mode, quality=60)
    kept, was = opened("jpeg", sent), Image.open(io.BytesIO(sent))
    assert (kept.mode, kept.size) == (was.mode, was.size)
    assert kept.quantization == was.quantization  # type: ignore[attr-defined]
    difference = ImageChops.difference(kept.convert("L"), was.convert("L"))
    assert max(difference.tobytes()) < 20


def test_t44_printer_colours_become_screen_colours() -> None:
    kept = opened("jpeg", corpus.picture("JPEG", 32, 16, mode="CMYK"))
    assert kept.mode == "RGB"
    assert min(kept.getpixel((31, 8))) > 240  # type: ignore[arg-type]


def test_sixteen_bits_of_grey_become_eight() -> None:
    drawn = Image.new("I;16", (3, 1))
    for x, value in enumerate((0, 32_768, 65_535)):
        drawn.putpixel((x, 0), value)
    made = io.BytesIO()
    drawn.save(made, "PNG")
    assert list(opened("png", made.getvalue()).tobytes()) == [0, 128, 255]


def test_transparency_stays() -> None:
    made = io.BytesIO()
    Image.new("P", (4, 4)).save(made, "PNG", transparency=0)
    assert opened("png", made.getvalue()).convert("RGBA").getpixel((0, 0)) == (0, 0, 0, 0)


@pytest.mark.parametrize("kind", ["jpeg", "png"])
@pytest.mark.parametrize(
    ("orientation", "size", "corner"),
    [
        (1, (64, 32), (8, 8)),
        (2, (64, 32), (56, 8)),
        (3, (64, 32), (56, 24)),
        (4, (64, 32), (8, 24)),
        (5, (32, 64), (8, 8)),
        (6, (32, 64), (24, 8)),
        (7, (32, 64), (24, 56)),
        (8, (32, 64), (8, 56)),
        (99, (64, 32), (8, 8)),
    ],
)
def test_a_picture_is_turned_as_the_camera_was_held(
    kind: str, orientation: int, size: tuple[int, int], corner: tuple[int, int]
) -> None:
    exif = Image.Exif()
    exif[picture.ORIENTATION] = orientation
    kept = opened(kind, arrow(kind.upper(), exif=exif))
    assert kept.size == size
    assert is_red(kept, *corner)
    assert not kept.getexif()


@pytest.mark.parametrize(("name", "make"), CLEANED, ids=[row[0] for row in CLEANED])
def test_t44_only_pixels_are_left(name: str, make: Any) -> None:
    kept = opened("png" if name.endswith("png") else "jpeg", make())
    assert not kept.getexif()
    assert set(kept.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density", "transparency"}
    assert getattr(kept, "n_frames", 1) == 1
    assert kept.format in {"JPEG", "PNG"}


@pytest.mark.parametrize("size", [(20_000, 2000), (2000, 20_000)])
def test_forty_million_pixels_are_accepted_and_a_row_more_is_not(size: tuple[int, int]) -> None:
    assert opened("png", corpus.picture("PNG", *size, mode="1")).size == size
    for more in ((size[0] + 1, 1), (1, size[1] + 1)):
        if max(more) > 20_000:
            with pytest.raises(Unclean) as refused:
                picture.clean("png", corpus.picture("PNG", *more, mode="1"))
            assert refused.value.params == {"megapixels": 40, "side": 20_000}
    with pytest.raises(Unclean):
        picture.clean("png", corpus.picture("PNG", 20_000, 2001, mode="1"))
