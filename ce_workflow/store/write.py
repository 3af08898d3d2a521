"""What an act writes, gathered and written in one go.

A `Change` collects rows; `write` turns them into one statement on PostgreSQL (a chain
of CTEs over JSON record sets) and a few plain ones on SQLite. Claims and the heads of
streams move by compare-and-swap: if any of them was moved by somebody else meanwhile,
`Busy` is raised, nothing of the change remains and the transaction runs again.
Values are plain JSON ones: text, whole numbers, None; moments as `clock.stamp` has them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from sqlalchemy import Column, Table
from sqlalchemy.dialects import postgresql

from ce_workflow.clock import stamp
from ce_workflow.errors import Busy
from ce_workflow.ledger.entries import Entry as Posting
from ce_workflow.store.database import connection
from ce_workflow.store.prepared import cursor
from ce_workflow.store.tables import (
    Balance,
    Batch,
    Claim,
    Content,
    Entry,
    Event,
    Evidence,
    Organisation,
    Person,
    RuleSet,
    Year,
)

Row = dict[str, Any]

CLAIM = Claim.__table__
FIXED = ("id", "kind", "person_id", "created_at", "filed_by", "filed_by_org", "corrects", "family", "form_key")
MOVING = tuple(column.name for column in CLAIM.columns if column.name not in FIXED)

HEADED: dict[str, tuple[Table, str]] = {
    "person": (Person.__table__, "id"),
    "org": (Organisation.__table__, "code"),
    "year": (Year.__table__, "year"),
    "batch": (Batch.__table__, "id"),
    "rules": (RuleSet.__table__, "version"),
}

INSERTED: dict[str, tuple[Table, tuple[str, ...]]] = {
    "claims": (CLAIM, tuple(c.name for c in CLAIM.columns)),
    "events": (Event.__table__, tuple(c.name for c in Event.__table__.columns if c.name != "id")),
    "contents": (Content.__table__, tuple(c.name for c in Content.__table__.columns)),
    "evidence": (
        Evidence.__table__,
        tuple(c.name for c in Evidence.__table__.columns if c.name not in ("id", "blob_present", "dropped_version")),
    ),
    "entries": (Entry.__table__, tuple(c.name for c in Entry.__table__.columns)),
}
"""The parts that are inserted, in an order in which every foreign key finds its row."""


@dataclass
class Change:
    """The rows of one transaction.

    `moved`: claims with the new values of the same columns each, and `was_state`,
    `was_version` for the swap.
    `heads`: stream kind -> rows of `key`, `seq`, `head`, `was_seq`. `dropped`: evidence
    that a claim no longer shows, `id` and `dropped_version`. `balances`: units to add
    by (person, year, category). `held`: the role that its actor has to hold still when
    claims move: `user`, `role`, `scope` (None: any) and `at`; None where nobody's role is asked for.
    """

    claims: list[Row] = field(default_factory=list)
    moved: list[Row] = field(default_factory=list)
    events: list[Row] = field(default_factory=list)
    contents: list[Row] = field(default_factory=list)
    evidence: list[Row] = field(default_factory=list)
    dropped: list[Row] = field(default_factory=list)
    entries: list[Row] = field(default_factory=list)
    balances: dict[tuple[str, int, str], int] = field(default_factory=dict)
    heads: dict[str, list[Row]] = field(default_factory=dict)
    held: Row | None = None

    def post(self, entries: Iterable[Posting]) -> None:
        """Add entries of the ledger, and to the balances of their persons what they bring."""
        for entry in entries:
            self.entries.append(entry._asdict() | {"at": stamp(entry.at)})
            if entry.person_id is not None:
                key = (entry.person_id, entry.year, entry.category)
                self.balances[key] = self.balances.get(key, 0) + entry.units

    def parts(self) -> dict[str, list[Row]]:
        """The parts that have rows, by the names that the statements use."""
        found: dict[str, list[Row]] = {name: getattr(self, name) for name in (*INSERTED, "moved", "dropped")}
        sums: list[Row] = [
            {"person_id": person, "year": year, "category": category, "units": units}
            for (person, year, category), units in sorted(self.balances.items())
        ]
        found["raised"] = [row for row in sums if row["units"] > 0]
        found["lowered"] = [row for row in sums if row["units"] < 0]
        found |= {f"heads_{kind}": rows for kind, rows in self.heads.items()}
        return {name: rows for name, rows in found.items() if rows}


def write(change: Change) -> None:
    """Write every row of `change` within the open transaction. Raises `Busy` after a lost race."""
    parts = change.parts()
    if not parts:
        return
    expected = sum(len(rows) for name, rows in parts.items() if _swaps(name))
    if connection().dialect.name == "postgresql":
        moved = _write_postgresql(parts, expected, change.held)
    else:
        moved = _write_sqlite(parts)
    if moved != expected:
        raise Busy


def _swaps(name: str) -> bool:
    """Is this part a compare-and-swap?"""
    return name == "moved" or name.startswith("heads_")


# --- SQLite: a plain statement a part -------------------------------------------------


def _write_sqlite(parts: Mapping[str, list[Row]]) -> int:
    run = cursor(connection())
    swapped = 0
    for name in _in_order(parts):
        rows = parts[name]
        sql, columns = _sqlite_statement(name, _moving(rows) if name == "moved" else ())
        values = [tuple(row[column] for column in columns) for row in rows]
        done = run.execute(sql, values[0]) if len(values) == 1 else run.executemany(sql, values)
        if _swaps(name):
            swapped += done.rowcount
        elif name == "events":
            run.execute(
                "INSERT INTO ce_event_queue (event_id) SELECT id FROM ce_event ORDER BY id DESC LIMIT ?",
                (len(rows),),
            )
    return swapped


@lru_cache(maxsize=64)
def _sqlite_statement(name: str, moving: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    if name in INSERTED:
        table, columns = INSERTED[name]
        return f"INSERT INTO {table.name} ({','.join(columns)}) VALUES ({','.join('?' * len(columns))})", columns
    if name == "raised":
        return _RAISE.format(source="VALUES (?,?,?,?)"), _BALANCE
    if name == "lowered":
        return _LOWER + " WHERE person_id = ? AND year = ? AND category = ?", ("units", *_BALANCE[:3])
    if name == "dropped":
        return "UPDATE ce_evidence SET dropped_version = ? WHERE id = ?", ("dropped_version", "id")
    if name == "moved":
        sets = ",".join(f"{column} = ?" for column in moving)
        sql = f"UPDATE ce_claim SET {sets} WHERE id = ? AND state = ? AND version = ?"
        return sql, (*moving, "id", "was_state", "was_version")
    table, key = HEADED[name.removeprefix("heads_")]
    return (
        f"UPDATE {table.name} SET seq = ?, head = ? WHERE {key} = ? AND seq = ?",
        ("seq", "head", "key", "was_seq"),
    )


_BALANCE = ("person_id", "year", "category", "units")
_LOWER = "UPDATE ce_balance SET units = ce_balance.units + ?"
_RAISE = (
    "INSERT INTO ce_balance (person_id, year, category, units) {source}"
    " ON CONFLICT (person_id, year, category) DO UPDATE SET units = ce_balance.units + excluded.units"
)


# --- PostgreSQL: one statement for all ------------------------------------------------

# Between the read and this write a role may have ended; on SQLite nobody else writes meanwhile.
_NOBODY: Row = {"user": None, "role": None, "scope": None, "at": None}
_HELD = """(%(held_user)s::bigint IS NULL OR EXISTS (
    SELECT 1 FROM ce_grant g WHERE g.user_id = %(held_user)s::bigint AND g.role = %(held_role)s::text
    AND (g.scope = %(held_scope)s::text OR %(held_scope)s::text IS NULL)
    AND g.valid_from <= %(held_at)s::timestamptz AND (g.valid_to IS NULL OR g.valid_to > %(held_at)s::timestamptz)))"""


def _write_postgresql(parts: Mapping[str, list[Row]], expected: int, held: Row | None) -> int:
    names = _in_order(parts)
    given = {name: json.dumps(parts[name], ensure_ascii=False) for name in names}
    sql = _postgresql_statement(names, _moving(parts.get("moved", [])))
    role = {f"held_{name}": value for name, value in (held or _NOBODY).items()} if "moved" in names else {}
    (moved,) = cursor(connection()).execute(sql, given | role | {"expected": expected}).fetchone()
    return int(moved)


@lru_cache(maxsize=256)
def _postgresql_statement(names: tuple[str, ...], moving: tuple[str, ...]) -> str:
    """First the swaps; the rest is written only when all of them were won, or it would break what others wrote."""
    swaps = [name for name in names if _swaps(name)]
    swapped = " + ".join(f"(SELECT count(*) FROM w_{name})" for name in swaps) or "0"
    won = f"{swapped} = %(expected)s" if swaps else "true"
    ctes = [f"w_{name} AS ({_postgresql_swap(name, moving)})" for name in swaps]
    ctes += [f"w_{name} AS ({_postgresql_part(name, won)})" for name in names if name not in swaps]
    if "events" in names:
        ctes.append("w_queue AS (INSERT INTO ce_event_queue (event_id) SELECT id FROM w_events)")
    return f"WITH {', '.join(ctes)} SELECT {swapped}"


def _postgresql_part(name: str, won: str) -> str:
    """The SQL of a part that is written on the condition `won`."""
    if name in INSERTED:
        table, columns = INSERTED[name]
        names = ",".join(columns)
        returning = " RETURNING id" if name == "events" else ""
        source = _record_set(name, [table.c[column] for column in columns])
        return f"INSERT INTO {table.name} ({names}) SELECT {names} FROM {source} WHERE {won}{returning}"
    if name == "dropped":
        source = _record_set(name, [Evidence.__table__.c.id, Evidence.__table__.c.dropped_version])
        sets = "dropped_version = v.dropped_version"
        return f"UPDATE ce_evidence t SET {sets} FROM {source} WHERE t.id = v.id AND {won}"
    source = _record_set(name, list(Balance.__table__.c))
    if name == "raised":
        return _RAISE.format(source=f"SELECT person_id, year, category, units FROM {source} WHERE {won}")
    where = " AND ".join(f"ce_balance.{key} = v.{key}" for key in _BALANCE[:3])
    return f"{_LOWER.replace('?', 'v.units')} FROM {source} WHERE {where} AND {won}"


def _postgresql_swap(name: str, moving: tuple[str, ...]) -> str:
    """The SQL of a compare-and-swap that returns what it moved."""
    if name == "moved":
        sets = ",".join(f"{column} = v.{column}" for column in moving)
        source = _record_set(name, [CLAIM.c.id, *(CLAIM.c[c] for c in moving)], "was_state text, was_version int")
        where = f"t.id = v.id AND t.state = v.was_state AND t.version = v.was_version AND {_HELD}"
        return f"UPDATE ce_claim t SET {sets} FROM {source} WHERE {where} RETURNING t.id"
    table, key = HEADED[name.removeprefix("heads_")]
    columns = f"key {_type(table.c[key])}, seq int, head text, was_seq int"
    source = f"json_to_recordset(%({name})s::json) AS v({columns})"
    where = f"t.{key} = v.key AND t.seq = v.was_seq"
    return f"UPDATE {table.name} t SET seq = v.seq, head = v.head FROM {source} WHERE {where} RETURNING t.seq"


def _moving(rows: Iterable[Row]) -> tuple[str, ...]:
    """The columns that the rows give new values to: all rows alike, since they share a statement."""
    first = next(iter(rows), {})
    return tuple(name for name in MOVING if name in first)


def _record_set(name: str, columns: Iterable[Column[Any]], more: str = "") -> str:
    typed = [f"{column.name} {_type(column)}" for column in columns]
    return f"json_to_recordset(%({name})s::json) AS v({', '.join([*typed, more] if more else typed)})"


def _type(column: Column[Any]) -> str:
    return str(column.type.compile(dialect=postgresql.dialect()))


_ORDER = (*list(INSERTED)[:1], "moved", *list(INSERTED)[1:], "dropped", "raised", "lowered")


def _in_order(parts: Mapping[str, list[Row]]) -> tuple[str, ...]:
    known = [name for name in _ORDER if name in parts]
    return (*known, *sorted(name for name in parts if name not in _ORDER))
