"""Simulations and their results, held against the events of their years."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select

from ce_workflow.clock import stamp
from ce_workflow.reports.reading import extra_of, keys_of
from ce_workflow.reports.simulated import read
from ce_workflow.store.rows import streamed
from ce_workflow.store.tables import Simulation
from ce_workflow.trail.chain import digest
from ce_workflow.trail.said import BEGIN_SIMULATION, SIMULATE
from ce_workflow.trail.streams import stream_of
from ce_workflow.trail.verify import Fault
from ce_workflow.words import N_, Text

S = Simulation.__table__.c
REPEATED = ("version", "digest", "authority", "year", "at")
"""What the row says once more of its text."""
BEGUN = {"version": "rules", "digest": "digest", "authority": "authority", "at": "begun"}
"""What the row says until there is a result, and what the event calls it that began it."""

Told = Mapping[str, list[tuple[int, dict[str, Any]]]]
Events = dict[str, tuple[int, dict[str, Any]]]
"""Of one simulation, by action: the number of the event and its body."""


def faults_of_simulations(told: Told) -> Iterator[Fault]:
    """Every simulation of these years is what its events commit to, and none is missing or without an event."""
    kept: dict[tuple[str, int], Events] = {}
    for year, events in told.items():
        for seq, body in events:
            action, number = body.get("action", ""), extra_of(body).get("simulation")
            if action in (BEGIN_SIMULATION, SIMULATE) and isinstance(number, int):
                kept.setdefault((year, number), {})[action] = seq, body
    for row in streamed(select(Simulation.__table__).where(S.year.in_(keys_of(S.year, told)))):
        events_of = kept.pop((str(row.year), row.id), {})
        for column in _altered(row, events_of):
            text = Text(N_("the row's %(column)s is not what follows from its events"), column=f"simulation {column}")
            yield Fault(stream_of("year", row.year), _last(events_of), "row", text)
    for (year, number), events_of in kept.items():
        text = Text(N_("what the simulation %(number)s found is not there"), number=str(number))
        yield Fault(stream_of("year", year), _last(events_of), "row", text)


def _altered(row: Any, events: Events) -> list[str]:
    """The columns that do not follow. Who began it is who it is by; how far it is follows from nothing."""
    nothing: tuple[None, dict[str, Any]] = (None, {})
    (_, begun), (_, found) = events.get(BEGIN_SIMULATION, nothing), events.get(SIMULATE, nothing)
    by = ["by"] * ((begun or found).get("actor_person_id") != row.by)
    if extra_of(found).get("result") != (digest(row.result) if row.result is not None else None):
        return ["result"]
    if row.result is not None:
        told = read(row.result)
        return [name for name in REPEATED if getattr(told, name) != getattr(row, name)] + by
    said = extra_of(begun)
    return [name for name, code in BEGUN.items() if _plain(getattr(row, name)) != said.get(code)] + by


def _last(events: Events) -> int | None:
    return max((seq for seq, _ in events.values()), default=None)


def _plain(value: Any) -> Any:
    return stamp(value) if isinstance(value, datetime) else value
