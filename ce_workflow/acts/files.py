"""Files on their way in: looked at, cleaned and kept as blobs, all before the act begins.

Every doorway sends what it was handed through here and gives an act the result as
`files` and `refused_files`. A file that is refused leaves no blob.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ce_workflow.errors import Finding
from ce_workflow.kinds.kind import Kind
from ce_workflow.store.blobs import BlobStore
from ce_workflow.store.evidence import Accepted, EvidenceRefused, check_set, inspect
from ce_workflow.words import N_, Text


class Sent(NamedTuple):
    """A file as somebody sent it, for one piece of evidence."""

    piece: str
    name: str
    content: bytes


@dataclass(frozen=True)
class KeptFile:
    """A file that lies in the blob store under `blob`, with what its row will say."""

    name: str
    media_type: str
    size: int
    sha256: str
    original_sha256: str
    pages: int
    blob: str


def take_in(
    sent: Iterable[Sent], blobs: BlobStore, *, keep: bool = True
) -> tuple[list[tuple[str, KeptFile]], list[Finding]]:
    """(piece, kept file) for each file, or else findings: all are looked at, none is kept unless all can be.

    `keep` False: the act will be refused anyway, and only what is wrong with the files is
    asked for. Never call it inside a transaction.
    """
    accepted: list[tuple[str, Accepted]] = []
    refused: list[Finding] = []
    for piece, name, content in sent:
        try:
            accepted.append((piece, inspect(name, content, field=f"evidence-{piece}")))
        except EvidenceRefused as refusal:
            refused += refusal.findings
    if refused or not keep:
        return [], refused
    return [(piece, _kept(found, blobs.keep(found.content))) for piece, found in accepted], []


def take_in_each(
    kind: Kind, sent: Sequence[Sent], blobs: BlobStore, *, keep: bool = True
) -> tuple[list[tuple[str, KeptFile]], list[Finding]]:
    """The same, but one file does not hinder another: what a draft of the kind can have, and why not the rest."""
    kept: list[tuple[str, KeptFile]] = []
    refused = strange_pieces(kind, {file.piece for file in sent})
    known = {piece.name for piece in kind.evidence}
    for file in sent:
        if file.piece in known:
            good, found = take_in([file], blobs, keep=keep)
            kept += good
            refused += found
    if too_much := check_set([], [file.size for _, file in kept]):
        return [], refused + too_much
    return kept, refused


def strange_pieces(kind: Kind, pieces: Collection[str]) -> list[Finding]:
    """A finding for each piece of evidence that the kind does not ask for."""
    known = sorted(piece.name for piece in kind.evidence)
    text = N_("“%(piece)s” is no piece of evidence that this kind asks for. It asks for: %(pieces)s.")
    strange = sorted(set(pieces) - set(known))
    return [Finding("unknown_piece", Text(text, piece=piece, pieces=", ".join(known))) for piece in strange]


def _kept(found: Accepted, blob: str) -> KeptFile:
    return KeptFile(found.name, found.media_type, found.size, found.sha256, found.original_sha256, found.pages, blob)
