"""Rule sets that tests read: the tables of other places, the city's own, and small ones put together by hand."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from ce_workflow.rules.sets.check import check
from ce_workflow.rules.sets.read import Fault
from ce_workflow.rules.sets.shape import RuleSet

SETS = Path(__file__).parent / "sets"
CITY = (Path(__file__).parents[3] / "rule_sets" / "chengdu-2019.toml").read_text(encoding="utf-8")
NAMES = sorted(path.stem for path in SETS.glob("*.toml"))

HEAD = """\
authority = "somewhere"
year = 2019
version = 1
title = { zh = "某地", en = "Somewhere" }
in_force_from = 2019-01-01
[documents]
law = "某办法"
[rounding]
step = "0.1"
mode = "down"
basis = "platform"
"""
"""Eleven lines, so that what follows begins on the twelfth."""

WAY = HEAD + '[ways.one]\nsubject = "professional"\nyear_by = "on"\nbasis = "law 1"\n'
"""A way without lines; the next line is the sixteenth."""

BASE = WAY + '[[ways.one.base]]\nid = "each"\nhours = 1\nfor_each = "hours"\nbasis = "law 2"\n'
"""A way whose hours are those told; the next line is the twenty-first."""


def nothing_wider(_: str) -> None:
    return None


def faults(text: str) -> list[Fault]:
    return check(text, nothing_wider)[1]


def said(text: str) -> list[tuple[int, str]]:
    """What is wrong, by line."""
    return [(fault.line, str(fault.text)) for fault in faults(text)]


def rules(text: str, *wider: RuleSet) -> RuleSet:
    """The set of a text without fault."""
    sets = {f"{one.authority}-{one.year}": one for one in wider}
    found, wrong = check(text, sets.get)
    assert [f"{fault.line}: {fault.text}" for fault in wrong] == []
    assert found is not None
    return found


@cache
def table(name: str) -> RuleSet:
    """One of the tables of `sets`."""
    text = (SETS / f"{name}.toml").read_text(encoding="utf-8")
    return rules(text, *([table("t1")] if 'inherits = "sichuan-accountants-2019"' in text else []))


@cache
def city() -> RuleSet:
    return rules(CITY)
