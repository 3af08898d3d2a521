"""What every test may ask for: a database of its own, of either make, and the application on it.

A test that asks for `database_url` or `app` runs twice, on SQLite and on PostgreSQL;
`@pytest.mark.parametrize("databases", ["sqlite"], indirect=True)` keeps it to one.
The database is a copy of the template 'migrated', or of the one in `@pytest.mark.template(name)`.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from flask import Flask

from tests import made_once
from tests.databases import SETTINGS, Databases, PostgreSQL, SQLite, fresh, let_go
from tools import postgresql

FOLDER = "CE_TEST_FOLDER"
URL = "CE_TEST_POSTGRESQL_URL"
SERVER = pytest.StashKey[postgresql.PostgreSQL]()

hypothesis.settings.register_profile("ce", deadline=None, derandomize="CI" in os.environ, print_blob=True)
hypothesis.settings.load_profile("ce")


def pytest_configure(config: pytest.Config) -> None:
    """Prepare the run, once: workers find the folder and the server in their environment."""
    for name in [name for name in os.environ if name.startswith("CE_")]:
        if not name.startswith(("CE_TEST_", "CE_REQUIRE_")):
            del os.environ[name]
    if not hasattr(config, "workerinput"):
        os.environ[FOLDER] = tempfile.mkdtemp(prefix="ce-tests-", dir=memory())
        if config.getoption("numprocesses", None) and URL not in os.environ:
            start_postgresql(config)
    made_once.builders_of_addresses()
    made_once.templates(Path(os.environ[FOLDER], "templates"))


def pytest_unconfigure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):
        if SERVER in config.stash:
            config.stash[SERVER].stop()
            del os.environ[URL]
        elif URL in os.environ:
            PostgreSQL(os.environ[URL]).sweep(Path(os.environ[FOLDER]))
        shutil.rmtree(os.environ.pop(FOLDER), ignore_errors=True)


def memory() -> str | None:
    """A folder in memory if there is room: copying a database is some twenty times faster there than on a disk."""
    folder = "/dev/shm"
    roomy = os.access(folder, os.W_OK) and shutil.disk_usage(folder).free > 2 * 1024**3
    return folder if roomy else None


def start_postgresql(config: pytest.Config) -> None:
    """One server for the whole run; where there is none to be had, its tests say so."""
    try:
        server = postgresql.PostgreSQL(Path(os.environ[FOLDER], "postgresql"), postgresql.CARELESS)
        server.start()
    except postgresql.PostgreSQLMissing as missing:
        if os.environ.get("CE_REQUIRE_POSTGRESQL"):
            pytest.exit(f"PostgreSQL is required: {missing}", returncode=1)
        return
    config.stash[SERVER] = server
    os.environ[URL] = server.url()


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def databases(request: pytest.FixtureRequest) -> Databases:
    """The place where the databases of this test are."""
    if request.param == "sqlite":
        return SQLite(Path(os.environ[FOLDER]))
    if URL not in os.environ:
        start_postgresql(request.config)
    if URL not in os.environ:
        pytest.skip("NO POSTGRESQL: install requirements-dev.txt, or say where one is in CE_TEST_POSTGRESQL_URL")
    return PostgreSQL(os.environ[URL])


@pytest.fixture
def database_url(request: pytest.FixtureRequest, databases: Databases, tmp_path: Path) -> Iterator[str]:
    """The address of a database that this test has to itself."""
    marker = request.node.get_closest_marker("template")
    name = marker.args[0] if marker else "migrated"
    url = fresh(databases, name, Path(os.environ[FOLDER]), tmp_path / "instance")
    yield url
    databases.drop(url)


@pytest.fixture
def settings() -> dict[str, Any]:
    """What this test sets otherwise than the rest; a module or a test overrides it."""
    return {}


@pytest.fixture
def app(database_url: str, settings: dict[str, Any], tmp_path: Path) -> Iterator[Flask]:
    """The application on that database; no context is pushed."""
    from ce_workflow import create_app

    here = {"CE_DATABASE_URL": database_url, "CE_INSTANCE": str(tmp_path / "instance")}
    app = create_app({**SETTINGS, **here, **settings})
    yield app
    let_go(app)
