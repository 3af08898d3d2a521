"""Blobs that no row names: what is left when an act was refused, or a server stopped, after its files were put away.

Only those go that are older than any form can still be on its way with.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import islice

from ce_workflow.acts.record import Codes, record_security
from ce_workflow.people.actor import Actor
from ce_workflow.store.blobs import BlobStore
from ce_workflow.store.claims import known_blobs
from ce_workflow.store.transaction import transaction

GRACE = timedelta(days=7)
A_TIME = 1000


def sweep(blobs: BlobStore, actor: Actor, *, at: datetime, request_id: str, grace: timedelta = GRACE) -> int:
    """Remove the blobs without a row that are older than `grace`; how many there were. Never call it in a transaction.

    Raises BlobStoreDown.
    """
    swept = 0
    names = blobs.older_than(at - grace)
    while part := list(islice(names, A_TIME)):
        for name in _unknown(part):
            blobs.delete(name)
            swept += 1
    if swept:
        done: list[tuple[str, Codes]] = [("sweep_blobs", {"blobs": swept})]
        transaction(lambda: record_security(done, actor, at=at, request_id=request_id))
    return swept


def _unknown(names: list[str]) -> Iterator[str]:
    known = known_blobs(names)
    return (name for name in names if name not in known)
