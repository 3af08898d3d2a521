"""The PostgreSQL that the house brings along, as `make run DB=postgresql` uses it."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from tools.postgresql import CARELESS, PostgreSQL, PostgreSQLMissing


@pytest.fixture
def folder() -> Iterator[Path]:
    """A place in an instance folder that only its owner enters, with a blank in its name."""
    # Not `tmp_path`: that lies in a folder which the server's account cannot pass when we are root.
    with tempfile.TemporaryDirectory(prefix="ce tests ") as instance:
        path = Path(instance, "postgresql")
        try:
            PostgreSQL(path)
        except PostgreSQLMissing as missing:
            pytest.skip(str(missing))
        yield path


def test_its_rows_are_there_again_after_a_stop(folder):
    with PostgreSQL(folder, CARELESS) as server, psycopg.connect(server.create("ce")) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 30 AS hours")
    with PostgreSQL(folder, CARELESS) as server, psycopg.connect(server.create("ce")) as connection:
        assert connection.execute("SELECT hours FROM kept").fetchone() == (30,)


def test_a_second_run_does_not_take_it_away(folder):
    with PostgreSQL(folder, CARELESS) as server:
        with pytest.raises(PostgreSQLMissing, match="Another run"):
            PostgreSQL(folder, CARELESS).start()
        psycopg.connect(server.url()).close()


def test_nobody_reaches_it_over_the_network(folder):
    with PostgreSQL(folder, CARELESS) as server, psycopg.connect(server.url()) as connection:
        assert connection.execute("SHOW listen_addresses").fetchone() == ("",)
    with pytest.raises(PostgreSQLMissing, match="not running"):
        server.url()
