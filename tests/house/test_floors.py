"""Imports point down, and each floor knows only what it may know."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.house.source import FLOORS, HOUSE, ROOT, Source, house

WEB = {"flask", "flask_babel", "flask_login", "flask_wtf", "wtforms", "werkzeug", "jinja2", "markupsafe"}
ROWS = {"sqlalchemy", "alembic", "psycopg", "sqlite3", "flask_sqlalchemy", "flask_migrate", "obstore"}


def imported(source: Source) -> Iterator[str]:
    """The full names of the modules that a file imports, wherever in it."""
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            near = source.path.split("/")[: -node.level] if node.level else []
            module = ".".join([*near, *([node.module] if node.module else [])])
            yield module
            yield from (f"{module}.{alias.name}" for alias in node.names)


def test_every_room_has_a_floor() -> None:
    rooms = {path.stem for path in HOUSE.iterdir() if path.suffix == ".py" or list(path.glob("*.py"))}
    assert rooms <= set(FLOORS)


def test_imports_point_down() -> None:
    upward = [
        f"{source.path} imports {name}"
        for source in house()
        for name in imported(source)
        if name.startswith("ce_workflow.") and FLOORS.get(name.split(".")[1], 6) > source.floor
    ]
    assert upward == []


def test_doorways_never_meet() -> None:
    crossing = [
        f"{source.path} imports {name}"
        for source in house()
        if source.floor == 5
        for name in imported(source)
        if name.startswith("ce_workflow.")
        and FLOORS.get(name.split(".")[1]) == 5
        and name.split(".")[1] != Path(source.path).parts[1]
    ]
    assert crossing == []


def test_the_core_knows_neither_web_nor_rows_and_the_acts_know_no_request() -> None:
    strangers = [
        f"{source.path} imports {name}"
        for source in house()
        for name in imported(source)
        if name.split(".")[0] in (WEB | ROWS if source.floor <= 2 else WEB if source.floor <= 4 else set())
    ]
    assert strangers == []


def test_the_state_machine_is_known_to_the_states_alone_and_the_handle_to_one_file() -> None:
    knowing = {
        (name.split(".")[0], source.path)
        for source in house()
        for name in imported(source)
        if name.split(".")[0] in ("transitions", "flask_sqlalchemy")
    }
    assert all(path.startswith("ce_workflow/states/") for name, path in knowing if name == "transitions")
    assert {path for name, path in knowing if name == "flask_sqlalchemy"} == {"ce_workflow/store/database.py"}


def test_the_contracts_of_the_floors_are_kept() -> None:
    program = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([program], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
