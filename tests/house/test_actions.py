"""Every action that the trail records has words, and every word belongs to an action."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from itertools import pairwise

from ce_workflow.states import steps, years
from ce_workflow.trail.event import ENDED, GIVEN
from ce_workflow.web.actions import OTHERS
from tests.house.source import Source, house

RECORDING = {"record", "begin", "record_security"}
NAMED = {"LOAD", "CHANGE"}
"""Constants that hold an action."""


def test_every_recorded_action_has_words() -> None:
    assert _recorded() - set(steps.SAYS) - set(years.SAYS) == set(OTHERS)


def test_every_file_that_records_says_what() -> None:
    assert [source.path for source in house() if _records(source) and not set(_actions(source))] == []


def _recorded() -> set[str]:
    return {action for source in house() if _records(source) for action in _actions(source)} | {GIVEN, ENDED}


def _records(source: Source) -> bool:
    """Does the file record events outside the life of a claim?"""
    return any(
        isinstance(node, ast.ImportFrom)
        and node.module == "ce_workflow.acts.record"
        and RECORDING & {alias.name for alias in node.names}
        for node in ast.walk(source.tree)
    )


def _actions(source: Source) -> Iterator[str]:
    """Actions stand before their codes in a tuple, are given to `_say`, or have a name."""
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Tuple | ast.List):
            yield from _before_codes(node.elts)
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "_say":
            yield from _literal(node.args[1])
        elif (
            isinstance(node, ast.Assign) and {name.id for name in ast.walk(node) if isinstance(name, ast.Name)} & NAMED
        ):
            for value in ast.walk(node.value):
                yield from _literal(value)


def _before_codes(parts: list[ast.expr]) -> Iterator[str]:
    for action, codes in pairwise(parts):
        if isinstance(codes, ast.Dict | ast.Name | ast.Call | ast.BinOp):
            yield from _literal(action)


def _literal(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
