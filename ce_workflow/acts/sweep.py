"""Blobs and the rows that name them: each without the other is rubbish, or a loss.

A blob without a row is left when an act was refused, or a server stopped, after its files
were put away; only those go that are older than any form can still be on its way with. A
row whose blob is gone says so, until it is back.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import islice

from sqlalchemy import update

from ce_workflow.acts.record import Codes, record_security
from ce_workflow.people.actor import Actor
from ce_workflow.store.blobs import BlobStore
from ce_workflow.store.claims import files_after, known_blobs
from ce_workflow.store.database import db
from ce_workflow.store.tables import Evidence
from ce_workflow.store.transaction import transaction

GRACE = timedelta(days=7)
A_TIME = 1000
SHOWN = 50


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


@dataclass
class Stock:
    """How many files that claims show, or showed, are missing, and how many are back; the first ones by number."""

    missing: int = 0
    back: int = 0
    first: list[tuple[int, int]] = field(default_factory=list)


def take_stock(blobs: BlobStore, actor: Actor, *, at: datetime, request_id: str) -> Stock:
    """Look for the blob of every row, and set down where it is missing, or back. Never call it in a transaction.

    `first` are (claim, evidence). Raises BlobStoreDown.
    """
    stock, last = Stock(), 0
    while rows := files_after(last, A_TIME):
        last = rows[-1].id
        there = {name: blobs.exists(name) for name in {row.blob for row in rows}}
        gone = [row for row in rows if not there[row.blob]]
        lost = [row.id for row in gone if row.blob_present]
        back = [row.id for row in rows if there[row.blob] and not row.blob_present]
        stock.missing += len(gone)
        stock.back += len(back)
        stock.first += [(row.claim_id, row.id) for row in gone][: SHOWN - len(stock.first)]
        if lost or back:
            transaction(lambda lost=lost, back=back: _note(lost, back, actor, at, request_id))  # type: ignore[misc]
    return stock


def _note(lost: list[int], back: list[int], actor: Actor, at: datetime, request_id: str) -> None:
    for ids, present in ((lost, False), (back, True)):
        db.session.execute(update(Evidence).where(Evidence.id.in_(ids)).values(blob_present=present))
    noted: list[tuple[str, Codes]] = [("take_stock", {"missing": len(lost), "back": len(back)})]
    record_security(noted, actor, at=at, request_id=request_id)


def _unknown(names: list[str]) -> Iterator[str]:
    known = known_blobs(names)
    return (name for name in names if name not in known)
