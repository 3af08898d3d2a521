"""A rule set can say every parameter of the catalogue, or there is a reason why not."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from ce_workflow.rules.sets.evaluate import evaluate, tally
from ce_workflow.rules.sets.needs import lacking
from tests.core.rules.parameters import PARAMETERS
from tests.core.rules.sayings import Asks, Finds, Gives, Reads, Refuses, Together, Waits
from tests.core.rules.written import rules, said

EVERY = range(1, 55)
ELSEWHERE = {52}
FORBIDDEN = {13, 39}
WAITING = {32, 33, 36, 37, 38}

ROWS = [
    pytest.param(row, id=f"{number}-{place}") for number, rows in PARAMETERS.items() for place, row in enumerate(rows)
]


def test_every_parameter_has_a_row() -> None:
    assert set(PARAMETERS) | ELSEWHERE == set(EVERY)
    assert all(PARAMETERS.values())


def test_what_is_forbidden_and_what_waits_is_known() -> None:
    assert {number for number, rows in PARAMETERS.items() if any(isinstance(row, Refuses) for row in rows)} == FORBIDDEN
    assert {number for number, rows in PARAMETERS.items() if any(isinstance(row, Waits) for row in rows)} == WAITING


@pytest.mark.parametrize("row", ROWS)
def test_a_parameter_can_be_said(row: Any) -> None:
    match row:
        case Gives(text, facts, hours):
            set_ = rules(text)
            assert evaluate(set_, set_.ways["one"], facts).hours == Decimal(hours)
        case Together(text, items, hours):
            set_ = rules(text)
            told = [(str(place), set_.ways["one"], facts) for place, facts in enumerate(items)]
            assert [result.hours for _, result in tally(set_, told)] == hours
        case Finds(text, facts, line):
            set_ = rules(text)
            result = evaluate(set_, set_.ways["one"], facts)
            assert [found.id for found in result.findings] == [line]
            assert result.hours == 0
        case Refuses(text):
            [(_, why)] = said(text)
            assert "不得跨年" in why
            assert "五(二)" in why
        case Asks(text, person, needs):
            assert lacking(rules(text), [], person) == needs
        case Reads(text, attribute, value):
            assert getattr(rules(text).ways["one"], attribute) == value
        case Waits(why):
            assert why
        case _:
            pytest.fail(f"what is {row}?")
