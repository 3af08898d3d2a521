"""`flask trail verify` finds organisations, years, themes and batches that no event made so, and names them."""

from __future__ import annotations

import pytest
from flask import Flask

from ce_workflow import clock
from ce_workflow.acts.recognise import recognise
from ce_workflow.people.actor import SYSTEM
from ce_workflow.store.tables import Organisation, RuleSet, Year
from ce_workflow.store.transaction import transaction
from ce_workflow.store.write import HEADED
from ce_workflow.trail.said import OF_REFERENCE
from tests import cast
from tests.cli.tampering import Tamper, found
from tests.cli.typed import done

pytestmark = pytest.mark.template("cast")

OF_ORGANISATION = {
    "kind": "'district'",
    "name": "'another'",
    "department": "'chengdu-education'",
    "district": "'510106'",
    "sector": "'health'",
    "sort": "NULL",
    "route": "'unit_only'",
    "notice_days": "9",
    "valid_from": "'2019-01-01'",
    "valid_to": "'2019-01-02'",
    "learning_address": "'https://example.org'",
}
OF_YEAR = {
    "total": "1",
    "public": "1",
    "professional": "1",
    "opens_on": "'2019-02-01'",
    "filing_closes_on": "'2099-01-01'",
    "deciding_closes_on": "'2099-01-01'",
    "locked_on": "'2019-12-31'",
}
OF_RULES = {
    "authority": "'510112'",
    "year": "2018",
    "state": "'draft', published_at = NULL",
    "text": "'another'",
    "digest": "'another'",
    "parent": "'chengdu-2019.1'",
    "in_force_from": "'2019-02-01'",
    "in_force_to": "'2099-01-01'",
    "published_at": "'2019-01-02T00:00:00.000000Z'",
    "published_by": "'another'",
    "replaced_by": "'chengdu-2019.1', state = 'replaced'",
}


def test_every_column_of_organisations_years_and_rule_sets_is_among_what_is_tampered_with() -> None:
    kinds = (("org", Organisation, OF_ORGANISATION), ("year", Year, OF_YEAR), ("rules", RuleSet, OF_RULES))
    for kind, table, tampered in kinds:
        columns = {column.name for column in table.__table__.columns} - {HEADED[kind][1], "seq", "head"}
        assert columns == set(tampered) == set(OF_REFERENCE[kind])


@pytest.mark.parametrize(("column", "value"), OF_ORGANISATION.items())
def test_an_organisation_that_was_altered_is_named(
    app: Flask, claims: dict[str, int], tamper: Tamper, column: str, value: str
) -> None:
    tamper(f"UPDATE ce_organisation SET {column} = {value} WHERE code = 'U00001'")
    [line] = found(app)
    assert line.startswith("org:U00001 seq 1 [row]")
    assert column in line


@pytest.mark.parametrize(("column", "value"), OF_YEAR.items())
def test_a_year_that_was_altered_is_named(
    app: Flask, claims: dict[str, int], tamper: Tamper, column: str, value: str
) -> None:
    tamper(f"UPDATE ce_year SET {column} = {value} WHERE year = 2019")
    [line] = found(app)
    assert line.startswith("year:2019 seq 1 [row]")
    assert column in line


@pytest.mark.parametrize(("column", "value"), OF_RULES.items())
def test_a_rule_set_that_was_altered_is_named(
    app: Flask, claims: dict[str, int], tamper: Tamper, column: str, value: str
) -> None:
    tamper(f"UPDATE ce_rule_set SET {column} = {value} WHERE version = 'chengdu-2019.1'")
    lines = [line for line in found(app) if f"row's {column} is" in line]
    assert [line.startswith("rules:chengdu-2019.1 seq 2 [row]") for line in lines] == [True]


def test_a_rule_set_that_is_gone_or_that_nobody_wrote_is_named(
    app: Flask, claims: dict[str, int], tamper: Tamper
) -> None:
    tamper("UPDATE ce_rule_set SET version = 'chengdu-2019.7'")
    lines = "\n".join(found(app))
    assert "rules:chengdu-2019.1 seq 2 [owner]" in lines
    assert "rules:chengdu-2019.7 seq 1 [gone]" in lines


def test_what_an_act_changed_or_emptied_is_no_fault(app: Flask, claims: dict[str, int], tamper: Tamper) -> None:
    for days in (10, None):
        cast.notice(app, "chengdu-health", days)  # type: ignore[arg-type]
        done(app, "trail", "verify")
    tamper("UPDATE ce_organisation SET notice_days = 10 WHERE code = 'chengdu-health'")
    [line] = found(app)
    assert line.startswith("org:chengdu-health seq 3 [row]")


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM ce_theme WHERE year = 2019",
        "UPDATE ce_theme SET theme = 'another' WHERE year = 2019 AND theme = (SELECT min(theme) FROM ce_theme)",
        "UPDATE ce_theme SET platform_class = 'another' WHERE year = 2019",
        "INSERT INTO ce_theme (year, theme, platform_class) VALUES (2019, 'another', 'municipal_base')",
    ],
)
def test_themes_that_were_altered_are_named(app: Flask, claims: dict[str, int], tamper: Tamper, statement: str) -> None:
    tamper(statement)
    [line] = found(app)
    assert line.startswith("year:2019 seq 2 [themes]")


