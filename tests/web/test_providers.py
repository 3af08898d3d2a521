"""The public directory of CE bases."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select, update

from ce_workflow.store.database import db
from ce_workflow.store.tables import Organisation
from ce_workflow.store.transaction import transaction
from tests.web.rows import rows

pytestmark = pytest.mark.template("cast")


def change(app, code, **values):
    with app.app_context():
        transaction(lambda: db.session.execute(update(Organisation).where(Organisation.code == code).values(**values)))


def test_every_base_is_listed_in_the_order_of_its_number(app, visitor):
    names = dict(rows(app, select(Organisation.code, Organisation.name).where(Organisation.kind == "base")))
    text = visitor.page("/providers").text
    assert names
    assert all(name in text for name in names.values())
    assert text.index(names["base-2"]) < text.index(names["base-10"])


def test_a_base_whose_evaluation_ended_is_marked(app, visitor):
    before = visitor.page("/providers").text.count("expired")
    change(app, "base-3", valid_to=date(2018, 12, 31))
    page = visitor.page("/providers")
    assert page.text.count("expired") == before + 1
    assert "until Dec\u00a031,\u00a02018" in page.text


def test_t21_an_address_that_is_no_web_page_is_no_link(app, visitor):
    change(app, "base-3", learning_address="javascript:alert(1)", name="<script>alert(1)</script>\"'{{7*7}}")
    answer = visitor.get("/providers")
    assert "<script>alert" not in answer.text
    assert "{{7*7}}" in answer.text
    assert 'href="javascript' not in answer.text
