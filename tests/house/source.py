"""The source of the house as trees, for tests that read it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
HOUSE = ROOT / "ce_workflow"
FLOORS = {
    "errors": 0, "clock": 0, "words": 0, "working_days": 0,
    "people": 1, "kinds": 1, "ledger": 1, "trail": 1,
    "states": 2, "rules": 2,
    "store": 3,
    "acts": 4, "reports": 4,
    "web": 5, "api": 5, "cli": 5, "jobs": 5,
    "__init__": 6,
}  # fmt: skip
"""The floor of each room; a newcomer among the rooms has to be given one."""


class Source(NamedTuple):
    """A Python file: its path below the project, its text and its tree."""

    path: str
    text: str
    tree: ast.Module

    @property
    def floor(self) -> int:
        return FLOORS[Path(self.path).parts[1].removesuffix(".py")]

    def calls(self) -> Iterator[ast.Call]:
        return (node for node in ast.walk(self.tree) if isinstance(node, ast.Call))


@cache
def sources(*folders: str) -> tuple[Source, ...]:
    """Every Python file below these folders or under these names, in the order of their paths."""
    paths = sorted(path for name in folders for path in _python(ROOT / name))
    return tuple(Source(str(path.relative_to(ROOT)), text := path.read_text(), ast.parse(text)) for path in paths)


def _python(place: Path) -> Iterator[Path]:
    if place.is_file():
        yield place
    else:
        yield from place.rglob("*.py")


def house() -> tuple[Source, ...]:
    """The files of the product itself."""
    return sources("ce_workflow")


def dotted(node: ast.AST) -> str:
    """`datetime.datetime.now` for the expression that says so; empty for another kind of expression."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        before = dotted(node.value)
        return f"{before}.{node.attr}" if before else ""
    return ""
