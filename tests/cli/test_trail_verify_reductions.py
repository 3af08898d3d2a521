"""`flask trail verify` finds reductions of a need that no event made so, whichever column was altered."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import text

from ce_workflow import clock
from ce_workflow.acts.reductions import cancel_reduction, reduce_need
from ce_workflow.store.database import db
from ce_workflow.store.tables import Reduction
from ce_workflow.store.transaction import transaction
from tests import cast
from tests.cli.tampering import Tamper, found
from tests.cli.typed import done

pytestmark = pytest.mark.template("cast")

LEAVE = {"reason": "sick_leave", "from_day": "2019-03-01", "to_day": "2019-04-30", "document": "市人医〔2019〕12号"}
ALTERED = {
    "id": "999",
    "person_id": "(SELECT person_id FROM ce_user WHERE username = 'claimant2')",
    "year": "(SELECT max(year) FROM ce_year)",
    "from_day": "'2019-02-01'",
    "to_day": "'2019-12-31'",
    "reason": "'other'",
    "document": "'another'",
    "decided_by": "(SELECT person_id FROM ce_user WHERE username = 'unit2')",
    "at": "'2019-02-01T00:00:00.000000Z'",
    "cancelled_by": "(SELECT person_id FROM ce_user WHERE username = 'unit')",
    "cancelled_at": "'2019-02-01T00:00:00.000000Z'",
    "cancelled_document": "'another'",
}


@pytest.fixture
def stream(app: Flask, claims: dict[str, int]) -> str:
    """Whose need was reduced twice, and one of the reductions, the first, cancelled."""
    person, unit, unit2 = (cast.actor(app, name).person_id for name in ("claimant", "unit", "unit2"))
    assert person
    assert unit != unit2
    told: dict[str, Any] = {"at": clock.now(), "request_id": "test"}
    reviewer, other = cast.actor(app, "unit"), cast.actor(app, "unit2")
    with app.app_context():
        first = transaction(lambda: reduce_need(person, 2019, LEAVE, reviewer, **told))
        transaction(lambda: reduce_need(person, 2019, LEAVE, reviewer, **told))
        transaction(lambda: cancel_reduction(first, person, {"document": "撤"}, other, **told))
    done(app, "trail", "verify")
    return f"person:{person}"


def test_every_column_is_altered_here() -> None:
    assert set(ALTERED) == {column.name for column in Reduction.__table__.c}


@pytest.mark.parametrize("column", ALTERED)
def test_a_reduction_that_was_altered_is_named(app: Flask, stream: str, tamper: Tamper, column: str) -> None:
    with app.app_context():
        number = db.session.execute(text("SELECT min(id) FROM ce_reduction")).scalar_one()
    tamper(f"UPDATE ce_reduction SET {column} = {ALTERED[column]} WHERE id = :id", id=number)
    lines = found(app)
    assert any(line.startswith(stream) and "[reduction]" in line for line in lines)


def test_a_cancelled_reduction_does_not_come_to_life_again(app: Flask, stream: str, tamper: Tamper) -> None:
    tamper("UPDATE ce_reduction SET cancelled_by = NULL, cancelled_at = NULL, cancelled_document = NULL")
    [line] = found(app)
    assert line.startswith(stream)


def test_a_reduction_that_vanished_is_missed(app: Flask, stream: str, tamper: Tamper) -> None:
    tamper("DELETE FROM ce_reduction")
    assert len(found(app)) == 2


def test_a_reduction_that_nobody_decided_is_named(app: Flask, stream: str, tamper: Tamper) -> None:
    columns = "person_id, year, from_day, to_day, reason, document, decided_by, at"
    tamper(f"INSERT INTO ce_reduction ({columns}) SELECT {columns} FROM ce_reduction WHERE cancelled_at IS NULL")
    [line] = found(app)
    assert line.startswith(f"{stream} [reduction]")
