"""The weight of a PDF's streams once they are inflated.

A page of a few kilobytes may blow up to gigabytes in the reader of whoever has to look
at it. Streams are inflated here piece by piece, and nothing is kept.
"""

from __future__ import annotations

import zlib

from pikepdf import Array, Name, Object, Pdf, Stream

from .limits import INFLATED_BYTES
from .reasons import Unclean

_PIECE = 1024 * 1024
_FLATE = {"/FlateDecode", "/Fl"}
_SWELLING = _FLATE | {"/LZWDecode", "/LZW", "/RunLengthDecode", "/RL"}


def check_streams(pdf: Pdf) -> None:
    """Raises Unclean where the streams together would swell beyond the limit."""
    left = INFLATED_BYTES
    for found in pdf.objects:
        if not isinstance(found, Stream):
            continue
        filters = _filters(found)
        if sum(name in _SWELLING for name in filters) > 1:
            raise Unclean("too_complex")  # packed twice: nobody does, but to swell
        if filters and filters[0] in _FLATE:
            left -= _inflated(found.read_raw_bytes(), left)


def _filters(stream: Object) -> list[str]:
    named = stream.get(Name.Filter)
    parts = list(named) if isinstance(named, Array) else [named]
    return [str(part) for part in parts if isinstance(part, Name)]


def _inflated(raw: bytes, most: int) -> int:
    """The length of a stream once inflated; Unclean as soon as it is over `most`."""
    inflater = zlib.decompressobj()
    size = 0
    try:
        while raw and not inflater.eof:
            size += len(inflater.decompress(raw, _PIECE))
            if size > most:
                raise Unclean("too_complex")
            raw = inflater.unconsumed_tail
    except zlib.error:
        pass  # damaged: a reader shows as much of it as was counted
    return size
