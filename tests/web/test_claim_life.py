"""The line of a claim's life, what comes next, whose turn it is, and the figures of hours side by side."""

from __future__ import annotations

import re

import pytest
from flask import Flask

from tests.cast import DECISIONS, make_claim, step_with
from tests.web.appointing import change
from tests.web.conftest import Visitor
from tests.web.step_doorway import ClientAs

pytestmark = pytest.mark.template("cast")

STOPS = re.compile(r'<li class="life-(\w+)')
LINES = {
    "draft": ["now", "ahead", "ahead", "ahead"],
    "submitted": ["done", "now", "ahead", "ahead"],
    "unit_reviewed": ["done", "done", "now", "ahead"],
    "sector_verified": ["done", "done", "done", "now", "ahead"],
    "credited": ["done", "done", "done", "done"],
    "returned": ["done", "aside", "ahead", "ahead"],
    "rejected": ["done", "aside", "void", "void"],
    "withdrawn": ["done", "aside", "void", "void"],
    "appealed": ["done", "aside", "void", "void", "now"],
    "revoked": ["done", "done", "done", "done", "aside"],
}
TURNS = {
    "draft": "Check it, then submit it.",
    "submitted": "You need do nothing now.",
    "unit_reviewed": "You need do nothing now.",
    "appealed": "You need do nothing now.",
    "returned": "Please correct what is named here",
    "rejected": "you may appeal",
    "revoked": "you may appeal",
}


def line(visitor: Visitor, claim_id: int) -> list[str]:
    return STOPS.findall(visitor.page(f"/claims/{claim_id}").html)


@pytest.mark.parametrize("state", LINES)
def test_the_line_says_how_far_the_claim_is(app: Flask, client_as: ClientAs, state: str) -> None:
    claim_id = make_claim(app, state=state)
    visitor = client_as("claimant")
    assert line(visitor, claim_id) == LINES[state]
    page = visitor.page(f"/claims/{claim_id}")
    assert page.html.count('aria-current="step"') == LINES[state].count("now")
    assert all(turn not in page.text for named, turn in TURNS.items() if turn != TURNS.get(state))
    assert TURNS.get(state, "") in page.text


def test_after_an_overturn_the_claim_goes_its_way_again(app: Flask, client_as: ClientAs) -> None:
    claim_id = make_claim(app, state="appealed")
    step_with(app, claim_id, "overturn")
    assert line(client_as("claimant"), claim_id) == LINES["submitted"]


def test_a_decision_that_stands_is_said_to_stand(app: Flask, client_as: ClientAs) -> None:
    claim_id = make_claim(app, state="appealed")
    step_with(app, claim_id, "uphold")
    visitor = client_as("claimant")
    assert line(visitor, claim_id) == ["done", "aside", "void", "void", "aside"]
    assert "The decision stands" in visitor.page(f"/claims/{claim_id}").text


def test_what_was_sent_back_and_submitted_again_begins_anew(app: Flask, client_as: ClientAs) -> None:
    claim_id = make_claim(app, state="returned")
    step_with(app, claim_id, "submit")
    assert line(client_as("claimant"), claim_id) == LINES["submitted"]


@pytest.mark.parametrize(
    ("route", "stops"), [("unit_only", ["done", "now", "ahead"]), ("sector_only", ["done", "now", "ahead"])]
)
def test_a_shorter_route_has_fewer_stops(app: Flask, client_as: ClientAs, route: str, stops: list[str]) -> None:
    change(app, "chengdu-health", route=route)
    claim_id = make_claim(app)
    visitor = client_as("claimant")
    assert line(visitor, claim_id) == ["done", "now", "ahead"]
    text = visitor.page(f"/claims/{claim_id}").text
    assert "Once it is passed, the hours are credited." in text
    assert ("Confirmed by the unit" in text) == (route == "unit_only")


def test_a_draft_that_lacks_something_is_to_be_completed_first(app: Flask, client_as: ClientAs) -> None:
    claim_id = make_claim(app, state="draft", fields={"organiser": ""})
    page = client_as("claimant").page(f"/claims/{claim_id}")
    assert "Please complete it first" in page.text
    assert "Check it, then submit it." not in page.text


def test_an_appeals_own_words_stand_first_for_whoever_decides_it(app: Flask, client_as: ClientAs) -> None:
    claim_id = make_claim(app, state="appealed")
    html = client_as("district").page(f"/claims/{claim_id}").html
    first, _, then = html.partition('id="evidence-title"')
    assert DECISIONS["appeal"]["note"] in first
    assert DECISIONS["appeal"]["note"] in then


def test_it_says_with_whom_it_is_and_what_comes_next(app: Flask, client_as: ClientAs) -> None:
    claim_id = make_claim(app)
    text = client_as("claimant").page(f"/claims/{claim_id}").text
    assert "示例001医院 (Unit reviewer)" in text
    assert "it goes to 成都市卫生健康委员会 for verification" in text


def test_whoever_decides_is_told_that_it_waits_for_them(app: Flask, client_as: ClientAs) -> None:
    claim_id = make_claim(app)
    assert "Waiting for your decision." in client_as("unit").page(f"/claims/{claim_id}").text
    assert "Waiting for your decision." not in client_as("sector").page(f"/claims/{claim_id}").text


def test_a_figure_that_differs_says_by_how_much_and_why(app: Flask, client_as: ClientAs) -> None:
    claim_id = make_claim(app, fields={"hours_claimed": "20"})
    step_with(app, claim_id, "review", hours="17", reason="hours_adjusted")
    text = " ".join(client_as("claimant").page(f"/claims/{claim_id}").text.split())
    assert "Calculated 18 2 less than claimed" in text
    assert "Confirmed by the unit 17 3 less than claimed Reason: Hours adjusted" in text


def test_the_latest_stands_first_among_what_happened(app: Flask, client_as: ClientAs) -> None:
    claim_id = make_claim(app, state="returned")
    html = client_as("claimant").page(f"/claims/{claim_id}").html
    steps = re.findall(r'<li class="timeline-(\w+)"', html)
    assert steps == ["send_back", "submit", "create"]