@pytest.mark.parametrize("change", ["what = 'records'", "at = '2019-01-02T00:00:00.000000Z'"])
def test_a_batch_that_was_altered_is_named(app: Flask, claims: dict[str, int], tamper: Tamper, change: str) -> None:
    tamper(f"UPDATE ce_batch SET {change} WHERE id = 1")
    [line] = found(app)
    assert line.startswith("batch:1 seq 1 [row]")


# --- what batches credited ------------------------------------------------------------


@pytest.fixture
def batch(app: Flask, claims: dict[str, int]) -> str:
    """Hours of three persons that a platform reported; the name of the transaction."""
    records = [(cast.actor(app, name).person_id or "", units) for name, units in zip(NAMES, UNITS, strict=True)]
    told = {"at": clock.now(), "request_id": "test"}
    with app.app_context():
        number = transaction(lambda: recognise(records, 2019, "base-3", SYSTEM, **told))
    done(app, "trail", "verify")
    return f"batch:{number}:1"


NAMES, UNITS = ("outsider", "unit2", "unit-b"), (600, 1000, 600)
REST = "account, person_id, year, category, reverses_id, rule_version, at"


def post(tamper: Tamper, batch: str, units: int, *, name: str, tx_id: str, claim_id: int | None = None) -> None:
    """A pair like that of the batch's first person, with the balance that it makes: everything adds up."""
    for side, gain in (("1:person", units), ("pool", -units)):
        copy = f"SELECT :id, :tx, :units, :claim, {REST} FROM ce_ledger WHERE id = :old"
        told = {"id": f"{name}:{side}", "tx": tx_id, "units": gain, "claim": claim_id, "old": f"{batch}:{side}"}
        tamper(f"INSERT INTO ce_ledger (id, tx_id, units, claim_id, {REST}) {copy}", **told)
    whose = "person_id = (SELECT person_id FROM ce_user WHERE username = 'outsider')"
    tamper(f"UPDATE ce_balance SET units = units + {units} WHERE {whose}")


@pytest.mark.parametrize(
    "change",
    [
        "id = 'another'",
        "tx_id = 'batch:1:1'",
        "account = 'person:another'",
        "person_id = (SELECT person_id FROM ce_user WHERE username = 'claimant')",
        "year = 2018",
        "category = 'professional'",
        "units = 9000",
        "claim_id = (SELECT min(id) FROM ce_claim)",
        "reverses_id = (SELECT min(id) FROM ce_ledger)",
        "rule_version = 'another'",
        "at = '2019-01-02T00:00:00.000000Z'",
    ],
)
def test_a_record_of_a_batch_that_was_altered_is_named(app: Flask, batch: str, tamper: Tamper, change: str) -> None:
    tamper(f"UPDATE ce_ledger SET {change} WHERE id = :id", id=f"{batch}:1:person")
    assert f"{batch.removesuffix(':1')} seq 1 [ledger]" in "\n".join(found(app))


def test_hours_that_went_from_one_person_to_another_are_named(app: Flask, batch: str, tamper: Tamper) -> None:
    """Everything adds up, balances too: only the event's digest tells."""
    for name, number, units in (("outsider", 1, 1000), ("unit2", 2, 600)):
        tamper(f"UPDATE ce_ledger SET units = {units} WHERE id = :id", id=f"{batch}:{number}:person")
        whose = f"person_id = (SELECT person_id FROM ce_user WHERE username = '{name}')"
        tamper(f"UPDATE ce_balance SET units = {units} WHERE {whose}")
    [line] = found(app)
    assert line.startswith(f"{batch.removesuffix(':1')} seq 1 [ledger]")


@pytest.mark.parametrize("side", ["1:person", "2:person", "3:person", "pool"])
def test_an_entry_of_a_batch_that_was_deleted_is_missed(app: Flask, batch: str, tamper: Tamper, side: str) -> None:
    tamper("DELETE FROM ce_ledger WHERE id = :id", id=f"{batch}:{side}")
    assert f"{batch.removesuffix(':1')} seq 1 [ledger]" in "\n".join(found(app))


def test_all_that_a_batch_credited_is_missed(app: Flask, batch: str, tamper: Tamper) -> None:
    tamper("DELETE FROM ce_balance WHERE category = 'public'")
    tamper("DELETE FROM ce_ledger WHERE tx_id = :tx", tx=batch)
    [line] = found(app)
    assert line.startswith(f"{batch.removesuffix(':1')} seq 1 [ledger]")


def test_entries_that_were_slipped_into_a_batch_are_named(app: Flask, batch: str, tamper: Tamper) -> None:
    post(tamper, batch, 500, name=f"{batch}:4", tx_id=batch)
    [line] = found(app)
    assert line.startswith(f"{batch.removesuffix(':1')} seq 1 [ledger]")


@pytest.mark.parametrize("tx_id", ["year:2019:1", "org:U00001:1", "batch:1:1", "batch:99:1", "claim:1:5", "another"])
def test_a_pair_that_no_batch_of_records_posted_is_named(app: Flask, batch: str, tamper: Tamper, tx_id: str) -> None:
    post(tamper, batch, 500, name=f"x:{tx_id}", tx_id=tx_id)
    [line] = found(app)
    assert f"no event explains the entries of {tx_id}" in line


def test_entries_of_a_claim_that_is_not_there_are_named(app: Flask, batch: str, tamper: Tamper) -> None:
    post(tamper, batch, 500, name="x", tx_id="claim:999:5", claim_id=999)
    [line] = found(app)
    assert line.startswith("claim:999 [lost]")
