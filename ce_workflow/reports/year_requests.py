"""Requests to reopen a year, held against the events by which they were asked for, confirmed and dropped."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import select

from ce_workflow.reports.reading import extra_of, keys_of
from ce_workflow.store.database import db
from ce_workflow.store.tables import YearRequest
from ce_workflow.store.tables.years import ASKED, CONFIRMED, DROPPED
from ce_workflow.trail.said import ASKED_DAYS, of_request
from ce_workflow.trail.streams import stream_of
from ce_workflow.trail.verify import Fault
from ce_workflow.words import N_, Text

COMPARED = ("state", "asked_by", *ASKED_DAYS, "reason")
"""What is compared: `reason` is the commitment of the reason under the salt of the row."""

ENDS = {"reopen_year": CONFIRMED, "drop_reopening": DROPPED}

Told = Sequence[tuple[int, dict[str, Any]]]


def faults_of_requests(told: Mapping[str, Told]) -> Iterator[Fault]:
    """Of the years with these events each request is what its events say, and there are no others."""
    table = YearRequest.__table__
    asked = select(table).where(table.c.year.in_(keys_of(table.c.year, told)))
    rows = {(str(row["year"]), row["number"]): row for row in db.session.execute(asked).mappings()}
    follows = {(year, number): says for year, events in told.items() for number, says in _follow(events)}
    for key in sorted(rows.keys() | follows.keys()):
        year, number = key
        if key not in rows or key not in follows:
            gone = N_("the request that it asks for is gone")
            text = Text(gone if key in follows else N_("no event asks for this request"))
            yield Fault(stream_of("year", year), number, "request", text)
            continue
        says = _says(rows[key])
        for column in (name for name in COMPARED if says.get(name) != follows[key].get(name)):
            text = Text(N_("the request's %(column)s is not what follows from its events"), column=column)
            yield Fault(stream_of("year", year), number, "request", text)


def _follow(events: Told) -> Iterator[tuple[int, dict[str, Any]]]:
    """What each request has to be, by its number."""
    found: dict[Any, dict[str, Any]] = {}
    for seq, body in events:
        action, extra = body.get("action"), extra_of(body)
        if action == "ask_reopening":
            found[seq] = {"state": ASKED, "asked_by": body.get("actor_person_id"), **extra}
        elif action in ENDS and extra.get("request") in found:
            found[extra["request"]]["state"] = ENDS[action]
    yield from found.items()


def _says(row: Any) -> dict[str, Any]:
    try:
        return {"state": row["state"], "asked_by": row["asked_by"], **of_request(row)}
    except ValueError:  # a salt that is none
        return {}
