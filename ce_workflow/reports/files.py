"""The files of evidence held against their rows, byte by byte: what claims show is what was filed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from itertools import groupby
from operator import attrgetter
from typing import Any

from sqlalchemy import select

from ce_workflow.store.blobs import BlobAltered, BlobMissing, BlobStore
from ce_workflow.store.rows import streamed
from ce_workflow.store.tables import Evidence
from ce_workflow.trail.streams import claim_stream
from ce_workflow.trail.verify import Fault
from ce_workflow.words import N_, Text

MISSING = N_("file %(id)s is missing from the evidence store")
ALTERED = N_("file %(id)s in the evidence store is not the one that was filed")
MARKED = N_("file %(id)s is marked as missing and is there; `flask claims sweep-evidence` sets it right")


def faults_of_files(blobs: BlobStore, advance: Callable[[int], None]) -> Iterator[Fault]:
    """Files that are missing, altered or marked wrongly; each blob is read once. Raises BlobStoreDown."""
    columns = (Evidence.id, Evidence.claim_id, Evidence.added_version, Evidence.blob, Evidence.blob_present)
    asked = select(*columns, Evidence.size, Evidence.sha256).order_by(Evidence.blob, Evidence.sha256, Evidence.id)
    with closing(streamed(asked)) as rows:  # now, and not whenever somebody forgets why the store did not answer
        for (blob, sha256), group in groupby(rows, key=attrgetter("blob", "sha256")):
            size, wrong = _read(blobs, blob, sha256)
            for row in group:
                if says := _says(row, size, wrong):
                    yield Fault(claim_stream(row.claim_id), row.added_version, "blob", Text(says, id=str(row.id)))
                advance(1)


def _read(blobs: BlobStore, blob: str, sha256: str) -> tuple[int, str | None]:
    """(bytes, what is wrong with the blob)."""
    try:
        return len(blobs.genuine(blob, sha256)), None
    except BlobAltered:
        return 0, ALTERED
    except (BlobMissing, ValueError):  # or a name that no blob has
        return 0, MISSING


def _says(row: Any, size: int, wrong: str | None) -> str | None:
    """What is wrong with the file of this row."""
    if wrong is None and row.size != size:
        return ALTERED
    return wrong or (None if row.blob_present else MARKED)
