"""What belongs to no claim is removed after a week, and nothing else is; what is missing is noted until it is back."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select, text

from ce_workflow import clock
from ce_workflow.acts.sweep import GRACE, sweep, take_stock
from ce_workflow.people.actor import SYSTEM
from ce_workflow.store.blobs import BlobStore
from ce_workflow.store.database import db
from ce_workflow.store.tables import Event, Evidence
from tests.cast import make_claim

pytestmark = pytest.mark.template("cast")


def test_a_blob_without_a_row_goes_after_a_week(app: Flask) -> None:
    make_claim(app, state="draft")
    blobs: BlobStore = app.extensions["ce"].blobs
    now, stray = clock.now(), blobs.keep(b"of a form that was refused")
    with app.app_context():
        (named,) = db.session.scalars(select(Evidence.blob))
        if not blobs.exists(named):
            blobs.put(named, b"evidence")
        assert sweep(blobs, SYSTEM, at=now, request_id="r") == 0
        assert blobs.exists(stray)
        later = now + GRACE + timedelta(minutes=1)
        assert sweep(blobs, SYSTEM, at=later, request_id="r") == 1
        assert not blobs.exists(stray)
        assert blobs.exists(named)
        assert sweep(blobs, SYSTEM, at=later, request_id="r") == 0
        swept = db.session.scalars(select(Event.action).where(Event.action == "sweep_blobs")).all()
        assert list(swept) == ["sweep_blobs"]


def test_what_is_missing_is_noted_once_and_again_when_it_is_back(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ce_workflow.acts.sweep.A_TIME", 1)
    claims = [make_claim(app, state="draft") for _ in range(3)]
    blobs: BlobStore = app.extensions["ce"].blobs
    told = {"at": clock.now(), "request_id": "r"}
    with app.app_context():
        rows = db.session.execute(select(Evidence.id, Evidence.blob).order_by(Evidence.id)).all()
        kept = blobs.get(rows[1].blob)
        blobs.delete(rows[1].blob)
        for _ in range(2):
            stock = take_stock(blobs, SYSTEM, **told)
            assert (stock.missing, stock.back, stock.first) == (1, 0, [(claims[1], rows[1].id)])
            assert present() == [True, False, True]
        blobs.put(rows[1].blob, kept)
        stock = take_stock(blobs, SYSTEM, **told)
        assert (stock.missing, stock.back, stock.first) == (0, 1, [])
        assert present() == [True, True, True]
        noted = db.session.scalars(select(Event.body).where(Event.action == "take_stock").order_by(Event.id))
        counts = ['"extra":{"back":0,"missing":1}', '"extra":{"back":1,"missing":0}']
        assert [count in body for count, body in zip(counts, noted, strict=True)] == [True, True]


def present() -> list[bool]:
    """What the auditor's view says of each file."""
    return [
        bool(there) for there in db.session.scalars(text("SELECT blob_present FROM inv_evidence ORDER BY evidence_id"))
    ]
