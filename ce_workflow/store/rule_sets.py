"""Rule sets as they were published, read and put together once a process: a version never changes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from hashlib import sha256
from math import inf
from typing import Any

from sqlalchemy import func, literal, select

from ce_workflow.rules.sets.check import check
from ce_workflow.rules.sets.in_force import Published, in_force
from ce_workflow.rules.sets.shape import RuleSet as Rules
from ce_workflow.states.desks import CITY_BUREAU
from ce_workflow.store.database import db
from ce_workflow.store.tables import Event, Organisation, Person, RuleSet
from ce_workflow.store.tables.rule_sets import DRAFT, PUBLISHED

S = RuleSet.__table__.c
MOST = 5000


def digest_of(text: str, parent: str | None) -> str:
    """What a version is known by: its text and, through their digests, those of all that it inherits."""
    inherited = db.session.scalar(select(S.digest).where(S.version == parent)) if parent else ""
    return sha256(f"{text}\n{inherited}".encode()).hexdigest()


def whole(version: str | None) -> Rules | None:
    """The set of a published version with what it inherits; None where there is no such version."""
    digest = db.session.scalar(select(S.digest).where(S.version == version, S.state != DRAFT)) if version else None
    return put_together(digest) if digest else None


@lru_cache(maxsize=64)
def put_together(digest: str) -> Rules:
    """The whole set of this digest. It is worked out once: what has this digest never changes."""
    text, parent = db.session.execute(select(S.text, S.parent).where(S.digest == digest)).one()
    wide = whole(parent)
    rules, faults = check(text, lambda _name: wide)
    if rules is None or faults:
        raise ValueError(f"rule set {digest[:12]} was published with faults: {faults[:3]}")
    return rules


def one(version: str | None) -> Any:
    """The row of a version; None where there is none. What no database can hold is none."""
    if not version or not version.isprintable():
        return None
    return db.session.execute(select(RuleSet.__table__).where(S.version == version)).first()


def written_by(person_id: str | None) -> int:
    """How often this person has drafted or published rules."""
    streams = select(literal("rules:") + S.version)
    asked = select(func.count()).where(Event.stream.in_(streams), Event.actor_person_id == person_id)
    return db.session.scalar(asked) or 0


def named(name: str | None) -> tuple[str, int] | None:
    """(authority, year) of a set named without its version, such as chengdu-2019."""
    authority, _, year = (name or "").rpartition("-")
    return (authority, int(year)) if authority and year.isascii() and year.isdecimal() and len(year) == 4 else None


def published_of(authority: str, year: int) -> Any:
    """The row of the version of this authority and year that is published now, if there is one."""
    mine = (S.authority == authority, S.year == year, S.state == PUBLISHED)
    return db.session.execute(select(RuleSet.__table__).where(*mine)).first()


def published_named(name: str | None) -> str | None:
    """The version that is published now of the set with this name."""
    found = named(name)
    row = published_of(*found) if found else None
    return row.version if row else None


def last_number(authority: str, year: int) -> int:
    """The highest number among the versions that were ever published; -1 where none was."""
    asked = select(S.version).where(S.authority == authority, S.year == year, S.state != DRAFT)
    return max((int(version.rpartition(".")[2]) for version in db.session.scalars(asked)), default=-1)


def listed() -> Sequence[Any]:
    """Every version with the names of its authority and publisher: the newest year first, in it what is newest."""
    asked = select(
        *(column for column in S if column.name != "text"), Organisation.name.label("of"), Person.name.label("by")
    )
    asked = asked.select_from(RuleSet.__table__.join(Organisation.__table__, Organisation.code == S.authority))
    rows: Sequence[Any] = db.session.execute(asked.outerjoin(Person, Person.id == S.published_by).limit(MOST)).all()
    return sorted(rows, key=_newest_first)


def _newest_first(row: Any) -> tuple[int, float, str, int]:
    """What is not published yet is the newest of its year."""
    published = -row.published_at.timestamp() if row.published_at else -inf
    return -row.year, published, row.authority, -int(row.version.rpartition(".")[2])


def published() -> list[Published]:
    """Every version that is in force on some day."""
    asked = select(S.authority, S.year, S.version, S.in_force_from, S.in_force_to, S.digest)
    return [Published(*found) for found in db.session.execute(asked.where(S.state == PUBLISHED))]


def for_claim(places: Sequence[str | None], year: int | None, on: date) -> Rules | None:
    """The set for a claim of `year` filed on that day, by a person of these authorities, the narrowest first."""
    if year is None:
        return None
    found = in_force(published(), [*places, CITY_BUREAU], year, on)
    return put_together(found.digest) if found else None
