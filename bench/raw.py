"""Raw SQL, the other half of the limit: the drivers alone, as fast as they go.

SQLite: plain statements inside BEGIN IMMEDIATE. PostgreSQL: one statement a transition,
which commits by itself, so that a transition is one round trip.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from itertools import chain
from typing import Any, Protocol

import psycopg

from bench.rows import BALANCE, CLAIM, CONTENT, ENTRY, EVENT, EVIDENCE, MOVES, STEPS, Values
from ce_workflow.store.database import SQLITE_PRAGMAS


def _insert(table: str, columns: Sequence[str], rows: int = 1) -> str:
    one = f"({','.join('?' * len(columns))})"
    return f"INSERT INTO {table} ({','.join(columns)}) VALUES {','.join([one] * rows)}"


def _move(columns: Iterable[str]) -> str:
    return f"UPDATE ce_claim SET {','.join(f'{c} = ?' for c in columns)} WHERE id = ? AND state = ? AND version = ?"


_EVENT = _insert("ce_event", EVENT)
_CREATE = (
    _insert("ce_claim", CLAIM),
    _insert("ce_content", CONTENT),
    _insert("ce_evidence", EVIDENCE),
    _EVENT,
)
_BALANCE = (
    _insert("ce_balance", BALANCE)
    + " ON CONFLICT (person_id, year, category) DO UPDATE SET units = ce_balance.units + excluded.units"
)

STATEMENTS: dict[str, tuple[str, ...]] = {step: (_move(columns), _EVENT) for step, columns in MOVES.items()} | {
    "create": _CREATE
}
STATEMENTS["credit"] += (_insert("ce_ledger", ENTRY, 2), _BALANCE)
"""What a step writes, in the order of the values in `rows`; the queue follows the event."""


class Raw(Protocol):
    """A connection that writes the rows of a step and commits them."""

    def step(self, name: str, rows: tuple[Values, ...]) -> None: ...
    def begin(self) -> None: ...
    def commit(self) -> None: ...
    def ids(self, count: int) -> list[int]: ...
    def analyse(self) -> None: ...
    def close(self) -> None: ...


class RawSQLite:
    """`sqlite3`, opened as the application opens it."""

    def __init__(self, url: str) -> None:
        self.connection = sqlite3.connect(url.removeprefix("sqlite:///"), isolation_level=None, cached_statements=256)
        for pragma in SQLITE_PRAGMAS:
            self.connection.execute("PRAGMA " + pragma)
        self._open = False

    def step(self, name: str, rows: tuple[Values, ...]) -> None:
        run = self.connection.execute
        if not self._open:
            run("BEGIN IMMEDIATE")
        for sql, values in zip(STATEMENTS[name], rows, strict=True):
            done = run(sql, values)
            if sql is _EVENT:
                run("INSERT INTO ce_event_queue (event_id) VALUES (?)", (done.lastrowid,))
        if not self._open:
            run("COMMIT")

    def begin(self) -> None:
        """Gather many steps into one transaction, to fill the tables."""
        self.connection.execute("BEGIN IMMEDIATE")
        self._open = True

    def commit(self) -> None:
        self.connection.execute("COMMIT")
        self._open = False

    def ids(self, count: int) -> list[int]:
        last = self.connection.execute("SELECT coalesce(max(id), 0) FROM ce_claim").fetchone()[0]
        return list(range(last + 1, last + 1 + count))

    def analyse(self) -> None:
        """Count the rows, or the plans are those of an empty database."""
        self.connection.execute("ANALYZE")

    def close(self) -> None:
        self.connection.close()


class RawPostgreSQL:
    """`psycopg`, which prepares each statement after a few uses."""

    def __init__(self, url: str) -> None:
        self.connection: psycopg.Connection[Any] = psycopg.connect(url, autocommit=True)
        self._run = self.connection.cursor().execute

    def step(self, name: str, rows: tuple[Values, ...]) -> None:
        self._run(_ONE[name], [*chain.from_iterable(rows)])

    def begin(self) -> None:
        """Gather many steps into one transaction, to fill the tables."""
        self.connection.execute("BEGIN")

    def commit(self) -> None:
        self.connection.execute("COMMIT")

    def ids(self, count: int) -> list[int]:
        asked = "SELECT nextval(pg_get_serial_sequence('ce_claim', 'id')) FROM generate_series(1, %s)"
        return [int(row[0]) for row in self.connection.execute(asked, [count])]

    def analyse(self) -> None:
        """Count the rows, or the plans are those of an empty database."""
        self.connection.execute("VACUUM ANALYZE")

    def close(self) -> None:
        self.connection.close()


def _one(statements: Sequence[str]) -> str:
    """All statements of a step as one; the event's id goes into the queue at its end."""
    parts = [f"w{number} AS ({sql}{' RETURNING id' if sql is _EVENT else ''})" for number, sql in enumerate(statements)]
    event = statements.index(_EVENT)
    queue = f"INSERT INTO ce_event_queue (event_id) SELECT id FROM w{event}"
    return f"WITH {', '.join(parts)} {queue}".replace("?", "%s")


_ONE = {step: _one(STATEMENTS[step]) for step in STEPS}


def raw(url: str) -> Raw:
    """A raw connection to the database at that address."""
    return RawSQLite(url) if url.startswith("sqlite") else RawPostgreSQL(url)
