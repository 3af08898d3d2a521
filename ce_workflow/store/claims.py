"""Queries about claims. Each says whose and what; pages go by key, never by offset."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from types import SimpleNamespace
from typing import Any

from sqlalchemy import and_, case, func, or_, select, text, union, union_all

from ce_workflow.people.actor import Actor
from ce_workflow.people.roles import LABELS, SYSTEM
from ce_workflow.states.names import WAITING, WITH_CLAIMANT, WITHDRAWN
from ce_workflow.states.steps import AGAINST
from ce_workflow.store.database import db
from ce_workflow.store.reach import reaches_all, stretches, within_reach
from ce_workflow.store.sought import ALL, EVERYTHING, Listed, Sought
from ce_workflow.store.tables import Claim, Content, Event, Evidence, Organisation, Person
from ce_workflow.store.tables.claims import is_number
from ce_workflow.trail.streams import claim_stream
from ce_workflow.words import Text

PAGE = 50
MOST_COUNTED = 999
"""Claims at a desk that are counted; beyond, it is enough to know that there are more."""

_WAITS = text(f"state IN ({','.join(repr(name) for name in WAITING)}) AND credit_due_on IS NULL")


def get(claim_id: int, actor: Actor) -> Claim | None:
    """The claim if the actor reaches it, else None."""
    if not is_number(claim_id):
        return None
    return db.session.scalar(select(Claim).where(Claim.id == claim_id, within_reach(actor)))


def among_reached(ids: Iterable[int], actor: Actor) -> set[int]:
    """Those of the claims that the actor reaches."""
    return set(db.session.scalars(select(Claim.id).where(Claim.id.in_(list(ids)), within_reach(actor))))


def reached_by(actor: Actor, *, before: int | None = None, listed: Listed = ALL, limit: int = PAGE) -> Sequence[Any]:
    """Claims within reach, by number, the largest first: rows of claim and person's name, from below id `before`.

    Each stretch of the reach is read by its own index, so that no page scans.
    """
    newest, narrowed = [], listed.conditions(of_all=reaches_all(actor))
    for stretch in stretches(actor):
        ids = select(Claim.id).where(stretch, *narrowed)
        ids = ids if before is None else ids.where(Claim.id < before)
        newest.append(select(ids.order_by(Claim.id.desc()).limit(limit).subquery()))
    if not newest:
        return []
    first = union(*newest).subquery()
    asked = (
        select(Claim, Person.name.label("person_name"))
        .join(first, first.c.id == Claim.id)
        .join(Person, Person.id == Claim.person_id)
        .order_by(first.c.id.desc())
        .limit(limit)
    )
    return db.session.execute(asked).all()


def claims_of(person_id: str, *, limit: int) -> Sequence[Any]:
    """Claims of the person that were not withdrawn: those that wait for the claimant first, then the newest."""
    asked = (
        select(Claim)
        .where(Claim.person_id == person_id, Claim.state != WITHDRAWN)
        .order_by(case((Claim.state.in_(WITH_CLAIMANT), 0), else_=1), Claim.id.desc())
    )
    return db.session.execute(asked.limit(limit)).all()


def routes_of(claim_ids: Iterable[int]) -> dict[int, str]:
    """By which route each of these claims is decided."""
    asked = select(Claim.id, Claim.route).where(Claim.id.in_(list(claim_ids)))
    return {row.id: row.route for row in db.session.execute(asked)}


def reasons_of(claim_ids: Sequence[int]) -> dict[int, str]:
    """Why each of these claims was last decided against, as a code; those of which nobody said so are left out."""
    if not claim_ids:
        return {}
    asked = (
        select(Event.stream, Event.body)
        .where(Event.stream.in_([claim_stream(number) for number in claim_ids]), Event.action.in_(AGAINST))
        .order_by(Event.stream, Event.seq)
    )
    last = {stream: json.loads(body).get("reason") for stream, body in db.session.execute(asked)}
    return {number: last[name] for number in claim_ids if last.get(name := claim_stream(number))}


def waiting_for(
    actor: Actor, *, after: tuple[datetime, int] | None = None, sought: Sought = EVERYTHING, limit: int = PAGE
) -> Sequence[Any]:
    """Claims that wait at the actor's desks, longest wait first: rows of claim and person's name.

    `after` is (moved_at, id) of the last row of the page before. Each desk is read by
    its own stretch of the index, so that no page scans, whatever is sought there.
    """
    if not actor.scopes:
        return []
    longest = []
    for code in actor.scopes:
        stretch = select(Claim.id, Claim.moved_at).where(Claim.desk == code, _WAITS, *sought.conditions())
        if after is not None:
            moved_at, last = after
            stretch = stretch.where(or_(Claim.moved_at > moved_at, and_(Claim.moved_at == moved_at, Claim.id > last)))
            stretch = stretch.where(Claim.moved_at >= moved_at)
        longest.append(select(stretch.order_by(Claim.moved_at, Claim.id).limit(limit).subquery()))
    first = union_all(*longest).subquery()
    asked = (
        select(Claim, Person.name.label("person_name"))
        .join(first, first.c.id == Claim.id)
        .join(Person, Person.id == Claim.person_id)
        .order_by(first.c.moved_at, first.c.id)
        .limit(limit)
    )
    return db.session.execute(asked).all()


def count_waiting(actor: Actor, sought: Sought = EVERYTHING, *, most: int = MOST_COUNTED) -> int:
    """How many claims wait at the actor's desks; one more than `most` where there are more."""
    if not actor.scopes:
        return 0
    some = [
        select(Claim.id).where(Claim.desk == code, _WAITS, *sought.conditions()).limit(most + 1).subquery()
        for code in actor.scopes
    ]
    every = union_all(*(select(stretch) for stretch in some)).subquery()
    return min(db.session.scalar(select(func.count()).select_from(every)) or 0, most + 1)


