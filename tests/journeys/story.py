"""What the stories look up when they are told to the end."""

from __future__ import annotations

from typing import Any

from flask import Flask

from tests.web.books import books, claim_row
from tests.web.conftest import Visitor
from tests.web.filling import take


def do(visitor: Visitor, claim_id: int, step: str, **given: Any) -> str:
    """Take a step by its form; the address that it leads to."""
    answer = take(visitor, claim_id, step, **given)
    assert answer.status_code == 303, answer.get_data(as_text=True)[:3000]
    return str(answer.headers["Location"])


def hours(app: Flask) -> dict[tuple[int, str], int]:
    """(year, category) -> the balance of the only person who has any, in hundredths."""
    return {(row.year, row.category): row.units for row in books(app)["balances"] if row.units}


def state(app: Flask, claim_id: int) -> str:
    """Where the claim is in its life."""
    return str(claim_row(app, claim_id).state)
