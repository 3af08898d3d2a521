"""What ends or begins in the very moment of a decision: roles, and other claims for the same hours."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import text

from ce_workflow.acts import perform as perform_module
from ce_workflow.store.database import db
from tests import cast
from tests.acts.city import City
from tests.acts.invariants import assert_invariants
from tests.acts.test_races import GIVEN, at_once, taking, winners

pytestmark = pytest.mark.template("cast")


def test_t60_of_two_corrections_at_once_one_is_submitted(city: City) -> None:
    revoked = city.claim("revoked")
    given = {"kind": "training", "fields": cast.FIELDS["training"], "corrects": revoked}
    for _ in range(3):
        drafts = [
            taking(city, "create", [(None, None, given | {"files": cast.files(city.app, "training")})], "claimant")()[0]
            for _ in range(4)
        ]
        ids = [draft.or_raise().id for draft in drafts]
        outcomes = at_once(city, [taking(city, "submit", [(draft, None, {})], "claimant") for draft in ids])
        assert len(winners(outcomes)) == 1
        lost = {finding.code for found in outcomes for o in found if o.refusal for finding in o.refusal.findings}
        assert lost == {"corrected_already"}
        assert_invariants(db.session.connection())
        (won,) = winners(outcomes)
        taking(city, "withdraw", [(won.claim_id, None, {})], "claimant")()[0].or_raise()


def test_I_11_a_role_that_ends_between_the_look_and_the_decision_decides_nothing(
    city: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On SQLite nobody else writes meanwhile: there the end comes before or after."""
    if db.engine.dialect.name == "sqlite":
        return
    claim_id = city.claim("submitted")
    real, turns = perform_module.write, []

    def end_it_first(change: Any) -> None:
        if change.moved and not turns:
            turns.append(1)
            with db.engine.connect() as other, other.begin():
                other.execute(text("UPDATE ce_grant SET valid_to = valid_from WHERE role = 'reviewer'"))
        real(change)

    monkeypatch.setattr(perform_module, "write", end_it_first)
    (outcome,) = taking(city, "review", [(claim_id, None, GIVEN["review"])], "unit")()
    assert (outcome.refusal.code, city.state(claim_id)) == ("role_needed", "submitted")