def evidence(claim_id: int) -> Sequence[Evidence]:
    """The files that the claim shows now."""
    asked = select(Evidence).where(Evidence.claim_id == claim_id, Evidence.dropped_version.is_(None))
    return db.session.scalars(asked.order_by(Evidence.id)).all()


def evidence_file(claim_id: int, evidence_id: int, *, filer: bool) -> Evidence | None:
    """A file that the claim shows, or showed when it was submitted or appealed; None where it is another claim's.

    What was dropped before anybody was to decide on it is there for a `filer` alone.
    """
    asked = select(Evidence).where(Evidence.id == evidence_id, Evidence.claim_id == claim_id)
    if not filer:
        sent = select(Event.id).where(
            Event.stream == claim_stream(claim_id),
            Event.action.in_(("submit", "appeal")),
            Event.seq >= Evidence.added_version,
            Event.seq < Evidence.dropped_version,
        )
        asked = asked.where(Evidence.dropped_version.is_(None) | sent.exists())
    return db.session.scalar(asked)


def events(claim_id: int) -> Sequence[Any]:
    """The events of the claim in order, with the actor's name and the note's body while it is kept."""
    asked = (
        select(Event, Person.name.label("person_name"), Content.body.label("note"))
        .outerjoin(Person, Person.id == Event.actor_person_id)
        .outerjoin(Content, and_(Content.claim_id == claim_id, Content.version == Event.seq, Content.what == "note"))
        .where(Event.stream == claim_stream(claim_id))
        .order_by(Event.seq)
    )
    return db.session.execute(asked).all()


def content(claim_id: int, version: int) -> dict[str, Any] | None:
    """What the claim contained at `version`: `kind`, `fields`, `evidence`; None where it has been erased."""
    asked = select(Content.body).where(Content.claim_id == claim_id, Content.what == "content")
    body = db.session.scalar(asked.where(Content.version <= version).order_by(Content.version.desc()).limit(1))
    return None if body is None else dict(json.loads(body))


def last_event(claim_id: int, unwritten: Sequence[Mapping[str, Any]] = ()) -> tuple[Text, str, datetime]:
    """(who, step, when) of the last thing that happened to the claim; `unwritten` events of an open act come last."""
    stream = claim_stream(claim_id)
    newest = next((event for event in reversed(unwritten) if event["stream"] == stream), None)
    if newest is not None:
        name = db.session.scalar(select(Person.name).where(Person.id == newest["actor_person_id"]))
        return _who(newest["actor_role"], name), newest["action"], datetime.fromisoformat(newest["at"])
    asked = (
        select(Event.action, Event.actor_role, Event.at, Person.name)
        .outerjoin(Person, Person.id == Event.actor_person_id)
        .where(Event.stream == stream)
        .order_by(Event.seq.desc())
        .limit(1)
    )
    row = db.session.execute(asked).one()
    return _who(row.actor_role, row.name), row.action, row.at


def _who(role: str, name: str | None) -> Text:
    label = Text(LABELS[role])
    return label if role == SYSTEM else Text("%(role)s %(name)s", role=label, name=name)


def name_of(code: str | None) -> str | Text:
    """The name of the organisation that has a claim; a draft or a claim sent back is with the claimant."""
    if code is None:
        return Text("the claimant")
    return db.session.scalar(select(Organisation.name).where(Organisation.code == code)) or code


def known_blobs(names: Sequence[str]) -> set[str]:
    """Those of the names that a piece of evidence has."""
    return set(db.session.scalars(select(Evidence.blob).where(Evidence.blob.in_(names))))


def files_after(evidence_id: int, limit: int) -> Sequence[Any]:
    """Files of any claims in the order of their numbers: `id`, `claim_id`, `blob`, `blob_present`."""
    asked = select(Evidence.id, Evidence.claim_id, Evidence.blob, Evidence.blob_present)
    return db.session.execute(asked.where(Evidence.id > evidence_id).order_by(Evidence.id).limit(limit)).all()


def due_for_credit(on: Any, limit: int) -> list[SimpleNamespace]:
    """Claims whose notice period has ended by the day `on`: `id`, `version`."""
    asked = (
        select(Claim.id, Claim.version)
        .where(Claim.credit_due_on.is_not(None), Claim.credit_due_on <= on)
        .order_by(Claim.credit_due_on, Claim.id)
        .limit(limit)
    )
    return [SimpleNamespace(**row._mapping) for row in db.session.execute(asked)]
