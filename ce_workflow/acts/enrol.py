"""What happens when a roster comes in: professionals are enrolled, and what changed about them is named.

A person is found by the blind index of the identity number, so that one person written
in two ways is one person. The number is sealed under a key of that person's own. Events
name codes only, and commit to name and number under a salt that lies in the person's row.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, insert, update
from sqlalchemy.exc import IntegrityError

from ce_workflow.acts.record import Codes, begin, record
from ce_workflow.clock import stamp
from ce_workflow.errors import Busy, RoleNeeded
from ce_workflow.people.actor import Actor
from ce_workflow.people.roles import ADMIN, SYSTEM
from ce_workflow.people.roster import RosterLine
from ce_workflow.store import facts
from ce_workflow.store.database import db
from ce_workflow.store.people import to_change
from ce_workflow.store.rows import Row, insert_rows
from ce_workflow.store.tables import Batch, Person, PersonKey
from ce_workflow.store.vault import Vault
from ce_workflow.trail.chain import fresh_salt
from ce_workflow.trail.said import BATCHES, of_person

KEPT = ("name", "unit", "title_level", "quality_talent")
"""What a roster says of a person, and may change."""


@dataclass
class Enrolled:
    """What became of the lines: the persons in their order, which are new, what changed about the others."""

    person_ids: list[str] = field(default_factory=list)
    new: list[str] = field(default_factory=list)
    changed: dict[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def unchanged(self) -> int:
        return len(self.person_ids) - len(self.new) - len(self.changed)


def enrol(lines: Sequence[RosterLine], actor: Actor, *, vault: Vault, at: datetime, request_id: str) -> Enrolled:
    """Enrol those who are not there yet, change the others; an event a person, one for the whole.

    A few thousand lines at a time. Nothing is committed here; raises RoleNeeded.
    """
    may_appoint(actor, at)
    indices = [vault.index_of(line.id_number) for line in lines]
    known = to_change(indices)
    done, new, changed = Enrolled(), [], []
    for line, index in zip(lines, indices, strict=True):
        person = known.get(index)
        if person is None:
            person_id = secrets.token_hex(16)
            new.append((person_id, line))
            done.new.append(person_id)
        else:
            person_id = person["id"]
            if what := tuple(name for name in KEPT if person[name] != getattr(line, name)):
                changed.append((person, line, what))
                done.changed[person_id] = what
        done.person_ids.append(person_id)
    batch = open_batch("enrol", at)
    _insert(new, batch, actor, vault=vault, at=at, request_id=request_id)
    _update(changed, batch, actor, at=at, request_id=request_id)
    counts = {"lines": len(lines), "new": len(done.new), "changed": len(done.changed)}
    record("batch", {batch: ("enrol", counts)}, actor, at=at, request_id=request_id)
    return done


def introduce(
    name: str,
    actor: Actor,
    *,
    at: datetime,
    request_id: str,
    unit: str | None = None,
    number: str | None = None,
    vault: Vault | None = None,
) -> str:
    """A person who stands on no roster yet, such as an officer; returns the id.

    With the identity number (normalised), and the vault to seal it, a roster that names
    the person later finds them.
    """
    may_appoint(actor, at)
    person_id = secrets.token_hex(16)
    row = _row(person_id, {"name": name, "unit": unit, "title_level": None, "quality_talent": False}, at)
    if number is not None and vault is not None:
        row |= _sealed(vault, person_id, number)
    _insert_persons([row], {}, actor, at=at, request_id=request_id)
    return person_id


def may_appoint(actor: Actor, at: datetime) -> None:
    """Raises RoleNeeded unless the actor is the operator or holds the administrator's role at `at`."""
    if actor.role == SYSTEM:
        return
    if actor.role != ADMIN or facts.granted(actor, at) is None:
        raise RoleNeeded


def open_batch(act: str, at: datetime) -> int:
    """A new batch, whose stream tells what was loaded by that act; returns its number."""
    return int(db.session.scalars(insert(Batch).values(what=BATCHES[act], at=at).returning(Batch.id)).one())


def _insert(
    new: list[tuple[str, RosterLine]], batch: int, actor: Actor, *, vault: Vault, at: datetime, request_id: str
) -> None:
    rows = [_row(who, line._asdict(), at) | _sealed(vault, who, line.id_number) for who, line in new]
    _insert_persons(rows, {"batch": batch}, actor, at=at, request_id=request_id)


def _row(person_id: str, says: Mapping[str, Any], at: datetime) -> Row:
    """The row of a new person, of whom no number is known; with the key, which has a row of its own."""
    row = {"id": person_id, "created_at": stamp(at), "salt": fresh_salt()} | {name: says[name] for name in KEPT}
    return row | {"id_sealed": None, "id_index": None, "wrapped": None}


def _sealed(vault: Vault, person_id: str, number: str) -> Row:
    sealed = vault.seal(person_id, number)
    return {"id_sealed": sealed.sealed, "id_index": sealed.blind, "wrapped": sealed.wrapped}


def _insert_persons(rows: list[Row], more: Codes, actor: Actor, *, at: datetime, request_id: str) -> None:
    """The rows with the first event of each person's stream, which says `more` besides."""
    begin(
        "person",
        [(row, "enrol", {**of_person(row), **more}) for row in rows],
        actor,
        at=at,
        request_id=request_id,
    )
    keys = [(row["id"], row.pop("wrapped")) for row in rows]
    try:
        insert_rows(Person.__table__, rows)
        insert_rows(PersonKey.__table__, [{"person_id": who, "wrapped": key} for who, key in keys if key])
    except IntegrityError as raced:
        raise Busy from raced  # somebody enrolled the same person just now: look again


def _update(
    changed: list[tuple[Row, RosterLine, tuple[str, ...]]], batch: int, actor: Actor, *, at: datetime, request_id: str
) -> None:
    """The rows as their lines have them, each with an event; another name is committed to under another salt."""
    if not changed:
        return
    written = (*KEPT, "salt")
    rows = [
        person | {name: getattr(line, name) for name in KEPT} | ({"salt": fresh_salt()} if "name" in what else {})
        for person, line, what in changed
    ]
    table = Person.__table__
    values: dict[str, Any] = {name: bindparam(f"to_{name}") for name in written}
    db.session.connection().execute(
        update(table).where(table.c.id == bindparam("of")).values(values),
        [{"of": row["id"]} | {f"to_{name}": row[name] for name in written} for row in rows],
    )
    happened: dict[str, tuple[str, Codes]] = {
        row["id"]: ("change", of_person(row) | {"changed": "+".join(what), "batch": batch})
        for row, (_, _, what) in zip(rows, changed, strict=True)
    }
    record("person", happened, actor, at=at, request_id=request_id)
