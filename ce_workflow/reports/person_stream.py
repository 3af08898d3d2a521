"""Persons, their accounts and their roles held against their events: no row says what no event says.

Rows and events are read side by side in the order of the persons, so that nothing has to
be remembered from one person to the next. Names are in no event and cannot be compared.
"""

from __future__ import annotations

from collections.abc import Iterator
from heapq import merge
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import ColumnElement, select

from ce_workflow.store.database import db
from ce_workflow.store.tables import Event, Grant, Person, User
from ce_workflow.trail.canonical import NotCanonical, parse
from ce_workflow.trail.event import ENDED, GIVEN, of_grant
from ce_workflow.trail.streams import PERSON, parted, stream_of
from ce_workflow.trail.verify import Fault
from ce_workflow.words import N_, Text

Said = tuple[int | None, dict[str, Any]]
"""The number of an event, and what it says of something."""

PERSONS, USERS, GRANTS, EVENTS = range(4)


def faults_of_persons() -> Iterator[Fault]:
    """What persons, accounts and roles say otherwise than their events, person by person."""
    together = merge(
        _read(PERSONS, Person.__table__, Person.id, Person.id),
        _read(USERS, User.__table__, User.person_id, User.id),
        _read(GRANTS, Grant.__table__, Grant.person_id, Grant.id),
        ((parted(stream)[1], *rest) for stream, *rest in _events()),
        key=itemgetter(0),
    )
    for person_id, group in groupby(together, key=itemgetter(0)):
        found: tuple[list[Any], ...] = ([], [], [], [])
        for _, what, row in group:
            found[what].append(row)
        yield from _Person(stream_of(PERSON, person_id), *found).faults()


def _events() -> Iterator[tuple[Any, ...]]:
    return _read(EVENTS, Event.__table__, Event.stream, Event.seq, Event.stream.like(f"{PERSON}:%"))


def _read(what: int, table: Any, key: Any, then: Any, *only: ColumnElement[bool]) -> Iterator[tuple[Any, ...]]:
    asked = select(key.label("whose"), *(c for c in table.c if c.name != "at")).where(*only).order_by(key, then)
    rows = db.session.execute(asked, execution_options={"stream_results": True, "yield_per": 1000})
    return ((row.whose, what, row) for row in rows)


class _Person:
    """One person with what the events make of the row, the accounts (active or not) and the grants."""

    def __init__(self, stream: str, persons: list[Any], users: list[Any], grants: list[Any], events: list[Any]) -> None:
        self.stream, self.persons = stream, persons
        self.rows = {"user": {row.id: row for row in users}, "grant": {row.id: row for row in grants}}
        self.person: Said = (None, {})
        self.said: dict[str, dict[Any, Said]] = {"user": {}, "grant": {}}
        for event in events:
            self._take_in(event)

    def _take_in(self, event: Any) -> None:
        try:
            body = parse(event.body)
        except NotCanonical:
            return
        extra = body.get("extra", {})
        if event.action in ("enrol", "change"):
            self.person = (event.seq, self.person[1] | extra)
        elif event.action in ("add_user", "disable_user"):
            self.said["user"][extra.get("user")] = (event.seq, {"active": event.action == "add_user"})
        elif event.action in (GIVEN, ENDED):
            before = self.said["grant"].get(extra.get("grant"), (None, {}))[1]
            by = body.get("actor_user_id") if event.action == GIVEN else before.get("by")
            self.said["grant"][extra.get("grant")] = (event.seq, extra | {"by": by})

    def faults(self) -> Iterator[Fault]:
        for row in self.persons:
            seq, said = self.person
            says = {"unit": row.unit, "title_level": row.title_level}
            if "quality_talent" in said:
                says["quality_talent"] = "yes" if row.quality_talent else "no"
            for column in (name for name in says if says[name] != said.get(name)):
                text = Text(N_("the person's %(column)s is not what follows from their events"), column=column)
                yield Fault(self.stream, seq, "person", text)
        for what, rows in self.rows.items():
            yield from self._against(what, rows)

    def _against(self, what: str, rows: dict[int, Any]) -> Iterator[Fault]:
        """Each row is what the last event about it says, and there is one for each that an event names."""
        for number, row in rows.items():
            seq, said = self.said[what].pop(number, (None, None))
            if said != _says(what, row):
                yield Fault(self.stream, seq, what, Text(_APART[what], id=str(number)))
        for number, (seq, _) in self.said[what].items():
            yield Fault(self.stream, seq, what, Text(_GONE[what], id=str(number)))


def _says(what: str, row: Any) -> dict[str, Any]:
    """The row in the words of its events."""
    if what == "user":
        return {"active": row.active}
    return {code: value for code, value in of_grant(row).items() if value is not None} | {"by": row.granted_by}


_APART = {
    "user": N_("account %(id)s is not what follows from the person's events"),
    "grant": N_("role %(id)s (ce_grant) is not what follows from the person's events"),
}
_GONE = {
    "user": N_("account %(id)s is gone"),
    "grant": N_("role %(id)s (ce_grant) is gone"),
}
