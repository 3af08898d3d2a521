"""The proof that the limit is honest: its rows are ours, but for ids, hashes and what is random."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import select

from ce_workflow.states.steps import RELATION
from ce_workflow.store.database import db
from ce_workflow.store.tables import Claim, Content, Entry, Event, EventQueue, Evidence
from ce_workflow.trail.replay import replay
from ce_workflow.trail.verify import check_content, check_stream

RANDOM = {"hash", "prev_hash", "head", "salt", "commitment", "nonce", "seen", "content"}


def assert_same(ours: int, limit: int) -> None:
    """Raise AssertionError unless both claims left the same rows, and both chains hold."""
    db.session.rollback()
    kept = [_rows(claim_id) for claim_id in (ours, limit)]
    for name in kept[0]:
        assert len(kept[0][name]) == len(kept[1][name]), f"the limit writes another number of rows: {name}"
        for ours_, limits in zip(kept[0][name], kept[1][name], strict=True):
            other = [
                f"{column}: {ours_[column]} / {limits[column]}" for column in ours_ if ours_[column] != limits[column]
            ]
            assert not other, f"the limit writes other rows than ours: {name}, {other}"
    for claim_id in (ours, limit):
        assert_holds(claim_id, "credited")


def assert_holds(claim_id: int, state: str) -> None:
    """Raise AssertionError unless the claim's chain holds and its events lead to this state."""
    claim = db.session.get(Claim, claim_id)
    events = db.session.scalars(select(Event).where(Event.stream == f"claim:{claim_id}").order_by(Event.seq)).all()
    content = db.session.get(Content, (claim_id, 1, "content"))
    assert claim
    assert content
    assert not check_stream(events, (claim.version, claim.head))
    assert not check_content(content, claim.commitment)
    replayed = replay(events, RELATION)
    assert not replayed.faults
    assert claim.state == replayed.state == state
    db.session.rollback()


def _rows(claim_id: int) -> dict[str, list[Any]]:
    """Every row of the claim, without what cannot be the same."""
    stream = Event.stream == f"claim:{claim_id}"
    asked = {
        "claim": select(Claim.__table__).where(Claim.id == claim_id),
        "event": select(*(c for c in Event.__table__.c if c.name != "id")).where(stream).order_by(Event.seq),
        "queue": select(Event.seq).join(EventQueue, EventQueue.event_id == Event.id).where(stream).order_by(Event.seq),
        "content": select(Content.__table__).where(Content.claim_id == claim_id),
        "evidence": select(*(c for c in Evidence.__table__.c if c.name != "id")).where(Evidence.claim_id == claim_id),
        "entries": select(Entry.__table__).where(Entry.claim_id == claim_id).order_by(Entry.id),
    }
    return {
        name: [_plain(dict(row), str(claim_id)) for row in db.session.execute(query).mappings()]
        for name, query in asked.items()
    }


def _plain(row: dict[str, Any], claim_id: str) -> dict[str, Any]:
    if "action" in row:
        row["body"] = json.loads(row["body"])
        row["body"] = {name: value for name, value in row["body"].items() if name not in RANDOM}
        row["body"]["extra"]["family"] = "N"
    text = {name: str(value).replace(f"claim:{claim_id}", "claim:N") for name, value in row.items()}
    return {name: "N" if value == claim_id else value for name, value in text.items() if name not in RANDOM}
