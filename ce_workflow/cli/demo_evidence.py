"""Evidence for the demo: small true PDFs and pictures that say what they stand for."""

from __future__ import annotations

import io
from collections.abc import Iterable

import pikepdf
from PIL import Image, ImageDraw

from ce_workflow.acts.files import Sent

PICTURES = {"attendance", "travel_record"}
"""Pieces that people photograph."""


def evidence(kind: str, pieces: Iterable[str], number: int) -> list[Sent]:
    """One file a piece, unlike those of any other number."""
    return [
        Sent(piece, f"{piece}-{number:02}.png", _picture(_lines(kind, piece, number)))
        if piece in PICTURES
        else Sent(piece, f"{piece}-{number:02}.pdf", _document(_lines(kind, piece, number)))
        for piece in pieces
    ]


def _lines(kind: str, piece: str, number: int) -> list[str]:
    return ["DEMO - NOT A REAL DOCUMENT", f"kind: {kind}", f"piece: {piece}", f"number: {number:02}"]


def _document(lines: list[str]) -> bytes:
    """A page with these lines (ASCII)."""
    made = pikepdf.Pdf.new()
    page = made.add_blank_page(page_size=(420, 298))
    font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
    page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
    shown = " T* ".join(f"({line}) Tj" for line in lines)
    page.Contents = made.make_stream(f"BT /F1 16 Tf 24 TL 40 220 Td {shown} ET".encode("ascii"))
    written = io.BytesIO()
    made.save(written, deterministic_id=True)
    return written.getvalue()


def _picture(lines: list[str]) -> bytes:
    """A picture with these lines drawn on it."""
    drawn = Image.new("RGB", (420, 298), "white")
    pen = ImageDraw.Draw(drawn)
    pen.rectangle((10, 10, 409, 287), outline="black", width=2)
    for place, line in enumerate(lines):
        pen.text((40, 60 + 30 * place), line, fill="black")
    written = io.BytesIO()
    drawn.save(written, "PNG")
    return written.getvalue()
