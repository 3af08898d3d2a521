"""What the city corrected of the calendar of working days, held against the events of its bureau."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select

from ce_workflow.reports.reading import extra_of
from ce_workflow.states.desks import CITY_BUREAU
from ce_workflow.store.database import db
from ce_workflow.store.tables import CalendarDay
from ce_workflow.trail.said import of_calendar_day
from ce_workflow.trail.streams import stream_of
from ce_workflow.trail.verify import Fault
from ce_workflow.words import N_, Text

Told = Sequence[tuple[int, dict[str, Any]]]


def faults_of_calendar_days(told: Mapping[str, Told]) -> list[Fault]:
    """Each correction is what the last event about it says, and there are no others; asked once, of the bureau."""
    if CITY_BUREAU not in told:
        return []
    said: dict[Any, tuple[int, dict[str, Any]]] = {}
    for seq, body in told[CITY_BUREAU]:
        if body.get("action") in ("set_day", "take_day_back"):
            said[extra_of(body).get("calendar_day")] = (seq, extra_of(body))
    stream, found = stream_of("org", CITY_BUREAU), []
    rows: Any = db.session.execute(select(CalendarDay.__table__))
    for row in rows:
        event = said.pop(row.id, None)
        if event is None or event[1] != of_calendar_day(row._mapping):
            text = N_("the correction %(id)s of the calendar (ce_calendar_day) is not what follows from its events")
            found.append(Fault(stream, event and event[0], "calendar", Text(text, id=str(row.id))))
    for number, (seq, _) in said.items():
        text = N_("the correction %(id)s of the calendar (ce_calendar_day) is gone")
        found.append(Fault(stream, seq, "calendar", Text(text, id=str(number))))
    return found
