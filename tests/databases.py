"""Databases for tests: each test has one to itself, a copy of a template that was made once.

Templates are made once for all workers of a run, under a lock, in the run's own folder
or server. A new one is a row in `TEMPLATES`: what it is copied from, and what fills it.
"""

from __future__ import annotations

import fcntl
import os
import re
import secrets
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple, Protocol

import psycopg
from psycopg import sql

# Fit for tests: keys that are known, passwords that cost nothing.
SETTINGS: dict[str, Any] = {
    "TESTING": True,
    "CE_SECRET_KEY": "tests" * 8,
    "CE_KEK": "4b" * 32,
    "CE_PEPPER": "50" * 32,
    "CE_ARGON2_TIME": 1,
    "CE_ARGON2_MEMORY": 8,
    "CE_ARGON2_LANES": 1,
}


def migrate(url: str, folder: Path) -> None:
    """Bring the empty database at `url` to the newest tables."""
    import flask_migrate

    from ce_workflow import create_app

    app = create_app({**SETTINGS, "CE_DATABASE_URL": url, "CE_INSTANCE": str(folder)})
    with app.app_context():
        flask_migrate.upgrade()
    let_go(app)


def let_go(app: Any) -> None:
    """Close every connection that the app holds, so that its database can be copied or dropped."""
    with app.app_context():
        for engine in app.extensions["sqlalchemy"].engines.values():
            engine.dispose()


class Template(NamedTuple):
    """What a database is filled with: first what `on` holds, then what `fill(url, folder)` adds."""

    on: str | None
    fill: Callable[[str, Path], None]


def populate(url: str, folder: Path) -> None:
    """Add the reference data and the standing cast."""
    from tests import cast

    cast.fill(url, folder)


def walk(url: str, folder: Path) -> None:
    """Add claims in every state."""
    from tests.acts import walked

    walked.fill(url, folder)


def show(url: str, folder: Path) -> None:
    """Add the reference data and the demo, as an operator does."""
    from ce_workflow import create_app
    from tests.cli.typed import done

    app = create_app({**SETTINGS, "CE_DATABASE_URL": url, "CE_INSTANCE": str(folder)})
    done(app, "reference", "load")
    done(app, "demo")
    let_go(app)


TEMPLATES = {
    "migrated": Template(None, migrate),
    "cast": Template("migrated", populate),
    "walked": Template("cast", walk),
    "demo": Template("migrated", show),
}


class Databases(Protocol):
    """A place for databases: templates are made once, copies are handed out and dropped."""

    name: str

    def copy(self, template: str | None, name: str) -> str:
        """The address of a new database, a copy of that template or empty."""

    def finish(self, name: str) -> None:
        """Make a template fit to be copied."""

    def drop(self, url: str) -> None:
        """Remove the database at that address."""


class SQLite:
    """Databases as files in a folder."""

    name = "sqlite"

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def copy(self, template: str | None, name: str) -> str:
        path = self.folder / f"{name}.db"
        path.unlink(missing_ok=True)
        if template:
            shutil.copyfile(self.folder / f"{template}.db", path)
        return f"sqlite:///{path}"

    def finish(self, name: str) -> None:
        connection = sqlite3.connect(self.folder / f"{name}.db")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # all in one file, nothing in a log beside it
        connection.close()

    def drop(self, url: str) -> None:
        path = Path(url.removeprefix("sqlite:///"))
        for leftover in path.parent.glob(f"{path.name}*"):
            leftover.unlink()


class PostgreSQL:
    """Databases of a server; `url` names one of them, with the right to make others."""

    name = "postgresql"

    def __init__(self, url: str) -> None:
        self.url = url

    def copy(self, template: str | None, name: str) -> str:
        words = sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY FILE_COPY").format(
            sql.Identifier(name), sql.Identifier(template or "template0")
        )
        self._tell(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)), words)
        return re.sub(r"(//[^/]*/)[^?]*", rf"\g<1>{name}", self.url, count=1)

    def finish(self, name: str) -> None:
        """Nothing to do: whoever filled it has gone."""

    def drop(self, url: str) -> None:
        name = re.sub(r"^[^/]*//[^/]*/([^?]*).*$", r"\1", url)
        self._tell(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))

    def sweep(self, run: Path) -> None:
        """Remove the templates of a run from a server that outlives it."""
        with psycopg.connect(self.url, autocommit=True) as connection:
            names = connection.execute("SELECT datname FROM pg_database WHERE datname LIKE 'ce_template_%'").fetchall()
        for (name,) in names:
            if name.endswith(run.name.lower()):
                self._tell(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))

    def _tell(self, *statements: sql.Composed) -> None:
        with psycopg.connect(self.url, autocommit=True) as connection:
            for statement in statements:
                connection.execute(statement)


def template(databases: Databases, name: str, run: Path) -> str:
    """The name under which the template lies ready to be copied; made by the first who asks in this run."""
    on, fill = TEMPLATES[name]
    known_as = f"ce_template_{name}_{run.name.lower()}"
    base = template(databases, on, run) if on else None
    done = run / f"{databases.name}-{name}.done"
    with alone(run / f"{databases.name}-{name}.lock"):
        if not done.exists():
            folder = run / f"{databases.name}-{name}"
            if on:
                shutil.copytree(run / f"{databases.name}-{on}", folder, dirs_exist_ok=True)
            folder.mkdir(exist_ok=True)
            fill(databases.copy(base, known_as), folder)
            databases.finish(known_as)
            done.touch()
    return known_as


def fresh(databases: Databases, name: str, run: Path, folder: Path) -> str:
    """The address of a new database that holds what the template holds; its files (blobs) are put into `folder`."""
    known_as = template(databases, name, run)
    shutil.copytree(run / f"{databases.name}-{name}", folder, dirs_exist_ok=True)
    return databases.copy(known_as, f"ce_test_{os.getpid()}_{secrets.token_hex(4)}")


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """Hold a lock among all workers of the run."""
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
