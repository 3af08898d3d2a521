"""`flask trail verify` holds the ledger to the events, to the last column, and lets every true life of a claim pass."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask

from ce_workflow import clock
from tests import cast
from tests.cli.tampering import Tamper, found
from tests.cli.typed import done

pytestmark = pytest.mark.template("cast")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE ce_ledger SET units = units * 2 WHERE claim_id = :id",
        "UPDATE ce_ledger SET year = 2018 WHERE claim_id = :id",
        "UPDATE ce_ledger SET units = 1 WHERE claim_id = :id AND person_id IS NULL",
        "DELETE FROM ce_ledger WHERE claim_id = :id",
        "DELETE FROM ce_ledger WHERE claim_id = :id AND person_id IS NULL",
    ],
)
def test_entries_that_are_not_those_of_the_events_are_named(
    app: Flask, claims: dict[str, int], tamper: Tamper, statement: str
) -> None:
    tamper(statement, id=claims["credited"])
    assert found(app)[0].startswith(f"claim:{claims['credited']} seq 5 [ledger]")


@pytest.mark.parametrize("side", ["person", "pool"])
@pytest.mark.parametrize(
    "change",
    [
        "id = 'another'",
        "tx_id = 'another'",
        "account = account || 'x'",
        "year = 2018",
        "category = 'public'",
        "units = 1",
        "claim_id = NULL",
        "reverses_id = NULL",
        "reverses_id = 'another'",
        "rule_version = 'another'",
        "at = '2019-01-02T00:00:00.000000Z'",
    ],
)
def test_every_column_of_an_entry_is_compared(
    app: Flask, claims: dict[str, int], tamper: Tamper, change: str, side: str
) -> None:
    reversal = f"claim:{claims['revoked']}:6"
    tamper(f"UPDATE ce_ledger SET {change} WHERE id = :id", id=f"{reversal}:{side}")
    assert any(line.startswith(f"claim:{claims['revoked']} seq 6 [ledger]") for line in found(app))


def test_an_entry_that_went_to_another_person_is_named(app: Flask, claims: dict[str, int], tamper: Tamper) -> None:
    whose = "(SELECT person_id FROM ce_user WHERE username = 'outsider')"
    tamper(f"UPDATE ce_ledger SET person_id = {whose} WHERE id = :id", id=f"claim:{claims['credited']}:5:person")
    assert found(app)[0].startswith(f"claim:{claims['credited']} seq 5 [ledger]")


@pytest.mark.parametrize("state", sorted(cast.PATHS))
def test_a_claim_in_any_state_holds(app: Flask, state: str) -> None:
    cast.make_claim(app, state=state)
    done(app, "trail", "verify")


@pytest.mark.parametrize("state", ["rejected", "revoked"])
@pytest.mark.parametrize("step", ["uphold", "overturn"])
def test_a_claim_whose_appeal_was_decided_holds(app: Flask, state: str, step: str) -> None:
    claim_id = cast.make_claim(app, state=state)
    cast.step_with(app, claim_id, "appeal")
    done(app, "trail", "verify")
    cast.step_with(app, claim_id, step)
    done(app, "trail", "verify")


def test_hours_that_a_clock_behind_the_others_credits_bear_the_moment_of_their_event(app: Flask) -> None:
    claim_id = cast.make_claim(app, state="unit_reviewed")
    cast.step_with(app, claim_id, "verify", at=clock.now() - timedelta(seconds=30))
    done(app, "trail", "verify")


def test_an_entry_that_no_event_explains_is_named(app: Flask, claims: dict[str, int], tamper: Tamper) -> None:
    names = "account, person_id, year, category, units, claim_id, rule_version, at"
    copy = f"SELECT id || 'x', 'claim:{claims['credited']}:9', {names} FROM ce_ledger WHERE claim_id = :id"
    tamper(f"INSERT INTO ce_ledger (id, tx_id, {names}) {copy}", id=claims["credited"])
    assert any("no event explains" in line for line in found(app))


@pytest.mark.parametrize("statement", ["UPDATE ce_balance SET units = units + 100", "DELETE FROM ce_balance"])
def test_a_balance_that_is_not_the_sum_is_named(
    app: Flask, claims: dict[str, int], tamper: Tamper, statement: str
) -> None:
    tamper(statement)
    lines = [line for line in found(app) if line.startswith("person:") and "[balance]" in line]
    assert lines
    assert all("Professional subjects" in line for line in lines)
