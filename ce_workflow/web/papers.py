"""What the page of a claim shows of each file of its evidence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import current_app

from ce_workflow.errors import Refusal
from ce_workflow.kinds.kind import Kind, Piece
from ce_workflow.people.actor import Actor
from ce_workflow.store.evidence import pages
from ce_workflow.web.shown import file_name, is_masked

PDF = "application/pdf"
MOST_SHOWN = 60
"""Pages of one file that stand on the page; a longer file is downloaded."""


@dataclass(frozen=True)
class Paper:
    """One file: what it is called, and how many of its pages are shown. None are shown to whom it is masked."""

    file: Any
    name: str
    pages: int
    shown: int

    @property
    def is_pdf(self) -> bool:
        return bool(self.file.media_type == PDF)

    @property
    def sort(self) -> str:
        return str(self.file.media_type).partition("/")[2].upper()


def papers(kind: Kind, files: Sequence[Any], actor: Actor, *, revealed: bool) -> list[tuple[Piece, list[Paper]]]:
    """The files of each piece that the kind asks for; an auditor's look at one is a reveal, and never comes unasked."""
    hidden = is_masked(actor, revealed=revealed)
    return [
        (
            piece,
            [
                _paper(file, file_name(file, piece.label, actor, revealed=revealed), hidden=hidden)
                for file in files
                if file.piece == piece.name
            ],
        )
        for piece in kind.evidence
    ]


def _paper(file: Any, name: str, *, hidden: bool) -> Paper:
    if hidden:
        return Paper(file, name, 0, 0)
    if file.media_type != PDF:
        return Paper(file, name, 1, 1)
    count = _pages(file) if file.blob_present else 0
    return Paper(file, name, count, min(count, MOST_SHOWN))


def _pages(file: Any) -> int:
    """How many pages; none where an old file cannot be opened to count them, which whoever downloads it is told."""
    if file.pages is not None:
        return int(file.pages)
    try:
        return pages.count(file.blob, current_app.extensions["ce"].blobs.get)
    except Refusal:
        return 0
