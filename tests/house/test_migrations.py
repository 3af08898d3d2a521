"""The migrations build what the tables say, on both databases, and can be walked both ways."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import flask_migrate
import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask import Flask

from ce_workflow.store.database import db
from tests.cast import make_claim
from tests.house.source import ROOT

VERSIONS = sorted(path.name for path in Path(ROOT / "migrations" / "versions").glob("*.py"))
VIEWS = {"inv_claim", "inv_event", "inv_ledger", "inv_balance", "inv_evidence"}


def test_the_files_are_numbered_without_gaps() -> None:
    assert [name[:4] for name in VERSIONS] == [f"{number:04}" for number in range(1, len(VERSIONS) + 1)]


def test_columns_and_indexes_are_those_of_the_tables(app: Flask) -> None:
    with app.app_context(), db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, db.metadata) == []


def test_constraints_are_those_of_the_tables(app: Flask) -> None:
    """Alembic does not look at checks, nor at what a partial index leaves out."""
    with app.app_context():
        built = sa.inspect(db.engine)
        for table in db.metadata.sorted_tables:
            checks = [c for c in table.constraints if isinstance(c, sa.CheckConstraint)]
            found = {check["name"]: _words(check["sqltext"]) for check in built.get_check_constraints(table.name)}
            assert found == {check.name: _words(check.sqltext) for check in checks}, table.name
            for index in table.indexes:
                assert _condition(built, table.name, index.name) == _wanted(index, db.engine.dialect.name), index.name


def _condition(built: Any, table: str, name: str) -> set[str]:
    found = next(index for index in built.get_indexes(table) if index["name"] == name)
    options = found.get("dialect_options", {})
    where = options.get("postgresql_where", options.get("sqlite_where"))
    return _words(where)


def _wanted(index: sa.Index, dialect: str) -> set[str]:
    return _words(index.dialect_options[dialect].get("where"))


def _words(where: Any) -> set[str]:
    """The names and values of a condition; each database writes the rest in its own way."""
    kept = {
        "all",
        "any",
        "like",
        "array",
        "between",
        "text",
        "character",
        "varying",
        "in",
        "and",
        "or",
        "null",
        "not",
        "is",
    }
    return set(re.findall(r"[a-z_]+", str("" if where is None else where).lower())) - kept


def test_the_views_and_triggers_are_there(app: Flask) -> None:
    with app.app_context(), db.engine.connect() as connection:
        assert set(sa.inspect(connection).get_view_names()) >= VIEWS
        sqlite = connection.dialect.name == "sqlite"
        asked = (
            "SELECT tbl_name FROM sqlite_master WHERE type = 'trigger'"
            if sqlite
            else "SELECT c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid WHERE NOT t.tgisinternal"
        )
        assert set(connection.scalars(sa.text(asked))) == {"ce_calendar_day", "ce_event", "ce_ledger", "ce_rule_set"}


@pytest.mark.template("cast")
def test_years_and_themes_survive_the_rebuilding_of_their_table(app: Flask) -> None:
    def kept() -> list[Any]:
        with db.engine.connect() as connection:
            tables = ("ce_year", "ce_theme")
            return [sorted(map(tuple, connection.execute(sa.text(f"SELECT * FROM {table}")))) for table in tables]

    with app.app_context():
        before = kept()
        assert all(before)
        flask_migrate.downgrade(revision="0008")
        assert kept() == before
        flask_migrate.upgrade()
        assert kept() == before


@pytest.mark.template("cast")
def test_the_number_of_a_certificate_is_known_again_in_every_kind_and_by_its_kind_before(app: Flask) -> None:
    make_claim(app, "public_course", fields={"certificate_number": "5G-1"})
    make_claim(app, "training")

    def keys() -> list[Any]:
        with db.engine.connect() as connection:
            return list(connection.scalars(sa.text("SELECT certificate_key FROM ce_claim ORDER BY id")))

    with app.app_context():
        assert keys() == ["certificate:5G1", None]
        flask_migrate.downgrade(revision="0017")
        assert keys() == ["public_course:5G1", None]
        flask_migrate.upgrade()
        assert keys() == ["certificate:5G1", None]


@pytest.mark.template("cast")
def test_simulations_that_events_name_are_not_lost_on_the_way_down(
    app: Flask, caplog: pytest.LogCaptureFixture
) -> None:
    columns = "authority, year, version, digest, at, ticked_at"
    row = f"INSERT INTO ce_simulation ({columns}) VALUES ('chengdu', 2019, 'x', 'x', :at, :at)"
    with app.app_context():
        with db.engine.connect().execution_options(ce_write=True) as connection:
            connection.execute(sa.text(row), {"at": "2019-09-02T02:00:00.000000Z"})
            connection.commit()
        with pytest.raises(SystemExit):
            flask_migrate.downgrade(revision="0019")
        assert "which events name" in caplog.text
        with db.engine.connect() as connection:
            assert connection.scalar(sa.text("SELECT count(*) FROM ce_simulation")) == 1


@pytest.mark.parametrize(
    ("days", "fits"),
    [
        ((None, None, None), True),
        (("2020-01-31", "2020-01-31", "2020-01-31"), True),
        (("2020-01-31", None, "2020-03-31"), True),
        (("2020-03-01", "2020-02-29", None), False),
        ((None, "2020-04-01", "2020-03-31"), False),
        (("2020-04-01", None, "2020-03-31"), False),
    ],
)
def test_a_year_closes_in_order(app: Flask, days: tuple[str | None, ...], fits: bool) -> None:
    row = (
        "INSERT INTO ce_year (year, total, public, professional, opens_on, filing_closes_on, deciding_closes_on,"
        " locked_on) VALUES (2019, 1, 1, 1, '2019-01-01', :filing, :deciding, :locked)"
    )
    told = dict(zip(("filing", "deciding", "locked"), days, strict=True))
    with app.app_context(), db.engine.connect().execution_options(ce_write=True) as connection:
        if fits:
            connection.execute(sa.text(row), told)
        else:
            with pytest.raises(sa.exc.IntegrityError, match="closes_in_order"):
                connection.execute(sa.text(row), told)


def test_they_can_be_walked_down_and_up_again(app: Flask) -> None:
    with app.app_context():
        flask_migrate.downgrade(revision="base")
        assert [name for name in sa.inspect(db.engine).get_table_names() if name.startswith("ce_")] == []
        flask_migrate.upgrade()
        assert set(db.metadata.tables) <= set(sa.inspect(db.engine).get_table_names())
