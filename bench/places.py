"""Where it is measured: a database of its own, as safe as in production, gone afterwards.

SQLite lies in a file on a disk, since one in memory would make every commit free.
PostgreSQL is a server of our own on a unix socket, with its own settings left alone.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import flask_migrate
from flask import Flask

from ce_workflow import create_app
from tools.postgresql import PostgreSQL, PostgreSQLMissing

DATABASES = ("sqlite", "postgresql")


class Place:
    """A folder, and in it or in its server as many databases as are asked for."""

    def __init__(self, name: str, folder: Path, create: Callable[[str], str]) -> None:
        self.name = name
        self.folder = folder
        self.create = create

    def application(self, url: str) -> Flask:
        """The application on that database."""
        return create_app({"CE_DATABASE_URL": url, "CE_INSTANCE": str(self.folder / "instance")})

    def migrated(self, name: str) -> str:
        """The address of a database with all tables, and no rows."""
        url = self.create(name)
        with self.application(url).app_context():
            flask_migrate.upgrade()
        return url


@contextmanager
def place(name: str) -> Iterator[Place]:
    """The place for databases of that make; raises PostgreSQLMissing where there is none to be had."""
    with tempfile.TemporaryDirectory(prefix="ce-bench-") as text:
        folder = Path(text)
        if name == "sqlite":
            yield Place(name, folder, lambda database: f"sqlite:///{folder / database}.db")
            return
        with PostgreSQL(folder / "postgresql") as server:
            yield Place(name, folder, server.create)


__all__ = ["DATABASES", "Place", "PostgreSQLMissing", "place"]
