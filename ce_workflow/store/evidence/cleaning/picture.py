"""The cleaner of pictures: decodes, turns upright, draws anew.

Nothing but pixels passes: no EXIF, position, thumbnail, colour profile, comment, further
frame, or anything after the picture's end.
"""

from __future__ import annotations

import io
import warnings
from typing import Any

from PIL import Image
from PIL.JpegImagePlugin import JpegImageFile, get_sampling

from .limits import CLEANED_BYTES, PIXELS, SIDE
from .reasons import Unclean

ORIENTATION = 0x0112
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_MODES = {"jpeg": ("L", "RGB"), "png": ("1", "L", "LA", "P", "RGB", "RGBA")}


def clean(kind: str, content: bytes) -> bytes:
    """The picture of `content` as a new file of the same kind ("jpeg" or "png")."""
    Image.MAX_IMAGE_PIXELS = PIXELS
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            return _drawn_anew(kind, content)
        except (Image.DecompressionBombWarning, Image.DecompressionBombError):
            raise _too_many_pixels() from None


def _drawn_anew(kind: str, content: bytes) -> bytes:
    with _opened(kind, content) as picture:
        if picture.width * picture.height > PIXELS or max(picture.size) > SIDE:
            raise _too_many_pixels()
        picture.verify()
    picture = _opened(kind, content)
    turn, fineness = _turn(picture), _fineness(picture)
    picture.load()
    # One name for all: a large picture must not be held twice for longer than it takes to make the next.
    picture = _plain(kind, picture)
    if turn is not None:
        picture = picture.transpose(turn)
    picture.info = {k: v for k, v in picture.info.items() if k == "transparency" and kind == "png"}
    return _file(kind, picture, fineness)


def _opened(kind: str, content: bytes) -> Image.Image:
    """The picture, not yet decoded; any other decoder than that of its kind stays shut."""
    return Image.open(io.BytesIO(content), formats=(kind.upper(),))


def _turn(picture: Image.Image) -> Image.Transpose | None:
    """How to turn it upright, as the camera was held; the note of it is lost with the metadata."""
    try:
        return _TURNS.get(picture.getexif().get(ORIENTATION, 1))
    except Exception:  # noqa: BLE001 - whatever is wrong with metadata that is thrown away
        return None


def _fineness(picture: Image.Image) -> dict[str, Any]:
    """Options that save a JPEG as finely as it was sent, so that it neither blurs nor grows."""
    if isinstance(picture, JpegImageFile) and picture.mode in _MODES["jpeg"]:
        return {"qtables": picture.quantization, "subsampling": get_sampling(picture)}
    return {"quality": 90}


def _plain(kind: str, picture: Image.Image) -> Image.Image:
    """In a colour mode that every reader shows."""
    if picture.mode in _MODES[kind]:
        return picture
    if picture.mode.startswith("I;16"):
        return picture.point(lambda value: value / 256).convert("L")
    return picture.convert("RGB")


def _file(kind: str, picture: Image.Image, fineness: dict[str, Any]) -> bytes:
    for options in (fineness, {"quality": 75}) if kind == "jpeg" else ({},):
        made = io.BytesIO()
        picture.save(made, kind.upper(), **options)
        if made.tell() <= CLEANED_BYTES:
            return made.getvalue()
    raise Unclean("too_complex")


def _too_many_pixels() -> Unclean:
    return Unclean("too_many_pixels", megapixels=PIXELS // 1_000_000, side=SIDE)
