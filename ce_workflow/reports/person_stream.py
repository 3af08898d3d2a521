"""Persons, their accounts, roles and reductions held against their events: no row says what no event says.

Rows and events are read side by side in the order of the persons, so that nothing has to
be remembered from one person to the next. Names, numbers and passwords are in no event;
what an event commits to shows whether they are still those of its time.
"""

from __future__ import annotations

from collections.abc import Iterator
from heapq import merge
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import select

from ce_workflow.clock import stamp
from ce_workflow.reports.reading import body_of, extra_of
from ce_workflow.store.rows import streamed
from ce_workflow.store.tables import Event, Grant, Person, PersonKey, Reduction, User
from ce_workflow.trail.event import ENDED, GIVEN, of_grant
from ce_workflow.trail.said import of_person, of_reduction, of_user
from ce_workflow.trail.streams import PERSON, parted, stream_of
from ce_workflow.trail.verify import Fault
from ce_workflow.words import N_, Text

Said = tuple[int | None, dict[str, Any]]
"""The number of an event, and what it says of something."""

PERSONS, USERS, GRANTS, REDUCTIONS, EVENTS = range(5)


def faults_of_persons() -> Iterator[Fault]:
    """What persons, accounts, roles and reductions say otherwise than their events, person by person."""
    known = select(Person.id.label("whose"), Person.__table__, PersonKey.wrapped)
    persons = known.outerjoin(PersonKey, PersonKey.person_id == Person.id).order_by(Person.id)
    users = select(User.person_id.label("whose"), User.__table__).order_by(User.person_id, User.id)
    grants = select(Grant.person_id.label("whose"), Grant.__table__).order_by(Grant.person_id, Grant.id)
    reductions = select(Reduction.person_id.label("whose"), Reduction.__table__)
    told = select(Event.stream.label("whose"), Event.seq, Event.action, Event.body)
    events = told.where(Event.stream.like(f"{PERSON}:%")).order_by(Event.stream, Event.seq)
    together = merge(
        _read(PERSONS, persons),
        _read(USERS, users),
        _read(GRANTS, grants),
        _read(REDUCTIONS, reductions.order_by(Reduction.person_id, Reduction.id)),
        ((parted(stream)[1], *rest) for stream, *rest in _read(EVENTS, events)),
        key=itemgetter(0),
    )
    for person_id, group in groupby(together, key=itemgetter(0)):
        found: tuple[list[Any], ...] = ([], [], [], [], [])
        for _, what, row in group:
            found[what].append(row)
        yield from _Person(stream_of(PERSON, person_id), *found).faults()


def _read(what: int, asked: Any) -> Iterator[tuple[Any, ...]]:
    return ((row.whose, what, row) for row in streamed(asked))


class _Person:
    """One person with what the events make of the row, the accounts (open or not), the grants and the reductions."""

    def __init__(self, stream: str, persons: list[Any], *rows: list[Any]) -> None:
        self.stream, self.persons = stream, persons
        *others, events = rows
        self.rows = {what: {row.id: row for row in found} for what, found in zip(_APART, others, strict=True)}
        self.person: Said = (None, {})
        self.since: str | None = None
        self.said: dict[str, dict[Any, Said]] = {what: {} for what in _APART}
        for event in events:
            self._take_in(event)

    def _take_in(self, event: Any) -> None:
        body = body_of(event)
        extra = extra_of(body)
        if event.action in ("enrol", "change"):
            self.person = (event.seq, extra)
            self.since = body.get("at") if event.action == "enrol" else self.since
        elif event.action in ("add_user", "set_password", "rehash", "disable_user"):
            before = self.said["user"].get(extra.get("user"), (None, {"active": True}))[1]
            ends = {"active": False} if event.action == "disable_user" else {}
            self.said["user"][extra.get("user")] = (event.seq, before | extra | ends)
        elif event.action in (GIVEN, ENDED):
            before = self.said["grant"].get(extra.get("grant"), (None, {}))[1]
            by = body.get("actor_user_id") if event.action == GIVEN else before.get("by")
            self.said["grant"][extra.get("grant")] = (event.seq, extra | {"by": by})
        elif event.action in ("reduce_need", "cancel_reduction"):
            self.said["reduction"][extra.get("reduction")] = (event.seq, extra)

    def faults(self) -> Iterator[Fault]:
        for row in self.persons:
            seq, said = self.person
            follows = {name: said.get(name) for name in _OF_PERSON} | {"created_at": self.since}
            says = _of_person(row) | {"created_at": stamp(row.created_at)}
            for column in (name for name in follows if says.get(name) != follows[name]):
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


_OF_PERSON = ("unit", "title_level", "quality_talent", "identity")


def _of_person(row: Any) -> dict[str, Any]:
    try:
        return of_person(row._mapping)
    except ValueError:  # a salt that is none
        return of_person({**row._mapping, "salt": None})


def _says(what: str, row: Any) -> dict[str, Any]:
    """The row in the words of its events."""
    if what == "user":
        return of_user(row._mapping) | {"active": row.active}
    if what == "reduction":
        return dict(of_reduction(row._mapping))
    return {code: value for code, value in of_grant(row).items() if value is not None} | {"by": row.granted_by}


_APART = {
    "user": N_("account %(id)s is not what follows from the person's events"),
    "grant": N_("role %(id)s (ce_grant) is not what follows from the person's events"),
    "reduction": N_("reduction %(id)s (ce_reduction) is not what follows from the person's events"),
}
_GONE = {
    "user": N_("account %(id)s is gone"),
    "grant": N_("role %(id)s (ce_grant) is gone"),
    "reduction": N_("reduction %(id)s (ce_reduction) is gone"),
}
