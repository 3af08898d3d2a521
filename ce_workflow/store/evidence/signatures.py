"""What a file is, by its ending and by its first bytes.

Only the very first bytes count: sniffers that look further can be fooled by a file
that is two things at once. What is refused is still recognised, to be named in the answer.
"""

from __future__ import annotations

from ce_workflow.words import N_

ENDINGS = {"pdf": "pdf", "jpg": "jpeg", "jpeg": "jpeg", "png": "png"}
MEDIA_TYPES = {"pdf": "application/pdf", "jpeg": "image/jpeg", "png": "image/png"}
LABELS = {"pdf": "PDF", "jpeg": "JPEG", "png": "PNG"}

_ACCEPTED = ((b"%PDF-", "pdf"), (b"\xff\xd8\xff", "jpeg"), (b"\x89PNG\r\n\x1a\n", "png"))

_A_PDF, _A_JPEG, _A_PNG = N_("a PDF"), N_("a JPEG picture"), N_("a PNG picture")
_ACCEPTED_WORDS = {"pdf": _A_PDF, "jpeg": _A_JPEG, "png": _A_PNG}

_PROGRAM = N_("a program")
_OFFICE = N_("an Office document or an archive")
_ARCHIVE = N_("an archive")
_OTHER_PICTURE = N_("a picture of another type")
_WEB_PAGE = N_("a web page")
_DRAWING = N_("an SVG drawing or XML file")

_KNOWN = (
    (b"MZ", _PROGRAM),
    (b"\x7fELF", _PROGRAM),
    (b"#!", _PROGRAM),
    (b"PK\x03\x04", _OFFICE),
    (b"PK\x05\x06", _OFFICE),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", _OFFICE),
    (b"{\\rtf", _OFFICE),
    (b"Rar!", _ARCHIVE),
    (b"7z\xbc\xaf\x27\x1c", _ARCHIVE),
    (b"\x1f\x8b", _ARCHIVE),
    (b"GIF8", _OTHER_PICTURE),
    (b"BM", _OTHER_PICTURE),
    (b"II*\x00", _OTHER_PICTURE),
    (b"MM\x00*", _OTHER_PICTURE),
    (b"RIFF", _OTHER_PICTURE),
)
_WEB = (b"<!doctype html", b"<html", b"<head", b"<body", b"<script", b"<iframe")
_XML = (b"<?xml", b"<svg")


def declared(ending: str) -> str | None:
    """The kind of file (pdf, jpeg, png) that an ending announces, or None."""
    return ENDINGS.get(ending)


def actual(content: bytes) -> str | None:
    """The kind of file that the bytes at offset 0 announce, or None."""
    return next((kind for start, kind in _ACCEPTED if content.startswith(start)), None)


def words_for(content: bytes) -> str | None:
    """What the content is, as a message id that fits into a sentence; None where nobody can tell."""
    kind = actual(content)
    if kind:
        return _ACCEPTED_WORDS[kind]
    for start, words in _KNOWN:
        if content.startswith(start):
            return words
    if content[4:8] == b"ftyp":  # HEIC and AVIF of newer phones
        return _OTHER_PICTURE
    text = content[:1024].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if text.startswith(_XML) and not any(mark in text for mark in _WEB):
        return _DRAWING
    return _WEB_PAGE if any(mark in text for mark in _WEB) else None
