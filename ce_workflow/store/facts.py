"""What an act reads before it decides: claims with the actor's grants, year and deciders, in one read.

Rows come back as plain namespaces that the act may change while it decides; they
reach the database again only through `store.write`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from functools import lru_cache
from operator import attrgetter
from types import SimpleNamespace
from typing import Any

from sqlalchemy import select

from ce_workflow.clock import day_of, stamp
from ce_workflow.rules.sets.in_force import Published
from ce_workflow.states.names import CORRECTABLE, LIVE
from ce_workflow.store import questions
from ce_workflow.store.database import connection, db
from ce_workflow.store.questions import YEAR_COLUMNS
from ce_workflow.store.tables import Claim, Content, Entry, Event, Organisation, Theme, Year
from ce_workflow.store.tables.claims import is_number
from ce_workflow.trail.streams import claim_stream

C = Claim.__table__.c

Holders = dict[tuple[str, str], set[str]]
"""(role, code) -> the persons who hold that role there."""


def claims(step: str, ids: Iterable[int], actor: Any, at: datetime, *, lock: bool = True) -> dict[int, SimpleNamespace]:
    """The claims by id, as namespaces, with what step `step` has to know.

    Beside the columns of the claim: `was` (the row as it is kept), `granted` (scopes the
    actor holds in their role at `at`, or None), `deeds` (steps that persons took, in
    order), `the_year` (row or None), for `edit` and `submit` `pieces`, `twice` and `sets` (the rule
    sets of its authorities), for `submit` the `now_...` employment of the person, for steps
    that lay it on a desk `holders`.
    Several claims are locked in the order of their ids (unless a page only reads them);
    of one the write is the guard.
    """
    wanted = [number for number in dict.fromkeys(ids) if is_number(number)]
    if not wanted:
        return {}
    if lock and len(wanted) > 1 and connection().dialect.name == "postgresql":
        questions.LOCK.rows(ids=wanted)
    asked = questions.CLAIMS.get(step, questions.CLAIMS["decide"])
    rows = asked.rows(ids=wanted, user_id=actor.user_id, role=actor.role, at=stamp(at))
    return {row["id"]: _claim(row) for row in rows}


def _claim(row: dict[str, Any]) -> SimpleNamespace:
    year = {name: row.pop(f"year_{name}") for name in YEAR_COLUMNS}
    row["the_year"] = SimpleNamespace(year=row["year"], **year) if year["total"] is not None else None
    row["granted"] = _scopes(row["granted"])
    row["deeds"] = sorted((_deed(line) for line in (row.pop("deeds") or "").split("\n") if line), key=_seq)
    if "pieces" in row:
        files = [line.split(":") for line in (row["pieces"] or "").splitlines()]
        row["pieces"], row["twice"] = frozenset(piece for piece, _ in files), _twice(files)
    if "sets" in row:
        row["sets"] = _sets(row["sets"] or "")
    if "holders" in row:
        row["holders"] = _holders(row["holders"] or "")
    claim = SimpleNamespace(**row)
    claim.was = row
    return claim


@lru_cache(maxsize=256)
def _sets(joined: str) -> tuple[Published, ...]:
    """The published rule sets, as `questions` puts them into lines; they are the same few again and again."""
    found = []
    for line in joined.splitlines():
        authority, year, version, since, until, digest = line.split("|")
        until_ = date.fromisoformat(until) if until else None
        found.append(Published(authority, int(year), version, date.fromisoformat(since), until_, digest))
    return tuple(found)


def _scopes(joined: str | None) -> tuple[str, ...] | None:
    return None if joined is None else tuple(joined.split("\n"))


def _twice(files: Iterable[Sequence[str]]) -> tuple[tuple[str, ...], ...]:
    """The pieces that one file, byte by byte the same, was given as more than once: (piece, digest) a file."""
    by_file: dict[str, list[str]] = {}
    for piece, digest in files:
        by_file.setdefault(digest, []).append(piece)
    return tuple(sorted(tuple(sorted(pieces)) for pieces in by_file.values() if len(pieces) > 1))


_seq = attrgetter("seq")


def _deed(line: str) -> SimpleNamespace:
    seq, action, role, person = line.split(":")
    return SimpleNamespace(seq=int(seq), action=action, actor_role=role, actor_person_id=person)


@lru_cache(maxsize=64)
def _holders(joined: str) -> Holders:
    """Read once for all claims of a list that have the same desks."""
    found: Holders = {}
    for line in joined.splitlines():
        role, scope, person = line.split(":")
        found.setdefault((role, scope), set()).add(person)
    return found


def granted(actor: Any, at: datetime) -> tuple[str, ...] | None:
    """The scopes that the actor holds in their role at `at`; None when they do not hold it."""
    (row,) = questions.GRANTED.rows(user_id=actor.user_id, role=actor.role, at=stamp(at))
    return _scopes(row["granted"])


def year(number: int | None) -> SimpleNamespace | None:
    """The row of a year, or None."""
    if number is None:
        return None
    table = Year.__table__
    row = db.session.execute(select(table).where(table.c.year == number)).mappings().first()
    return SimpleNamespace(**row) if row else None


def persons(ids: Iterable[str]) -> dict[str, SimpleNamespace]:
    """Persons by id with their employment (`now_unit`, ... as in `claims`)."""
    return {row["id"]: _person(row) for row in questions.PERSONS.rows(ids=list(ids))}


def _person(row: dict[str, Any]) -> SimpleNamespace:
    return SimpleNamespace(**(row | {"sets": _sets(row["sets"] or "")}))


def beginning(
    ids: Iterable[str], count: int, actor: Any, at: datetime
) -> tuple[tuple[str, ...] | None, dict[str, SimpleNamespace], list[int]]:
    """What `create` has to know: `granted`, `persons` and `new_claim_ids`; in one read where it is one claim."""
    rows = questions.BEGINNING.rows(ids=list(ids), user_id=actor.user_id, role=actor.role, at=stamp(at))
    if not rows:
        return granted(actor, at), {}, []
    new_ids = [int(rows[0]["next_id"])] if count == 1 else new_claim_ids(count)
    return _scopes(rows[0]["granted"]), {row["id"]: _person(row) for row in rows}, new_ids


def new_claim_ids(count: int) -> list[int]:
    """Ids for `count` claims that this transaction is about to insert."""
    if connection().dialect.name == "postgresql":
        return [int(row["id"]) for row in questions.NEXT_IDS.rows(count=count)]
    (row,) = questions.NEXT_ID.rows()
    return list(range(row["id"], row["id"] + count))


def holders(scopes: Iterable[str], at: datetime) -> Holders:
    """Who holds which role at these organisations at `at`."""
    found: Holders = {}
    for row in questions.HOLDERS.rows(scopes=sorted(set(scopes)), at=stamp(at)):
        found.setdefault((row["role"], row["scope"]), set()).add(row["person_id"])
    return found


def siblings(keys: Iterable[str]) -> dict[str, list[SimpleNamespace]]:
    """Live claims by achievement key: `id`, `person_id`, `rank`, `state`, `submitted_at` and the hours."""
    wanted = sorted(set(keys))
    if not wanted:
        return {}
    found: dict[str, list[SimpleNamespace]] = {}
    for row in questions.SIBLINGS.rows(keys=wanted):
        found.setdefault(row["achievement_key"], []).append(SimpleNamespace(**row))
    return found


def of_the_year(claim: Any) -> list[SimpleNamespace]:
    """The live claims of the same person and year, as far as caps that they share depend on them."""
    hours = (C.units_computed, C.units_reviewed, C.units_recognised)
    columns = (C.id, C.kind, C.state, C.fields, *hours, C.submitted_at, C.filed_on, C.rule_version, C.told)
    same = (C.person_id == claim.person_id, C.year == claim.year, C.state.in_(LIVE), C.id != claim.id)
    return [SimpleNamespace(**row._mapping) for row in db.session.execute(select(*columns).where(*same))]


def alike(claim: Any) -> list[SimpleNamespace]:
    """Other claims with days, a title, a file or a certificate (`what`) in common: `id`, `person_id`, `state`."""
    asked = {
        "id": claim.id,
        "person_id": claim.person_id,
        "year": claim.year,
        "kind": claim.kind,
        "title": claim.title,
        "started_on": claim.started_on and claim.started_on.isoformat(),
        "ended_on": claim.ended_on and claim.ended_on.isoformat(),
        "certificate_key": claim.certificate_key,
    }
    return [SimpleNamespace(**row) for row in questions.ALIKE.rows(**asked)]


def correctable(claim_id: int) -> SimpleNamespace | None:
    """`person_id`, `kind` and `family` of the claim if its state is one in which it can be corrected by a new one."""
    asked = select(C.person_id, C.kind, C.family).where(C.id == claim_id, C.state.in_(CORRECTABLE))
    row = db.session.execute(asked).first()
    return SimpleNamespace(**row._mapping) if row else None


def live_in_families(families: Iterable[int]) -> dict[int, int]:
    """Family -> its live claim, where it has one."""
    asked = select(C.family, C.id).where(C.family.in_(sorted(set(families))), questions.LIVE_STATES)
    return {row.family: row.id for row in db.session.execute(asked)}


def sent_before(form_key: str) -> SimpleNamespace | None:
    """The claim that this very form has created already: `id`, `person_id`."""
    row = db.session.execute(select(C.id, C.person_id).where(C.form_key == form_key)).first()
    return SimpleNamespace(**row._mapping) if row else None


def credited_year(claim_id: int) -> int | None:
    """The year in which hours of the claim were posted, be they revoked since; None where there never were any."""
    return db.session.scalar(select(Entry.year).where(Entry.claim_id == claim_id).limit(1))


def filed_before(claim: Any) -> tuple[date, ...]:
    """The days on which it was filed for the year that it is claimed for now, the first one first."""
    asked = select(Event.at, Event.body).where(Event.stream == claim_stream(claim.id), Event.action == "submit")
    told = [(day_of(row.at), json.loads(row.body)["extra"]) for row in db.session.execute(asked.order_by(Event.seq))]
    # Of the first the event says the day, which may be another than its own; later ones may say that of the first.
    days = [day if place else date.fromisoformat(extra["filed"]) for place, (day, extra) in enumerate(told)]
    return tuple(day for day, (_, extra) in zip(days, told, strict=True) if extra.get("year") == claim.year)


def names_document(ids: Iterable[int | None], year: int | None) -> bool:
    """Did a decision on one of these claims, as far as they are of this year, name a document?"""
    asked = (
        select(Content.body).join(Claim, C.id == Content.claim_id).where(C.id.in_(set(ids) - {None}), C.year == year)
    )
    return any("document" in json.loads(body) for body in db.session.scalars(asked.where(Content.what == "note")))


def themes() -> dict[int, frozenset[tuple[str, str]]]:
    """year -> (theme, class of platforms) that are recognised (三(一))."""
    found: dict[int, set[tuple[str, str]]] = {}
    for year_, theme, platform_class in db.session.execute(select(Theme.year, Theme.theme, Theme.platform_class)):
        found.setdefault(year_, set()).add((theme, platform_class))
    return {number: frozenset(pairs) for number, pairs in found.items()}


def platforms() -> dict[str, SimpleNamespace]:
    """The learning platforms by code: `name`, `platform_class`, `valid_from`, `valid_to`."""
    o = Organisation
    asked = select(o.code, o.name, o.sort.label("platform_class"), o.valid_from, o.valid_to).where(o.kind == "base")
    return {row.code: SimpleNamespace(**row._mapping) for row in db.session.execute(asked)}


def evidence_of(ids: Iterable[int]) -> dict[int, list[SimpleNamespace]]:
    """The evidence that each claim shows now."""
    found: dict[int, list[SimpleNamespace]] = {claim_id: [] for claim_id in ids}
    for row in questions.EVIDENCE.rows(ids=list(found)):
        found[row["claim_id"]].append(SimpleNamespace(**row))
    return found
