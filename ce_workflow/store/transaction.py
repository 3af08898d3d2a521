"""The one place that commits.

`transaction(work)` runs `work` in one transaction and commits it. What loses against
another transaction (serialisation, deadlock, lock not to be had, a row that somebody
else was first to write, a compare-and-swap that found the row moved) runs again from
the start, with fresh eyes: what was a broken constraint is a finding then.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterable
from typing import TypeVar

from sqlalchemy.exc import DBAPIError

from ce_workflow.errors import Busy
from ce_workflow.store.database import connection, db, session
from ce_workflow.store.prepared import cursor

AGAIN = {"40001", "40P01", "55P03", "23505"}
TRIES = 4
T = TypeVar("T")


def transaction(work: Callable[[], T], *, one_write: bool = False) -> T:
    """What `work()` returns, committed. Whatever `work` raises rolls everything back.

    `work` may run up to four times, so it must have no effect outside the database.
    Hashing of passwords, parsing of files and the writing of blobs come before it.
    With `one_write`, `work` only reads, without locks, and ends with one `store.write`
    that moves one claim: on PostgreSQL that is one statement, which begins and commits
    by itself, and half of the ways to the server are saved (unless `work` asks to `hold`).
    """
    for tries_left in reversed(range(TRIES)):
        try:
            return _once(work, one_write=one_write)
        except BaseException as broken:
            if not (tries_left and _lost(broken)):
                raise
        time.sleep(random.uniform(0.001, 0.02))  # noqa: S311
    raise AssertionError("unreachable")


def _once(work: Callable[[], T], *, one_write: bool) -> T:
    """One try. The session joins the transaction only if `work` asks it for anything."""
    used = session()
    used.rollback()
    with db.engine.connect().execution_options(ce_write=True) as connection:
        if not one_write or connection.dialect.name == "sqlite":
            connection.begin()
        used.open = connection
        try:
            result = work()
            if used.in_transaction():
                used.commit()
            if connection.in_transaction():
                connection.commit()
        except BaseException:
            used.rollback()
            raise
        finally:
            used.open = None
    return result


def hold(achievements: Iterable[str]) -> None:
    """From now to the end of the transaction nobody else takes hours of these achievements who holds them too.

    Those hold them whose own rule set has a most for all who share one: among them, what is read after this is still
    so when it ends. On SQLite whoever writes is alone anyway.
    """
    used = connection()
    if used.dialect.name != "postgresql":
        return
    for key in sorted(achievements):
        if not used.in_transaction():
            used.begin()
        cursor(used).execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", (key,))


def _lost(broken: BaseException) -> bool:
    said = broken.orig if isinstance(broken, DBAPIError) else broken  # what is prepared raises the driver's own
    return isinstance(broken, Busy) or getattr(said, "sqlstate", None) in AGAIN
