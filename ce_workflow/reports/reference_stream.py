"""Organisations, years with their themes, rule sets, and batches with their credits, held against their events.

The last event of an organisation, a year or a version of a rule set says the whole row. What a batch credited is
committed to person by person; the entries have to be those, and none besides.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select

from ce_workflow.clock import stamp
from ce_workflow.ledger.entries import PERSONS, batch_credit
from ce_workflow.ledger.entries import Entry as Posting
from ce_workflow.reports.calendar_days import faults_of_calendar_days
from ce_workflow.reports.reading import body_of, extra_of, keys_of
from ce_workflow.reports.simulation_rows import faults_of_simulations
from ce_workflow.reports.year_requests import faults_of_requests
from ce_workflow.store.database import db
from ce_workflow.store.tables import Batch, Entry, Theme
from ce_workflow.store.write import HEADED
from ce_workflow.trail.said import (
    BATCHES,
    OF_REFERENCE,
    OF_THEMES,
    RECOGNISE,
    TELLING,
    of_records,
    of_reference,
    of_themes,
)
from ce_workflow.trail.streams import BATCH, parted, stream_of, tx_of
from ce_workflow.trail.verify import Fault
from ce_workflow.words import N_, Text

A_TIME = 5000
"""Records of batches that are held together against their entries."""

Streams = Mapping[str, list[Any]]
Told = tuple[int, dict[str, Any]]
"""The number of an event and its body."""


def faults_of_reference(streams: Streams) -> Iterator[Fault]:
    """The faults of whole streams of organisations, years, rule sets and batches; other streams are passed over."""
    kinds: dict[str, dict[str, list[Told]]] = defaultdict(dict)
    for stream, events in streams.items():
        kind, key = parted(stream)
        if kind in HEADED:
            kinds[kind][key] = [(event.seq, body_of(event)) for event in events]
    for kind in OF_REFERENCE:
        yield from _rows(kind, kinds[kind])
    yield from _themes(kinds["year"])
    yield from faults_of_calendar_days(kinds["org"])
    yield from faults_of_simulations(kinds["year"])
    yield from faults_of_requests(kinds["year"])
    yield from _batches(kinds[BATCH])
    yield from _credits(kinds[BATCH])


def _rows(kind: str, told: Mapping[str, list[Told]]) -> Iterator[Fault]:
    """Each row is what the last event about it says."""
    table, key = HEADED[kind]
    for row in _known(table, table.c[key], told):
        seq, said = _last(told.get(str(row[key]), []), TELLING[kind])
        says = of_reference(kind, row)
        for column in (name for name in OF_REFERENCE[kind] if says.get(name) != said.get(name)):
            text = Text(N_("the row's %(column)s is not what follows from its events"), column=column)
            yield Fault(stream_of(kind, row[key]), seq, "row", text)


def _themes(told: Mapping[str, list[Told]]) -> Iterator[Fault]:
    """A year has the themes that its last event about themes commits to."""
    listed: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for row in _known(Theme.__table__, Theme.year, told):
        listed[str(row["year"])].append((row["theme"], row["platform_class"]))
    for year, events in told.items():
        seq, said = _last(events, OF_THEMES)
        if (said or of_themes([])) != of_themes(listed[year]):
            yield Fault(stream_of("year", year), seq, "themes", Text(N_("the themes are not those committed to")))


def _batches(told: Mapping[str, list[Told]]) -> Iterator[Fault]:
    for row in _known(Batch.__table__, Batch.id, told):
        seq, body = told.get(str(row["id"]), [(1, {})])[0]
        follows = {"what": BATCHES.get(body.get("action", "")), "at": body.get("at")}
        for column in (name for name, value in follows.items() if _plain(row[name]) != value):
            text = Text(N_("the row's %(column)s is not what follows from its events"), column=column)
            yield Fault(stream_of(BATCH, row["id"]), seq, "row", text)


def _credits(told: Mapping[str, list[Told]]) -> Iterator[Fault]:
    """What batches credited, some thousand records at a time."""
    part: dict[tuple[str, int], dict[str, Any]] = {}
    size = 0
    for key, events in told.items():
        for seq, body in events:
            if body.get("action") == RECOGNISE:
                part[stream_of(BATCH, key), seq] = body
                size += _count(body)
        if size >= A_TIME:
            yield from _of_credits(part)
            part, size = {}, 0
    yield from _of_credits(part)


def _of_credits(bodies: Mapping[tuple[str, int], dict[str, Any]]) -> Iterator[Fault]:
    """The entries of each batch are those that its event commits to."""
    entries: dict[str, list[Posting]] = defaultdict(list)
    asked = select(Entry.__table__).where(Entry.tx_id.in_([tx_of(*cause) for cause in bodies]))
    for row in db.session.execute(asked):
        entries[row.tx_id].append(Posting(*row))
    for cause, body in bodies.items():
        there = entries[tx_of(*cause)]
        try:
            follows = _posted(tx_of(*cause), body, {entry.id: entry for entry in there})
        except (KeyError, TypeError, ValueError):
            follows = []
        if sorted(there) != sorted(follows) or not there:
            yield Fault(*cause, "ledger", Text(N_("the entries of the batch are not those that its event commits to")))


def _posted(tx_id: str, body: dict[str, Any], there: Mapping[str, Posting]) -> list[Posting]:
    """What the event posts; raises KeyError where an entry is missing, ValueError where others are there."""
    extra = extra_of(body)
    persons = [there[f"{tx_id}:{number}:{PERSONS}"] for number in range(1, _count(body) + 1)]
    records = [(entry.person_id or "", entry.units) for entry in persons]
    if not of_records(records).items() <= extra.items():
        raise ValueError("other records")
    shared = {"year": extra["year"], "category": extra["category"], "rule_version": extra["rules"]}
    return batch_credit(records, tx_id=tx_id, at=datetime.fromisoformat(body["at"]), **shared)


def _count(body: dict[str, Any]) -> int:
    """How many records the event says there are."""
    found = extra_of(body).get("records")
    return found if isinstance(found, int) else 0


def _known(table: Any, key: Any, told: Mapping[str, Any]) -> Iterator[Any]:
    """The rows that these streams are about."""
    return iter(db.session.execute(select(table).where(key.in_(keys_of(key, told)))).mappings())


def _last(events: Sequence[Told], actions: Sequence[str]) -> tuple[int | None, dict[str, Any]]:
    """The last event of these acts: its number and what it says; nothing where there is none."""
    found = ((seq, extra_of(body)) for seq, body in reversed(events) if body.get("action") in actions)
    return next(found, (None, {}))


def _plain(value: Any) -> Any:
    return stamp(value) if isinstance(value, datetime) else value
