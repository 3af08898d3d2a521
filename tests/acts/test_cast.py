"""The standing cast can do everything that a claim needs."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import select

from ce_workflow.store.database import db
from ce_workflow.store.tables import Claim
from tests import cast


@pytest.mark.template("cast")
@pytest.mark.parametrize("kind", list(cast.FIELDS))
def test_a_claim_of_every_kind_is_credited(app: Flask, kind: str) -> None:
    cast.open_records(app)
    claim_id = cast.make_claim(app, kind, "credited")
    assert state_of(app, claim_id) == "credited"


@pytest.mark.template("cast")
@pytest.mark.parametrize("by", ["claimant", "outsider", "unit"])
@pytest.mark.parametrize("state", list(cast.PATHS))
def test_a_claim_comes_to_every_state(app: Flask, state: str, by: str) -> None:
    claim_id = cast.make_claim(app, "patent", state, by)
    assert state_of(app, claim_id) == state


def state_of(app: Flask, claim_id: int) -> str | None:
    with app.app_context():
        return db.session.scalar(select(Claim.state).where(Claim.id == claim_id))
