"""The verification of the trail: does everything still say what was written?

It goes once through the events in the order of their streams and holds each stream
against its chain, its head, its content and what it is about: a claim with its files and
entries, an organisation, a year with its themes, a batch with its entries; then persons
with their accounts and roles against their events, the ledger against itself, and the
queue against the events; and the files themselves, where it is asked to read them all.
It reads one consistent state of the database, needs the same memory for a hundred events
as for a hundred million, and repairs nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from operator import attrgetter
from typing import Any

from sqlalchemy import ColumnElement, String, cast, func, literal, select, type_coerce

from ce_workflow.reports.claim_stream import faults_of_claims
from ce_workflow.reports.files import faults_of_files
from ce_workflow.reports.person_stream import faults_of_persons
from ce_workflow.reports.reading import keys_of, one_state
from ce_workflow.reports.reference_stream import faults_of_reference
from ce_workflow.reports.sums import faults_of_ledger, faults_of_lost_rows, faults_of_queue
from ce_workflow.store.blobs import BlobStore
from ce_workflow.store.database import db
from ce_workflow.store.rows import streamed
from ce_workflow.store.tables import Claim, Event, Evidence
from ce_workflow.store.write import HEADED
from ce_workflow.trail.chain import UNCHAINED
from ce_workflow.trail.streams import CLAIM, parted, stream_of
from ce_workflow.trail.verify import Fault, check_stream
from ce_workflow.words import N_, Text

SHOWN = 100
"""Faults that are kept; beyond that they are only counted."""

A_TIME = 5000
"""Events that are held together against their claims, heads and entries."""

Advance = Callable[[int], None]
Stream = tuple[str, list[Any]]


@dataclass
class Verified:
    """What was found: `faults` are the first ones, in the order of the streams, `count` is all of them."""

    streams: int = 0
    events: int = 0
    count: int = 0
    faults: list[Fault] = field(default_factory=list)

    def add(self, found: Iterable[Fault]) -> None:
        for fault in found:
            self.count += 1
            if len(self.faults) < SHOWN:
                self.faults.append(fault)

    @property
    def holds(self) -> bool:
        return not self.count


def count_events() -> int:
    """How many events there are to go through."""
    return db.session.scalar(select(func.count()).select_from(Event)) or 0


def count_files() -> int:
    """How many files there are to read, if they are."""
    return db.session.scalar(select(func.count()).select_from(Evidence)) or 0


def verify(advance: Advance = lambda _: None, blobs: BlobStore | None = None) -> Verified:
    """Everything, in one consistent state of the database; with `blobs` every file too.

    `advance` is told how many events and files were done. Raises BlobStoreDown.
    """
    one_state()
    found = Verified()
    for streams in _parts(_chained()):
        found.streams += len(streams)
        found.events += (done := sum(len(events) for _, events in streams))
        found.add(_faults_of(streams))
        advance(done)
    for stream, events in groupby(_unchained(), key=attrgetter("stream")):
        found.add(check_stream(_counted(events, found, advance), None, stream=stream))
        found.streams += 1
    found.add(_without_events())
    found.add(faults_of_persons())
    found.add(faults_of_ledger())
    found.add(faults_of_lost_rows())
    found.add(faults_of_queue())
    if blobs is not None:
        found.add(faults_of_files(blobs, advance))
    return found


def _chained() -> Iterator[Any]:
    return _read(Event.stream.not_in(UNCHAINED), (Event.stream, Event.seq))


def _unchained() -> Iterator[Any]:
    return _read(Event.stream.in_(UNCHAINED), (Event.stream, Event.id))


def _read(which: ColumnElement[bool], order: tuple[Any, ...]) -> Iterator[Any]:
    columns: list[ColumnElement[Any]] = [column for column in Event.__table__.c if column.name != "at"]
    moment = Event.__table__.c.at  # on SQLite it is text in the very spelling that is hashed
    columns.append(type_coerce(moment, String).label("at") if db.engine.dialect.name == "sqlite" else moment)
    asked = select(*columns).where(which).order_by(*order)
    return streamed(asked)


def _parts(events: Iterator[Any]) -> Iterator[list[Stream]]:
    """Whole streams, some thousand events together."""
    part: list[Stream] = []
    size = 0
    for stream, group in groupby(events, key=attrgetter("stream")):
        part.append((stream, list(group)))
        size += len(part[-1][1])
        if size >= A_TIME:
            yield part
            part, size = [], 0
    if part:
        yield part


def _counted(events: Iterable[Any], found: Verified, advance: Advance) -> Iterator[Any]:
    for number, event in enumerate(events, start=1):
        found.events += 1
        if not number % 1000:
            advance(1000)
        yield event


def _faults_of(streams: list[Stream]) -> Iterator[Fault]:
    """The faults of these streams: in themselves, stream by stream, then against what they are about."""
    heads = _heads([stream for stream, _ in streams])
    of_claims = faults_of_claims({stream: events for stream, events in streams if parted(stream)[0] == CLAIM})
    for stream, events in streams:
        yield from check_stream(events, heads.get(stream), stream=stream)
        if stream not in heads:
            yield Fault(stream, events[-1].seq, "owner", Text(N_("what these events belong to is gone")))
        yield from of_claims.get(stream, ())
    yield from faults_of_reference(dict(streams))


def _heads(streams: list[str]) -> dict[str, tuple[int, str]]:
    """stream -> number and hash of its last event, as the row it belongs to keeps them."""
    wanted: dict[str, list[str]] = {}
    for stream in streams:
        kind, key = parted(stream)
        wanted.setdefault(kind, []).append(key)
    found: dict[str, tuple[int, str]] = {}
    for kind, keys in wanted.items():
        if kind in _OWNERS:
            column, seq, head = _OWNERS[kind]
            for row in db.session.execute(select(column, seq, head).where(column.in_(keys_of(column, keys)))):
                found[stream_of(kind, row[0])] = (row[1], row[2])
    return found


def _without_events() -> Iterator[Fault]:
    """Rows of which there is not even the first event, which every one of them begins with."""
    for kind, (key, seq, _) in _OWNERS.items():
        stream = literal(f"{kind}:") + cast(key, String)
        first = select(Event.id).where(Event.stream == stream, Event.seq == 1).exists()
        for name, kept in db.session.execute(select(key, seq).where(~first).order_by(key).limit(SHOWN)):
            text = Text(N_("the row knows %(kept)s events, and the first is not there"), kept=kept)
            yield Fault(stream_of(kind, name), 1, "gone", text)


_OWNERS: dict[str, tuple[ColumnElement[Any], ColumnElement[Any], ColumnElement[Any]]] = {
    CLAIM: (Claim.__table__.c.id, Claim.__table__.c.version, Claim.__table__.c.head),
    **{kind: (table.c[key], table.c.seq, table.c.head) for kind, (table, key) in HEADED.items()},
}
"""Kind of stream -> the key, number and head of the rows that have such streams."""
