"""The forty claims of 2019, loaded from their file with their evidence, are answered as the notice demands."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from ce_workflow.store.database import db
from ce_workflow.store.tables import Claim
from tests.cli.typed import done

HERE = Path(__file__).parents[1] / "data"
CLAIMS: dict[str, dict[str, Any]] = {
    claim["id"]: claim for claim in json.loads((HERE / "claims_2019.json").read_text("utf-8"))["claims"]
}
pytestmark = pytest.mark.template("cast")


@pytest.fixture
def answers(app: Flask) -> dict[str, dict[str, Any]]:
    """Claim by claim the line that was printed."""
    file, evidence = str(HERE / "claims_2019.json"), str(HERE / "evidence")
    printed = done(app, "claims", "load", file, "--evidence", evidence, "--as", "claimant", "--submit")
    return {answer["id"]: answer for answer in map(json.loads, printed.splitlines())}


def test_every_claim_is_answered_as_demanded(app: Flask, answers: dict[str, dict[str, Any]]) -> None:
    assert list(answers) == list(CLAIMS)
    assert list(_otherwise(answers)) == []
    with app.app_context():
        rows = {row.id: row for row in db.session.execute(select(Claim.id, Claim.state, Claim.year, Claim.filed_on))}
    for name, answer in answers.items():
        row = rows[answer["claim_id"]]  # each of them can be kept, the refused ones as drafts
        assert row.state == ("draft" if answer["outcome"] == "refused" else "submitted"), name
        if "year" in CLAIMS[name]:
            assert row.year == CLAIMS[name]["year"], name
        if answer["outcome"] != "refused":
            assert row.filed_on.isoformat() == CLAIMS[name]["filed_on"], name


def _otherwise(answers: dict[str, dict[str, Any]]) -> Iterator[tuple[str, Any]]:
    """The claims whose answer is another one."""
    for name, claim in CLAIMS.items():
        answer = answers[name]
        clauses = {finding["clause"] for finding in answer["findings"] if finding["clause"]}
        if answer["outcome"] != claim["submit"] or clauses != set(claim.get("findings", ())):
            yield name, answer
