"""What belongs to no claim is removed after a week, and nothing else is."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from ce_workflow import clock
from ce_workflow.acts.sweep import GRACE, sweep
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
