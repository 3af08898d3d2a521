"""Five thousand decisions in lists of two hundred: ours beside set-based raw SQL, and beside one by one.

A reviewer passes all that waits at the unit: one transaction a list, each claim with its
own event in its own chain. Ours goes in by the doorway of all acts, with every check on.
The limit reads the heads, chains the same events and writes the same rows, a statement
for each table (on PostgreSQL one for all).
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import partial
from typing import Any

from sqlalchemy import select

from bench import city
from bench.filled import BEGAN, filled
from bench.measure import Measured, report, say
from bench.places import Place
from bench.raw import RawPostgreSQL, RawSQLite, raw
from bench.rows import EVENT, MOVES, Life, Values, stamp
from bench.same import assert_holds
from ce_workflow.acts.doorway import take
from ce_workflow.store.database import db
from ce_workflow.store.tables import Claim

LISTS, LENGTH, SINGLY = 25, 200, 20
AT = datetime(city.YEAR, 10, 9, 2, tzinfo=UTC)
SAID = {"hours": "18", "checks": "all"}


def run(place: Place) -> None:
    """Measure in that place, and report."""
    url = filled(place, "bulk", submitted=city.UNITS * (LENGTH + SINGLY))
    app = place.application(url)
    say(f"bulk, {place.name}")
    with app.app_context():
        rates = _rates(LIMITS[place.name](raw(url)), _waiting())
        db.engine.dispose()
    lists, limit, singly = rates
    report("bulk", f"lists of {LENGTH}", place.name, Measured(lists, limit, LISTS * LENGTH), "claims/s")
    report("bulk", "beside one by one", place.name, Measured(lists, singly, LISTS * SINGLY), "claims/s")


def _rates(limit: Callable[[int, list[int]], None], waiting: list[list[int]]) -> tuple[list[float], ...]:
    """Claims a second by list, by the limit, and one by one: in turns, each at a unit that it has to itself."""
    rates: tuple[list[float], ...] = ([], [], [])
    for turn in range(LISTS):
        ours, theirs = 2 * turn, 2 * turn + 1
        rates[0].append(_rate(partial(_ours, ours, waiting[ours][:LENGTH]), LENGTH))
        rates[1].append(_rate(partial(limit, theirs, waiting[theirs][:LENGTH]), LENGTH))
        rates[2].append(_rate(partial(_singly, theirs, waiting[theirs][LENGTH:][:SINGLY]), SINGLY))
        db.session.rollback()
        assert_holds(waiting[ours][0], "unit_reviewed")
        assert_holds(waiting[theirs][0], "unit_reviewed")
    return rates


def _rate(work: Callable[[], None], claims: int) -> float:
    began = time.perf_counter()
    work()
    return claims / (time.perf_counter() - began)


def _ours(unit: int, ids: list[int]) -> None:
    items = [(claim_id, 2, SAID) for claim_id in ids]
    for outcome in take("review", items, city.reviewer(unit), at=AT, request_id=f"bulk-{unit}"):
        outcome.or_raise()


def _singly(unit: int, ids: list[int]) -> None:
    for claim_id in ids:
        _ours(unit, [claim_id])


def _waiting() -> list[list[int]]:
    """What waits at each unit, in the order of the units."""
    found: list[list[int]] = []
    for unit in range(city.UNITS):
        asked = select(Claim.id).where(Claim.desk == city.unit_of(unit), Claim.state == "submitted", Claim.version == 2)
        found.append(list(db.session.scalars(asked.order_by(Claim.id))))
        assert len(found[-1]) >= LENGTH + SINGLY
    db.session.rollback()
    return found


# --- the limit ------------------------------------------------------------------------


def _decided(unit: int, heads: Sequence[tuple[int, str, str]]) -> tuple[list[Values], list[Values]]:
    """New values of the claims, and their events."""
    moved, events = [], []
    for claim_id, head, commitment in heads:
        life = Life(claim_id, unit)
        life.state, life.version, life.head, life.commitment = "submitted", 2, head, commitment
        life.filed = stamp(BEGAN)[:10]
        row, event = life.review(stamp(AT), f"bulk-{unit}")
        moved.append(row)
        events.append(event)
    return moved, events


_HEADS = "SELECT id, head, commitment FROM ce_claim WHERE id"


def _limit_sqlite(writer: RawSQLite) -> Callable[[int, list[int]], None]:
    sets = ",".join(f"{column} = ?" for column in MOVES["review"])
    move = f"UPDATE ce_claim SET {sets} WHERE id = ? AND state = ? AND version = ?"
    insert = f"INSERT INTO ce_event ({','.join(EVENT)}) VALUES ({','.join('?' * len(EVENT))})"
    queue = "INSERT INTO ce_event_queue (event_id) SELECT id FROM ce_event ORDER BY id DESC LIMIT ?"

    def limit(unit: int, ids: list[int]) -> None:
        run = writer.connection.cursor()
        run.execute("BEGIN IMMEDIATE")
        heads = run.execute(f"{_HEADS} IN ({','.join('?' * len(ids))})", ids).fetchall()
        moved, events = _decided(unit, heads)
        run.executemany(move, moved)
        assert run.rowcount == len(ids)
        run.executemany(insert, events)
        run.execute(queue, [len(ids)])
        run.execute("COMMIT")

    return limit


def _limit_postgresql(writer: RawPostgreSQL) -> Callable[[int, list[int]], None]:
    """Arrays by `unnest`, everything in one statement."""
    columns = (*MOVES["review"], "id", "was_state", "was_version")
    typed = {"version": "int", "was_version": "int", "units_reviewed": "int", "id": "bigint", "seq": "int"}
    typed |= {"moved_at": "timestamptz", "at": "timestamptz"}

    def source(names: Sequence[str]) -> str:
        arrays = ",".join(f"%s::{typed.get(name, 'text')}[]" for name in names)
        return f"unnest({arrays}) v({','.join(names)})"

    sets = ",".join(f"{column} = v.{column}" for column in MOVES["review"])
    where = "t.id = v.id AND t.state = v.was_state AND t.version = v.was_version"
    names = ",".join(EVENT)
    sql = (
        f"WITH c AS (UPDATE ce_claim t SET {sets} FROM {source(columns)} WHERE {where} RETURNING t.id),"
        f" e AS (INSERT INTO ce_event ({names}) SELECT {names} FROM {source(EVENT)} RETURNING id),"
        " q AS (INSERT INTO ce_event_queue (event_id) SELECT id FROM e) SELECT count(*) FROM c"
    )

    def limit(unit: int, ids: list[int]) -> None:
        with writer.connection.transaction():
            run = writer.connection.cursor()
            heads = run.execute(f"{_HEADS} = ANY(%s) ORDER BY id FOR UPDATE", [ids]).fetchall()
            moved, events = _decided(unit, heads)
            values: list[Any] = [list(column) for rows in (moved, events) for column in zip(*rows, strict=True)]
            assert run.execute(sql, values).fetchone() == (len(ids),)

    return limit


LIMITS: dict[str, Callable[[Any], Callable[[int, list[int]], None]]] = {
    "sqlite": _limit_sqlite,
    "postgresql": _limit_postgresql,
}
