"""The handle of the database, and how each connection behaves.

SQLite is opened for several workers: write-ahead log, full synchronisation (an
acknowledged decision survives a power cut), foreign keys, and triggers that also
fire on REPLACE. Reads begin plainly; only `transaction` asks for the write lock.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar, cast

from flask_sqlalchemy import SQLAlchemy
from flask_sqlalchemy.session import Session as FlaskSession
from sqlalchemy import Connection, DateTime, Dialect, Engine, MetaData, String, Table, event
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.types import TypeDecorator

from ce_workflow.clock import stamp

NAMES = {
    "ix": "ix_%(column_0_N_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    if TYPE_CHECKING:
        __table__: ClassVar[Table]  # every class of ours is a table, no join or view
    metadata = MetaData(naming_convention=NAMES)


class Session(FlaskSession):
    """The session of a request or a command. While a transaction is open, it works within that."""

    open: Connection | None = None

    def get_bind(self, *args: Any, **given: Any) -> Engine | Connection:
        return self.open or super().get_bind(*args, **given)


# What was to be written (names, notes) stays out of the log when a statement fails.
db = SQLAlchemy(model_class=Base, session_options={"class_": Session}, engine_options={"hide_parameters": True})


def session() -> Session:
    """The session of this request or command."""
    return cast("Session", db.session())


def connection() -> Connection:
    """The connection of the open transaction; else the one that the session reads with."""
    return session().open or db.session.connection()


if TYPE_CHECKING:  # a type checker cannot follow a base class that is an attribute
    Model = Base
else:
    Model = db.Model

SQLITE_PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    "recursive_triggers=ON",
    "busy_timeout=30000",
)


class Moment(TypeDecorator[datetime]):
    """An aware moment in UTC with microseconds; text of one spelling on SQLite."""

    impl = DateTime
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> Any:
        return dialect.type_descriptor(DateTime(timezone=True) if dialect.name == "postgresql" else String(27))

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        return value if value is None or dialect.name == "postgresql" else stamp(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        return datetime.fromisoformat(value) if isinstance(value, str) else value


def prepare(engine: Engine) -> None:
    """Make the connections of `engine` behave as this module's docstring says."""
    sqlite = engine.dialect.name == "sqlite"

    @event.listens_for(engine, "connect")
    def _connected(connection: Any, _record: Any) -> None:
        """The driver emits no BEGIN of its own: `_begin` does, where one is wanted."""
        if not sqlite:
            connection.autocommit = True
            return
        connection.isolation_level = None
        for pragma in SQLITE_PRAGMAS:
            connection.execute("PRAGMA " + pragma)

    @event.listens_for(engine, "begin")
    def _begin(connection: Any) -> None:
        write = sqlite and connection.get_execution_options().get("ce_write", False)
        connection.connection.driver_connection.execute("BEGIN IMMEDIATE" if write else "BEGIN")
