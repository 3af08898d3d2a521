"""Is the site alive, is it ready?"""

from __future__ import annotations

import pytest
from sqlalchemy import text

from ce_workflow.store.database import db
from ce_workflow.store.transaction import transaction

pytestmark = pytest.mark.template("cast")


def test_it_lives_and_is_ready(visitor):
    assert visitor.get("/healthz").text == "ok\n"
    assert visitor.get("/readyz").text == "ready\n"


def test_without_its_tables_it_lives_and_is_not_ready(app, visitor):
    with app.app_context():
        transaction(lambda: db.session.execute(text("ALTER TABLE ce_user RENAME TO ce_gone")))
    assert visitor.get("/healthz").status_code == 200
    answer = visitor.get("/readyz")
    assert answer.status_code == 503
    assert "SELECT" not in answer.text
