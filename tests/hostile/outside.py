"""Files that are not what their names say, or nothing that is accepted at all."""

from __future__ import annotations

from tests.corpus import jpeg, pdf, picture
from tests.hostile.marks import HTML, MEGABYTE, Make

REFUSED: list[tuple[str, Make, str]] = [
    ("empty.pdf", lambda: b"", "empty"),
    ("one-byte-too-many.pdf", lambda: pdf() + b"\n" * (10 * MEGABYTE + 1 - len(pdf())), "too_large"),
    ("program.pdf", lambda: b"MZ\x90\0" + b"\0" * 200, "disguised"),
    ("linux-program.png", lambda: b"\x7fELF\2\1\1" + b"\0" * 200, "disguised"),
    ("shell.jpg", lambda: b"#!/bin/sh\nrm -rf /\n", "disguised"),
    ("word.pdf", lambda: b"PK\3\4\x14\0\6\0[Content_Types].xml", "disguised"),
    ("old-word.pdf", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 200, "disguised"),
    ("rich-text.pdf", lambda: b"{\\rtf1 hello}", "disguised"),
    ("page-before-pdf.pdf", lambda: HTML + pdf(), "disguised"),
    ("page-with-pdf-mark.pdf", lambda: b"<html><script>x</script>%PDF-1.4</html>", "disguised"),
    ("page.png", lambda: b"\xef\xbb\xbf \r\n<!DOCTYPE html><title>x</title>", "disguised"),
    ("drawing.png", lambda: b"<?xml version='1.0'?><svg onload='x'/>", "disguised"),
    ("gif.jpg", lambda: b"GIF89a<script>alert(1)</script>", "disguised"),
    ("gif-script.png", lambda: b"GIF89a/*" + b"\0" * 90 + b"*/=1;alert(1)//", "disguised"),
    ("bitmap.png", lambda: picture("BMP", 8, 8), "disguised"),
    ("tiff.jpg", lambda: picture("TIFF", 8, 8), "disguised"),
    ("webp.jpg", lambda: picture("WEBP", 8, 8), "disguised"),
    ("phone.jpg", lambda: b"\0\0\0\x24ftypheic" + b"\0" * 200, "disguised"),
    ("archive.pdf", lambda: b"Rar!\x1a\7\0" + b"\0" * 200, "disguised"),
    ("gzip.pdf", lambda: b"\x1f\x8b\x08" + b"\0" * 200, "disguised"),
    ("jpeg.pdf", jpeg, "wrong_ending"),
    ("pdf.jpg", pdf, "wrong_ending"),
    ("jpeg.png", jpeg, "wrong_ending"),
    ("space-before.pdf", lambda: b"\n" + pdf(), "unknown"),
    ("mark-inside.pdf", lambda: b"x" * 500 + pdf(), "unknown"),
    ("text.pdf", "这不是证书".encode, "unknown"),
    ("zeros.jpg", lambda: b"\0" * 1000, "unknown"),
    ("program.exe", lambda: b"MZ\x90\0", "type"),
    ("drawing.svg", lambda: b"<svg onload='x'/>", "type"),
    ("page.html", lambda: HTML, "type"),
    ("no-ending", pdf, "type"),
    ("two-endings.pdf.exe", pdf, "type"),
]
