"""What happens when a roster comes in: professionals are enrolled, and what changed about them is named.

A person is found by the blind index of the identity number, so that one person written
in two ways is one person. The number is sealed under a key of that person's own. Events
name codes only; a new name is in the row and nowhere else.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from types import SimpleNamespace

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
from ce_workflow.store.people import persons_with
from ce_workflow.store.rows import Row, insert_rows
from ce_workflow.store.tables import Batch, Person, PersonKey
from ce_workflow.store.vault import Vault

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
    known = persons_with(indices)
    done, new, changed = Enrolled(), [], []
    for line, index in zip(lines, indices, strict=True):
        person = known.get(index)
        if person is None:
            person_id = secrets.token_hex(16)
            new.append((person_id, line))
            done.new.append(person_id)
        else:
            person_id = person.id
            if what := tuple(name for name in KEPT if getattr(person, name) != getattr(line, name)):
                changed.append((person_id, line, what))
                done.changed[person_id] = what
        done.person_ids.append(person_id)
    batch = open_batch("roster", at)
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
    line = SimpleNamespace(name=name, unit=unit, title_level=None, quality_talent=False)
    row, keys = _row(person_id, line, at), []
    if number is not None and vault is not None:
        sealed = vault.seal(person_id, number)
        row |= {"id_sealed": sealed.sealed, "id_index": sealed.blind}
        keys = [{"person_id": person_id, "wrapped": sealed.wrapped}]
    _insert_persons([row], keys, [{"unit": unit}], actor, at=at, request_id=request_id)
    return person_id


def may_appoint(actor: Actor, at: datetime) -> None:
    """Raises RoleNeeded unless the actor is the operator or holds the administrator's role at `at`."""
    if actor.role == SYSTEM:
        return
    if actor.role != ADMIN or facts.granted(actor, at) is None:
        raise RoleNeeded


def open_batch(what: str, at: datetime) -> int:
    """A new batch, whose stream tells what was loaded; returns its number."""
    return int(db.session.scalars(insert(Batch).values(what=what, at=at).returning(Batch.id)).one())


def _insert(
    new: list[tuple[str, RosterLine]], batch: int, actor: Actor, *, vault: Vault, at: datetime, request_id: str
) -> None:
    rows: list[Row] = []
    keys: list[Row] = []
    codes: list[Codes] = []
    for person_id, line in new:
        number = vault.seal(person_id, line.id_number)
        rows.append(_row(person_id, line, at) | {"id_sealed": number.sealed, "id_index": number.blind})
        keys.append({"person_id": person_id, "wrapped": number.wrapped})
        codes.append({"batch": batch, "unit": line.unit, "title_level": line.title_level})
    _insert_persons(rows, keys, codes, actor, at=at, request_id=request_id)


def _row(person_id: str, line: RosterLine | SimpleNamespace, at: datetime) -> Row:
    return {"id": person_id, "created_at": stamp(at)} | {name: getattr(line, name) for name in KEPT}


def _insert_persons(
    rows: list[Row],
    keys: list[Row],
    codes: Sequence[Codes],
    actor: Actor,
    *,
    at: datetime,
    request_id: str,
) -> None:
    """The rows with the first event of each person's stream."""
    begin(
        "person",
        [(row, "enrol", extra) for row, extra in zip(rows, codes, strict=True)],
        actor,
        at=at,
        request_id=request_id,
    )
    try:
        insert_rows(Person.__table__, rows)
        insert_rows(PersonKey.__table__, keys)
    except IntegrityError as raced:
        raise Busy from raced  # somebody enrolled the same person just now: look again


def _update(
    changed: list[tuple[str, RosterLine, tuple[str, ...]]], batch: int, actor: Actor, *, at: datetime, request_id: str
) -> None:
    if not changed:
        return
    table = Person.__table__
    asked = update(table).where(table.c.id == bindparam("of")).values({name: bindparam(f"to_{name}") for name in KEPT})
    db.session.connection().execute(
        asked, [{"of": who} | {f"to_{name}": getattr(line, name) for name in KEPT} for who, line, _ in changed]
    )
    happened = {who: ("change", _codes(line, what) | {"batch": batch}) for who, line, what in changed}
    record("person", happened, actor, at=at, request_id=request_id)


def _codes(line: RosterLine, what: tuple[str, ...]) -> dict[str, str | int]:
    """What changed, as codes: of a name only that it did."""
    said: dict[str, str | int] = {
        "name": "changed",
        "unit": line.unit,
        "title_level": line.title_level,
        "quality_talent": "yes" if line.quality_talent else "no",
    }
    return {name: said[name] for name in what}
