"""Files on their way in: looked at, cleaned and kept as blobs, all before the act begins.

Every doorway sends what it was handed through here and gives an act the result as
`files` and `refused_files`. A file that is refused leaves no blob.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from ce_workflow.errors import Finding
from ce_workflow.store.blobs import BlobStore
from ce_workflow.store.evidence import Accepted, EvidenceRefused, inspect


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


def _kept(found: Accepted, blob: str) -> KeptFile:
    return KeptFile(found.name, found.media_type, found.size, found.sha256, found.original_sha256, blob)
