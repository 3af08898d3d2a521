"""Questions that every act asks, made ready once.

SQLAlchemy puts a query together and compiles it, once for each make of database; from
then on the driver is asked directly, on the connection and within the transaction of
`db.session`. An act that asked the other way would spend most of its time on that.
Parameters are plain: text, whole numbers, lists of them; moments as `clock.stamp` has
them. Rows are dicts, with days and moments as Python has them.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, datetime
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import ARRAY, Boolean, ColumnElement, CompoundSelect, Connection, Date, Select, bindparam
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler

from ce_workflow.store.database import Moment, connection, db

Row = dict[str, Any]

# What SQLite keeps as text or as a number; the driver of PostgreSQL knows these by itself.
_READERS: dict[type, Callable[[Any], Any]] = {
    Boolean: bool,
    Date: date.fromisoformat,
    Moment: datetime.fromisoformat,
}


class Among(ColumnElement[bool]):
    """Is the column one of the values of the list parameter `name`?

    There is one text for lists of any length, and a simpler one for a list of one: of
    that PostgreSQL keeps the plan, while it plans a list anew each time.
    """

    inherit_cache = False

    def __init__(self, column: ColumnElement[Any], name: str) -> None:
        self.column = column
        self.one = bindparam(name, None, type_=column.type)
        self.many = bindparam(name, None, type_=ARRAY(column.type))


@compiles(Among)
def _among(among: Among, compiler: SQLCompiler, *, alone: bool, **_: Any) -> str:
    column = compiler.process(among.column)
    if alone:
        return f"{column} = {compiler.process(among.one)}"
    many = compiler.process(among.many)
    if compiler.dialect.name == "sqlite":
        return f"{column} IN (SELECT value FROM json_each({many}))"
    return f"{column} = ANY({many})"


class _Ready(NamedTuple):
    """A query as a driver takes it, the values that are part of it, and how its rows are read."""

    sql: str
    order: tuple[str, ...] | None
    values: dict[str, Any]
    names: tuple[str, ...]
    readers: tuple[tuple[str, Callable[[Any], Any]], ...]


class Prepared:
    """A query that is compiled once and asked often."""

    def __init__(self, query: Select[Any] | CompoundSelect[Any]) -> None:
        self._query = query
        self._ready = lru_cache(maxsize=4)(self._compiled)

    def rows(self, **given: Any) -> list[Row]:
        """The rows that answer the query with these parameters."""
        asked = connection()
        lists = [name for name, value in given.items() if isinstance(value, list)]
        alone = all(len(given[name]) == 1 for name in lists)
        sql, order, values, names, readers = self._ready(asked.dialect.name, alone)
        if alone:
            given |= {name: given[name][0] for name in lists}
        elif order is not None:
            given |= {name: json.dumps(given[name]) for name in lists}
        given |= values
        found = cursor(asked).execute(sql, given if order is None else [given[name] for name in order]).fetchall()
        rows = [dict(zip(names, row, strict=True)) for row in found]
        for name, read in readers:
            for row in rows:
                if row[name] is not None:
                    row[name] = read(row[name])
        return rows

    def _compiled(self, dialect: str, alone: bool) -> _Ready:  # noqa: FBT001 - a part of the cache's key
        compiled = self._query.compile(db.engine, compile_kwargs={"render_postcompile": True, "alone": alone})
        columns = list(self._query.selected_columns)
        names = [str(column.key) for column in columns]
        readers = [(n, _READERS.get(type(c.type))) for n, c in zip(names, columns, strict=True)]
        readers = readers if dialect == "sqlite" else []
        return _Ready(
            str(compiled),
            tuple(compiled.positiontup or ()) if compiled.positional else None,
            {name: value for name, value in compiled.params.items() if value is not None},
            tuple(names),
            tuple((name, reader) for name, reader in readers if reader),
        )


def cursor(used: Connection) -> Any:
    """A cursor of the connection's own driver, `sqlite3` or `psycopg`; made once and kept with the connection."""
    kept = used.info.get("ce_cursor")
    if kept is None:
        own: Any = used.connection.driver_connection
        kept = used.info["ce_cursor"] = own.cursor()
    return kept
