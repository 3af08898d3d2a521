"""Many rows: into one table in one go, and out of the database one after the other.

Into it a JSON record set on PostgreSQL, a plain statement on SQLite, for rows that no
compare-and-swap guards; what an act changes together goes through `store.write`. Values
are plain JSON ones, moments as `clock.stamp` has them.
"""

from __future__ import annotations

import json
from collections.abc import Generator, Sequence
from typing import Any

from sqlalchemy import Executable, Table
from sqlalchemy.dialects import postgresql

from ce_workflow.store.database import db

Row = dict[str, Any]


def insert_rows(table: Table, rows: Sequence[Row]) -> None:
    """Insert rows that all have the same columns, within the open transaction."""
    if not rows:
        return
    columns = list(rows[0])
    names = ",".join(columns)
    connection = db.session.connection()
    if connection.dialect.name == "postgresql":
        typed = ",".join(f"{name} {table.c[name].type.compile(dialect=postgresql.dialect())}" for name in columns)
        sql = f"INSERT INTO {table.name} ({names}) SELECT {names} FROM json_to_recordset(%(rows)s::json) AS v({typed})"
        connection.exec_driver_sql(sql, {"rows": json.dumps(rows, ensure_ascii=False)})
        return
    sql = f"INSERT INTO {table.name} ({names}) VALUES ({','.join('?' * len(columns))})"
    connection.exec_driver_sql(sql, [tuple(row[name] for name in columns) for row in rows])


def streamed(asked: Executable) -> Generator[Any, None, None]:
    """The rows that answer, some thousand in memory at a time; whoever stops early leaves nothing open."""
    with db.session.execute(asked, execution_options={"stream_results": True, "yield_per": 1000}) as rows:
        yield from rows
