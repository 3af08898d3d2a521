"""Events and entries stay as they were written, whoever opens the database by hand (T-69, T-70)."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy import Connection, Engine, create_engine, text
from sqlalchemy.exc import DBAPIError

from tests import cast

pytestmark = pytest.mark.template("cast")
REFUSED = "never changed and never deleted"
SQLITE = pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
POSTGRESQL = pytest.mark.parametrize("databases", ["postgresql"], indirect=True)
KEPT = pytest.mark.parametrize("table", ["ce_event", "ce_ledger"])


@pytest.fixture
def hand(app: Flask, database_url: str) -> Iterator[Connection]:
    """A connection that nobody prepared, with the right to do everything; a credited claim is there."""
    cast.make_claim(app, state="credited")
    engine: Engine = create_engine(database_url.replace("postgresql://", "postgresql+psycopg://"))
    with engine.connect() as connection:
        yield connection
    engine.dispose()


def rows(hand: Connection, table: str) -> list[str]:
    return sorted(str(row) for row in hand.execute(text(f"SELECT * FROM {table}")))


def refused(hand: Connection, statement: str, *before: str) -> None:
    """The statement is refused and nothing has changed."""
    table = "ce_ledger" if "ce_ledger" in statement else "ce_event"
    was = rows(hand, table)
    hand.rollback()
    for setting in before:
        hand.execute(text(setting))
    with pytest.raises(DBAPIError) as found:
        hand.execute(text(statement))
    assert REFUSED in str(found.value)
    hand.rollback()
    assert rows(hand, table) == was


@KEPT
@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM {table}",
        "DELETE FROM {table} WHERE id = (SELECT max(id) FROM {table})",
    ],
)
def test_no_row_is_deleted(hand: Connection, table: str, statement: str) -> None:
    refused(hand, statement.format(table=table))


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE ce_event SET body = '{}' WHERE seq = 2",
        "UPDATE ce_event SET seq = seq",
        "UPDATE ce_ledger SET units = 1",
        "UPDATE ce_ledger SET units = units WHERE units > 0",
    ],
)
def test_no_row_is_changed(hand: Connection, statement: str) -> None:
    refused(hand, statement)


COPY = "SELECT * FROM {table} WHERE id = (SELECT min(id) FROM {table})"


@KEPT
def test_no_row_is_changed_by_inserting_it_again(hand: Connection, table: str) -> None:
    refused(hand, f"INSERT INTO {table} {COPY} ON CONFLICT (id) DO UPDATE SET id = excluded.id".format(table=table))


@SQLITE
@KEPT
@pytest.mark.parametrize("recursive", ["ON", "OFF"])
@pytest.mark.parametrize("verb", ["INSERT OR REPLACE", "REPLACE"])
def test_no_row_is_replaced(hand: Connection, table: str, verb: str, recursive: str) -> None:  # T-70
    refused(hand, f"{verb} INTO {table} {COPY}".format(table=table), f"PRAGMA recursive_triggers={recursive}")


@SQLITE
@pytest.mark.parametrize("column", ["seq", "prev_hash"])
def test_no_event_takes_the_place_of_another(hand: Connection, column: str) -> None:  # T-70
    values = {"seq": "seq, at, request_id, NULL", "prev_hash": "9, at, request_id, prev_hash"}[column]
    columns = "stream, action, actor_role, seq, at, request_id, prev_hash, hash, body"
    chosen = (
        f"SELECT stream, action, actor_role, {values}, hash, body FROM ce_event WHERE stream = 'claim:1' AND seq = 2"
    )
    refused(hand, f"INSERT OR REPLACE INTO ce_event ({columns}) {chosen}", "PRAGMA recursive_triggers=OFF")


@POSTGRESQL
@KEPT
def test_no_table_is_emptied(hand: Connection, table: str) -> None:  # T-69
    refused(hand, f"TRUNCATE {table} CASCADE")


@POSTGRESQL
@KEPT
def test_a_session_that_plays_a_replica_is_refused_too(hand: Connection, table: str) -> None:  # T-69
    refused(hand, f"DELETE FROM {table}", "SET LOCAL session_replication_role = replica")
