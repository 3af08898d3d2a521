"""The page of parts, whole and open to everybody."""

from __future__ import annotations

import pytest

from ce_workflow.states.names import LABELS

pytestmark = pytest.mark.template("cast")


def test_every_state_of_a_claim_and_of_a_field_is_there(visitor):
    page = visitor.page("/help/parts")
    assert all(label in page.text for label in LABELS.values())
    for mark in (
        "aria-invalid",
        "disabled",
        'class="grave"',
        "field-tick",
        "measure-met",
        "notice-error",
        'class="empty"',
    ):
        assert mark in page.html


def test_nothing_on_it_can_be_sent_but_the_choice_of_a_language(visitor):
    page = visitor.page("/help/parts")
    assert {form.action for form in page.forms if form.method == "post"} == {"/language"}
