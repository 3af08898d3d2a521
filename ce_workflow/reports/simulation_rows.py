"""Kept results of simulations, held against the events of their years."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import select

from ce_workflow.reports.reading import extra_of, keys_of
from ce_workflow.reports.simulated import read
from ce_workflow.store.rows import streamed
from ce_workflow.store.tables import Simulation
from ce_workflow.trail.chain import digest
from ce_workflow.trail.said import SIMULATE
from ce_workflow.trail.streams import stream_of
from ce_workflow.trail.verify import Fault
from ce_workflow.words import N_, Text

S = Simulation.__table__.c
REPEATED = ("version", "digest", "authority", "year", "at")
"""What the row says once more of its text."""

Told = Mapping[str, list[tuple[int, dict[str, Any]]]]


def faults_of_simulations(told: Told) -> Iterator[Fault]:
    """Every result of these years is what its event commits to, and none is missing or without an event."""
    kept = {
        (str(year), number): (seq, body)
        for year, events in told.items()
        for seq, body in events
        if body.get("action") == SIMULATE and (number := extra_of(body).get("simulation")) is not None
    }
    for row in streamed(select(Simulation.__table__).where(S.year.in_(keys_of(S.year, told)))):
        seq, body = kept.pop((str(row.year), row.id), (None, {}))
        for column in _altered(row, body):
            text = Text(N_("the row's %(column)s is not what follows from its events"), column=f"simulation {column}")
            yield Fault(stream_of("year", row.year), seq, "row", text)
    for (year, number), (seq, _) in kept.items():
        text = Text(N_("what the simulation %(number)s found is not there"), number=str(number))
        yield Fault(stream_of("year", year), seq, "row", text)


def _altered(row: Any, body: dict[str, Any]) -> list[str]:
    if extra_of(body).get("result") != digest(row.result):
        return ["result"]
    told = read(row.result)
    altered = [name for name in REPEATED if getattr(told, name) != getattr(row, name)]
    return altered + ["by"] * (body.get("actor_person_id") != row.by)
