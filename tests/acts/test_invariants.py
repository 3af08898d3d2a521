"""Each check of the invariants finds what it is there to find."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy import Connection, inspect, text

from ce_workflow.store.database import db
from tests.acts.invariants import CHECKS, assert_invariants, broken_by_query, faults
from tests.core.states.life import STATES

pytestmark = pytest.mark.template("walked")


@pytest.fixture
def rows(app: Flask) -> Iterator[Connection]:
    """The rows of the walked claims without any constraint, index or trigger that guards them."""
    with app.app_context(), db.engine.connect() as connection:
        views = inspect(connection)
        spelt = {name: views.get_view_definition(name) for name in views.get_view_names()}
        for name in spelt:
            connection.execute(text(f"DROP VIEW {name}"))
        for table in ("ce_claim", "ce_event", "ce_ledger", "ce_balance", "ce_evidence", "ce_content", "ce_grant"):
            connection.execute(text(f"ALTER TABLE {table} RENAME TO kept_{table}"))
            connection.execute(text(f"CREATE TABLE {table} AS SELECT * FROM kept_{table}"))
        for name, query in spelt.items():
            on_sqlite = connection.dialect.name == "sqlite"
            connection.execute(text(str(query) if on_sqlite else f"CREATE VIEW {name} AS {query}"))
        yield connection
        connection.rollback()


def one(connection: Connection, state: str, column: str = "id") -> object:
    """A column of the claimant's claim in that state."""
    return connection.scalar(text(f"SELECT {column} FROM ce_claim WHERE state = '{state}' ORDER BY id"))


BREAKS: dict[str, str] = {
    "I-01": "UPDATE ce_claim SET state = 'approved' WHERE id = {draft}",
    "I-02 I-04": "UPDATE ce_event SET from_state = 'returned' WHERE stream = 'claim:{credited}' AND seq = 3",
    "I-02 I-05": "UPDATE ce_event SET action = 'credit' WHERE stream = 'claim:{submitted}' AND seq = 2",
    "I-03": "UPDATE ce_claim SET state = 'withdrawn' WHERE id = {rejected}",
    "I-04": "DELETE FROM ce_event WHERE stream = 'claim:{withdrawn}' AND seq = 2",
    "I-05 once": "UPDATE ce_event SET action = 'appeal' WHERE stream = 'claim:{appealed}' AND seq = 1",
    "I-05 ledger": "DELETE FROM ce_ledger WHERE claim_id = {revoked} AND reverses_id IS NOT NULL",
    "I-06": "UPDATE ce_event SET seq = 2 WHERE stream = 'claim:{submitted}'",
    "I-06 link": "UPDATE ce_event SET prev_hash = NULL WHERE stream = 'claim:{submitted}'",
    "I-09": "UPDATE ce_event SET actor_person_id = (SELECT person_id FROM ce_claim WHERE id = {unit_reviewed})"
    " WHERE stream = 'claim:{unit_reviewed}' AND action = 'review'",
    "I-10": "UPDATE ce_event SET actor_person_id = 'x' WHERE stream = 'claim:{credited}' AND seq IN (3, 4)",
    "I-10 levels": "UPDATE ce_event SET actor_person_id = 'x' WHERE stream = 'claim:{credited}' AND seq IN (3, 4)",
    "I-10 appeal": "UPDATE ce_event SET action = 'uphold', actor_person_id = (SELECT actor_person_id FROM ce_event"
    " WHERE stream = 'claim:{appealed}' AND action = 'reject') WHERE stream = 'claim:{appealed}' AND action = 'appeal'",
    "I-10 overturned": "UPDATE ce_event SET actor_person_id = 'x', action = CASE seq WHEN 3 THEN 'overturn' ELSE action"
    " END WHERE stream = 'claim:{credited}' AND seq IN (3, 4)",
    "I-11": "UPDATE ce_event SET actor_role = 'city' WHERE stream = 'claim:{unit_reviewed}' AND action = 'review'",
    "I-13": "UPDATE ce_ledger SET units = units + 1 WHERE claim_id = {credited} AND person_id IS NULL",
    "I-14": "UPDATE ce_claim SET units_recognised = units_recognised + 1 WHERE id = {credited}",
    "I-15 once": "UPDATE ce_ledger SET reverses_id = (SELECT max(id) FROM ce_ledger WHERE claim_id = {revoked}"
    " AND reverses_id IS NULL) WHERE reverses_id IS NOT NULL AND claim_id = {revoked}",
    "I-15": "UPDATE ce_ledger SET year = 2018 WHERE claim_id = {revoked} AND reverses_id IS NOT NULL",
    "I-16": "UPDATE ce_balance SET units = units + 100",
    "I-18": "UPDATE ce_ledger SET year = 2018 WHERE claim_id = {revoked} AND reverses_id IS NOT NULL",
    "I-18 completed": "UPDATE ce_ledger SET year = 2018 WHERE claim_id = {credited}",
    "I-19": "UPDATE ce_claim SET ended_on = '2019-12-31' WHERE id = {submitted}",
    "I-22": "UPDATE ce_claim SET achievement_key = 'x' WHERE id IN ({submitted}, {returned})",
    "I-22 rank": "UPDATE ce_claim SET achievement_key = 'x' WHERE state = 'submitted'",
    "I-40": "UPDATE ce_evidence SET blob_present = false WHERE claim_id = {draft}",
    "I-41": "UPDATE ce_event SET at = '2019-01-01T00:00:00.000000Z' WHERE stream = 'claim:{submitted}' AND seq = 2",
}  # fmt: skip


