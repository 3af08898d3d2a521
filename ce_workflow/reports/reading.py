"""How reports read: from one state of the database; and nothing that somebody may have altered there stops them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement

from ce_workflow.store.database import db
from ce_workflow.trail.canonical import NotCanonical, parse


def one_state() -> None:
    """Begin to read, from one state of the database whatever others write meanwhile."""
    db.session.rollback()
    if db.engine.dialect.name == "postgresql":  # SQLite reads one state within a transaction by itself
        db.session.connection(execution_options={"isolation_level": "REPEATABLE READ"})


def body_of(event: Any) -> dict[str, Any]:
    """What the event says; nothing where its text cannot be read, which the verifier of its stream names."""
    try:
        return parse(event.body)
    except NotCanonical:
        return {}


def extra_of(body: dict[str, Any]) -> dict[str, Any]:
    """The further codes that the event says."""
    extra = body.get("extra", {})
    return extra if isinstance(extra, dict) else {}


def keys_of(column: ColumnElement[Any], names: Iterable[str]) -> list[Any]:
    """The names as keys of the column's type, without those that can be none."""
    if column.type.python_type is str:
        return list(names)
    return [int(name) for name in names if name.isdecimal() and len(name) < 19]
