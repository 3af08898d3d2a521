"""A version of a rule set that was published stays as it is, whoever opens the database by hand."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy import Connection, Engine, create_engine, text
from sqlalchemy.exc import DBAPIError

from ce_workflow.acts import rule_sets
from ce_workflow.cli import packaged
from ce_workflow.people.actor import SYSTEM
from ce_workflow.store.transaction import transaction
from tests.cast import BEGAN

pytestmark = pytest.mark.template("cast")
COLUMNS = (
    "version, authority, year, state, text, digest, parent, in_force_from, in_force_to, published_at, published_by,"
    " replaced_by, seq, head"
)
SQLITE = pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
POSTGRESQL = pytest.mark.parametrize("databases", ["postgresql"], indirect=True)


@pytest.fixture
def hand(app: Flask, database_url: str) -> Iterator[Connection]:
    """A connection that nobody prepared: version 1 is replaced, 2 is published, 3 is a draft."""
    [first] = packaged.rule_sets()
    told = {"at": BEGAN, "request_id": "test"}
    with app.app_context():
        for number, act in ((2, rule_sets.publish_text), (3, rule_sets.draft)):
            written = first.replace("version = 1", f"version = {number}", 1)
            transaction(lambda act=act, written=written: act(written, SYSTEM, **told))
    engine: Engine = create_engine(database_url.replace("postgresql://", "postgresql+psycopg://"))
    with engine.connect() as connection:
        yield connection
    engine.dispose()


def refused(hand: Connection, statement: str, *before: str) -> None:
    was = sorted(map(str, hand.execute(text("SELECT * FROM ce_rule_set"))))
    hand.rollback()
    for setting in before:
        hand.execute(text(setting))
    with pytest.raises(DBAPIError) as found:
        hand.execute(text(statement))
    assert "a published version is never changed and never deleted" in str(found.value)
    hand.rollback()
    assert sorted(map(str, hand.execute(text("SELECT * FROM ce_rule_set")))) == was


@pytest.mark.parametrize("version", [1, 2])
@pytest.mark.parametrize(
    "change",
    [
        "text = 'another'",
        "digest = 'another'",
        "version = 'chengdu-2019.8'",
        "parent = 'chengdu-2019.3'",
        "authority = '510112'",
        "year = 2018",
        "in_force_from = '2019-02-01'",
        "in_force_to = '2020-02-01'",
        "published_by = 'another'",
        "published_at = '2019-01-02 00:00:00Z'",
        "state = 'draft', published_at = NULL, replaced_by = NULL",
        "replaced_by = 'chengdu-2019.3'",
    ],
)
def test_nothing_of_it_is_changed(hand: Connection, version: int, change: str) -> None:
    refused(hand, f"UPDATE ce_rule_set SET {change} WHERE version = 'chengdu-2019.{version}'")


@pytest.mark.parametrize("version", [1, 2])
def test_it_is_not_deleted(hand: Connection, version: int) -> None:
    refused(hand, f"DELETE FROM ce_rule_set WHERE version = 'chengdu-2019.{version}'")


def test_what_was_replaced_is_not_published_again(hand: Connection) -> None:
    refused(hand, "UPDATE ce_rule_set SET state = 'published', replaced_by = NULL WHERE version = 'chengdu-2019.1'")


def test_a_draft_takes_nobodys_name(hand: Connection) -> None:
    refused(hand, "UPDATE ce_rule_set SET version = 'chengdu-2019.9' WHERE state = 'draft'")


def test_a_draft_is_written_anew_and_given_up(hand: Connection) -> None:
    hand.execute(text("UPDATE ce_rule_set SET text = 'another' WHERE state = 'draft'"))
    hand.execute(text("DELETE FROM ce_rule_set WHERE state = 'draft'"))
    hand.rollback()


@SQLITE
@pytest.mark.parametrize("recursive", ["ON", "OFF"])
def test_it_is_not_replaced_by_inserting_it_again(hand: Connection, recursive: str) -> None:
    copy = f"SELECT {COLUMNS} FROM ce_rule_set WHERE version = 'chengdu-2019.2'"
    setting = f"PRAGMA recursive_triggers={recursive}"
    refused(hand, f"INSERT OR REPLACE INTO ce_rule_set ({COLUMNS}) {copy}", setting)
    refused(
        hand,
        f"INSERT OR REPLACE INTO ce_rule_set ({COLUMNS}) {copy.replace('version,', chr(39) + 'x' + chr(39) + ',', 1)}",
        setting,
    )


@SQLITE
def test_another_that_is_published_does_not_push_it_out(hand: Connection) -> None:
    change = "state = 'published', published_at = '2019-01-02T00:00:00.000000Z'"
    refused(hand, f"UPDATE OR REPLACE ce_rule_set SET {change} WHERE version = 'chengdu-2019.3'")


@POSTGRESQL
def test_the_table_is_not_emptied(hand: Connection) -> None:
    refused(hand, "TRUNCATE ce_rule_set CASCADE")


@POSTGRESQL
def test_a_session_that_plays_a_replica_is_refused_too(hand: Connection) -> None:
    refused(hand, "DELETE FROM ce_rule_set", "SET LOCAL session_replication_role = replica")