def test_there_is_a_way_to_break_every_check() -> None:
    assert [check.number for check in CHECKS] == list(BREAKS)


def test_the_walked_claims_hold_every_invariant(rows: Connection) -> None:
    assert_invariants(rows)


@pytest.mark.parametrize("number", list(BREAKS))
def test_the_check_finds(number: str, rows: Connection) -> None:
    done = rows.execute(text(BREAKS[number].format(**{state: one(rows, state) for state in STATES})))
    assert done.rowcount > 0
    assert broken_by_query(rows)[number]
    with pytest.raises(AssertionError, match="I-"):
        assert_invariants(rows)


@pytest.mark.parametrize(
    ("number", "sql"),
    [
        (
            "I-30",
            "UPDATE ce_event SET body = replace(body, 'nonce', 'nonse') WHERE stream = 'claim:{credited}'",
        ),
        ("I-30", "UPDATE ce_event SET hash = prev_hash WHERE stream = 'claim:{credited}' AND seq = 2"),
        ("I-30", "UPDATE ce_event SET actor_org = 'U00002' WHERE stream = 'claim:{credited}' AND seq = 3"),
        ("I-30", "UPDATE ce_event SET request_id = 'another' WHERE stream LIKE 'person:%'"),
        ("I-30", "UPDATE ce_claim SET head = '' WHERE id = {credited}"),
        ("I-30", "DELETE FROM ce_event WHERE stream = 'year:2019'"),
        ("I-03", "UPDATE ce_claim SET desk = 'chengdu' WHERE id = {submitted}"),
        ("I-14", "UPDATE ce_claim SET units_recognised = 1 WHERE id = {credited}"),
        ("I-08", "UPDATE ce_content SET body = replace(body, 'patent', 'degree') WHERE claim_id = {submitted}"),
        ("I-08", "UPDATE ce_claim SET commitment = head WHERE id = {submitted}"),
    ],
)
def test_the_verifier_finds(number: str, sql: str, rows: Connection) -> None:
    done = rows.execute(text(sql.format(**{state: one(rows, state) for state in ("credited", "submitted")})))
    assert done.rowcount > 0
    assert any(number in fault for fault in faults(rows))
