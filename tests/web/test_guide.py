"""The guide, read off the kinds and the steps."""

from __future__ import annotations

import pytest

from ce_workflow.kinds import KINDS
from ce_workflow.states.names import LABELS
from ce_workflow.states.steps import LABELS as STEP_LABELS
from ce_workflow.states.steps import STEPS
from ce_workflow.web import guide

pytestmark = pytest.mark.template("cast")


def test_every_kind_is_in_the_guide(visitor):
    assert {f"/help/kinds/{code}" for code in KINDS} <= set(visitor.page("/help/").links)


@pytest.mark.parametrize("code", KINDS)
def test_the_page_of_a_kind_says_all_that_is_asked(visitor, code):
    page, kind = visitor.page(f"/help/kinds/{code}"), KINDS[code]
    for field in kind.fields:
        assert field.label in page.text
    for piece in kind.evidence:
        assert piece.label in page.text
    for checks in kind.checks.values():
        assert all(check.label in page.text for check in checks)
    assert kind.clause.replace("(", "（").replace(")", "）") in page.text


def test_what_is_offered_and_refused_is_explained(visitor):
    page = visitor.page("/help/kinds/patent")
    assert "Design" in page.text
    assert "三（三）3" in page.text


@pytest.mark.parametrize("code", ["nothing", "TRAINING", "..", "%00", "training/x"])
def test_a_kind_that_is_none_is_not_there(visitor, code):
    visitor.page(f"/help/kinds/{code}", status=404)


def test_every_state_and_every_step_is_explained(visitor):
    page = visitor.page("/help/states")
    assert all(label in page.text for label in LABELS.values())
    assert all(label in page.text for label in STEP_LABELS.values())
    assert [*dict.fromkeys(state for state, _, _ in guide.MEANINGS)] == [*LABELS]
    assert {asked for step in STEPS for asked in step.asks} <= guide.ASKED.keys()


def test_where_no_unit_reviews_nobody_is_said_to_wait_for_one(visitor):
    assert "Waiting for the competent department" in visitor.page("/help/states").text
