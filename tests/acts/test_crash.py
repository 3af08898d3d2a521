"""Whatever breaks in the middle of an act leaves nothing behind."""

from __future__ import annotations

from typing import Any

import pytest

from ce_workflow.acts import doorway
from ce_workflow.acts.perform import perform
from ce_workflow.errors import Busy, NotFound
from ce_workflow.store import transaction as room
from ce_workflow.store.database import db
from ce_workflow.store.transaction import transaction
from tests.acts.city import City

pytestmark = pytest.mark.template("cast")

GIVEN = {"hours": "18", "checks": "all"}


class Crash(Exception):
    """Something that nobody expected."""


def test_a_crash_after_the_act_leaves_nothing(city: City) -> None:
    claim_id, who = city.claim("unit_reviewed"), city.actor("sector")
    before = city.dump()

    def work() -> None:
        perform("verify", [(claim_id, None, GIVEN)], who, at=city.at, request_id="crash")[0].or_raise()
        assert db.session.connection().exec_driver_sql("SELECT count(*) FROM ce_ledger").scalar() == 2
        raise Crash

    with pytest.raises(Crash):
        transaction(work)
    assert city.dump() == before


@pytest.mark.parametrize("part", ["claims", "moved", "events", "contents", "entries", "raised"])
def test_a_write_that_breaks_half_way_leaves_nothing(city: City, part: str, monkeypatch: pytest.MonkeyPatch) -> None:
    claim_id, who = city.claim("unit_reviewed"), city.actor("sector")
    before = city.dump()
    from ce_workflow.store import write

    whole = write.Change.parts

    def torn(change: Any) -> dict[str, Any]:
        parts = whole(change)
        if part in parts:
            parts[part] = [row | dict.fromkeys(set(row) - {"id", "was_state", "was_version"}) for row in parts[part]]
        return parts

    monkeypatch.setattr(write.Change, "parts", torn)
    given = GIVEN | {"note": "核对无误。"}
    if part == "claims":
        step, items = "create", [(None, None, {"kind": "training", "fields": {}})]
        who = city.actor("claimant")
    else:
        step, items = "verify", [(claim_id, None, given)]
    with pytest.raises(Exception, match=r"NOT NULL|null value"):
        doorway.take(step, items, who, at=city.at, request_id="torn")
    monkeypatch.undo()
    assert city.dump() == before


def test_what_lost_against_another_one_runs_again_and_not_for_ever(city: City, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room.time, "sleep", lambda _: None)
    tries = []

    def late() -> str:
        tries.append(1)
        if len(tries) < 3:
            raise Busy
        return "done"

    assert transaction(late) == "done"
    assert len(tries) == 3

    def never() -> None:
        tries.append(1)
        raise Busy

    tries.clear()
    with pytest.raises(Busy):
        transaction(never)
    assert len(tries) == room.TRIES


def test_a_refusal_of_another_act_is_recorded_after_its_rollback(city: City) -> None:
    before = city.dump()

    def work() -> None:
        db.session.connection().exec_driver_sql("UPDATE ce_person SET name = 'x'")
        raise NotFound

    with pytest.raises(NotFound):
        doorway.enter("appoint", work, city.actor("admin"), at=city.at, request_id="enter")
    assert city.dump() == before
    assert city.refusals() == [{"act": "appoint", "code": "not_found", "status": 404}]
