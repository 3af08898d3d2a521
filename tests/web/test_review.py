"""The unit's review."""

from __future__ import annotations

import json

import pytest
from flask import Flask
from sqlalchemy import select

from ce_workflow.store.database import db
from ce_workflow.store.tables import Event
from tests.cast import make_claim, step_with
from tests.web.books import books, claim_row, refusals
from tests.web.conftest import page_of
from tests.web.filling import page_text, take
from tests.web.step_doorway import ClientAs, StepDoorway

pytestmark = pytest.mark.template("cast")


class TestReview(StepDoorway):
    step, state, after, by = "review", "submitted", "unit_reviewed", "unit"
    events = [("review", "reviewer")]  # noqa: RUF012
    wrong_desk = "sector"
    stranger = "unit-b"


def test_everything_missing_is_said_at_once_and_what_was_typed_stays(app: Flask, client_as: ClientAs) -> None:
    claim_id = make_claim(app)
    before = books(app)
    answer = take(
        client_as("unit"), claim_id, "review", hours="12.5", note="证书写的是12.5学时。", checks=["took_part"]
    )
    assert answer.status_code == 422
    page = page_of(answer)
    typed = page.form(f"/claims/{claim_id}/review").values()
    assert typed["hours"] == ["12.5"]
    assert typed["note"] == ["证书写的是12.5学时。"]
    assert typed["checks"] == ["took_part"]
    assert ": 3." in page.text.split("医疗质量培训班", 2)[1].split("What you typed")[0]
    assert page.html.count('href="#review-checks"') == 2
    assert page.html.count('href="#review-reason"') == 1
    assert books(app) == before


@pytest.mark.parametrize("hours", ["", "0", "-1", "1e9", "999999999999999999999", "8.333", "八", "1000"])
def test_T_14_hours_that_are_none_are_refused_and_kept(app: Flask, client_as: ClientAs, hours: str) -> None:
    claim_id = make_claim(app)
    answer = take(client_as("unit"), claim_id, "review", hours=hours, reason="hours_adjusted")
    assert answer.status_code == 422
    assert page_of(answer).form(f"/claims/{claim_id}/review").values()["hours"] == [hours]


@pytest.mark.parametrize(("typed", "units"), [("１２．５", 1250), (" 9 ", 900)])
def test_T_14_hours_in_full_width_digits_are_hours(app: Flask, client_as: ClientAs, typed: str, units: int) -> None:
    claim_id = make_claim(app)
    assert take(client_as("unit"), claim_id, "review", hours=typed, reason="hours_adjusted").status_code == 303
    assert claim_row(app, claim_id).units_reviewed == units


def test_a_changed_figure_is_shown_with_its_reason_beside_the_claimed_one(app: Flask, client_as: ClientAs) -> None:
    claim_id = make_claim(app)
    take(client_as("unit"), claim_id, "review", hours="12", reason="hours_adjusted", note="只有两天。")
    page = client_as("claimant").page(f"/claims/{claim_id}")
    assert "只有两天。" in page.text
    row = claim_row(app, claim_id)
    assert (row.units_claimed, row.units_computed, row.units_reviewed, row.units_recognised) == (1800, 1800, 1200, None)


def test_a_reason_outside_the_list_is_refused(app: Flask, client_as: ClientAs) -> None:
    claim_id = make_claim(app)
    answer = take(client_as("unit"), claim_id, "review", hours="1", reason="because")
    assert answer.status_code == 422
    assert page_of(answer).form(f"/claims/{claim_id}/review").values()["reason"] == ["because"]


def test_T_08_a_reviewer_never_reviews_an_own_claim(app: Flask, client_as: ClientAs) -> None:
    claim_id = make_claim(app, by="unit")
    before = books(app)
    visitor = client_as("unit", "reviewer")
    page = visitor.page(f"/claims/{claim_id}")
    assert all(form.action != f"/claims/{claim_id}/review" for form in page.forms)
    answer = TestReview().post(visitor, claim_id, hours="18")
    assert answer.status_code == 403
    assert books(app) == before
    assert refusals(app) == [("review", "duties_separate")]
    assert take(client_as("unit2"), claim_id, "review").status_code == 303


def test_the_loser_of_a_race_is_told_who_won_and_loses_no_word(app: Flask, client_as: ClientAs) -> None:
    claim_id = make_claim(app)
    first, second = client_as("unit"), client_as("unit2")
    form = second.page(f"/claims/{claim_id}").form(f"/claims/{claim_id}/review")
    assert take(first, claim_id, "review").status_code == 303
    before = books(app)
    answer = second.send_form(form, hours="7.5", reason="hours_adjusted", note="我看只有七个半学时。")
    assert answer.status_code == 409
    said = page_text(answer)
    assert "毛瑶娟" in said  # who decided
    assert "我看只有七个半学时。" in said
    assert "7.5" in said
    assert books(app) == before


def test_a_claim_that_was_changed_meanwhile_is_shown_anew_with_the_form_as_typed(
    app: Flask, client_as: ClientAs
) -> None:
    """Sent back, corrected and submitted again: the step is possible, but what the reviewer saw is gone."""
    claim_id = make_claim(app)
    reviewer = client_as("unit2")
    form = reviewer.page(f"/claims/{claim_id}").form(f"/claims/{claim_id}/review")
    step_with(app, claim_id, "send_back")
    step_with(app, claim_id, "submit")
    answer = reviewer.send_form(
        form, hours="7.5", reason="hours_adjusted", note="我看只有七个半学时。", checks=["took_part"]
    )
    assert answer.status_code == 409
    typed = page_of(answer).form(f"/claims/{claim_id}/review").values()
    assert (typed["hours"], typed["note"], typed["checks"]) == (["7.5"], ["我看只有七个半学时。"], ["took_part"])
    assert typed["seen_version"] == [str(claim_row(app, claim_id).version)]
    form = page_of(answer).form(f"/claims/{claim_id}/review")
    ticks = [control.value for control in form.controls if control.name == "checks"]
    assert reviewer.send_form(form, checks=ticks).status_code == 303


def test_after_a_decision_the_next_claim_of_the_desk_opens(app: Flask, client_as: ClientAs) -> None:
    own = make_claim(app, by="unit")
    first, second, third = (make_claim(app) for _ in range(3))
    reviewer = client_as("unit", "reviewer")
    answer = take(reviewer, second, "review")
    assert answer.headers["Location"] == f"/claims/{third}"
    answer = take(reviewer, third, "review")
    assert answer.headers["Location"] == f"/claims/{first}"
    answer = take(reviewer, first, "review")
    assert answer.headers["Location"] == "/desk/"
    assert f"/desk/{own}" in reviewer.page("/desk/").links


def test_the_next_claim_is_one_that_this_reviewer_may_decide(app: Flask, client_as: ClientAs) -> None:
    barred = make_claim(app, state="appealed")  # `unit` rejected it
    step_with(app, barred, "overturn")
    first, second = make_claim(app), make_claim(app)
    reviewer = client_as("unit", "reviewer")
    assert take(reviewer, second, "review").headers["Location"] == f"/claims/{first}"
    assert take(reviewer, first, "review").headers["Location"] == "/desk/"
    assert f"/desk/{barred}" in reviewer.page("/desk/").links
    third = make_claim(app)
    assert take(client_as("unit2"), third, "review").headers["Location"] == f"/claims/{barred}"


@pytest.mark.parametrize("version", ["abc", "-1", "99999999999999999999", "0", "", None])
def test_nobody_decides_without_saying_which_version_they_read(
    app: Flask, client_as: ClientAs, version: str | None
) -> None:
    claim_id = make_claim(app)
    before = books(app)
    reviewer = client_as("unit")
    answer = take(reviewer, claim_id, "review", seen_version=version, note="看过了。")
    assert answer.status_code == 409
    assert books(app) == before
    again = page_of(answer).form(f"/claims/{claim_id}/review")
    assert again.values()["note"] == ["看过了。"]
    ticks = [control.value for control in again.controls if control.name == "checks"]
    assert reviewer.send_form(again, checks=ticks).status_code == 303


def test_the_event_says_which_lines_of_the_checklist_were_ticked(app: Flask, client_as: ClientAs) -> None:
    claim_id = make_claim(app)
    take(client_as("unit"), claim_id, "review")
    with app.app_context():
        asked = select(Event.body).where(Event.stream == f"claim:{claim_id}", Event.action == "review")
        extra = json.loads(db.session.scalars(asked).one())["extra"]
    assert {name for name in extra if name.startswith("check:")} == {
        "check:original_seen", "check:took_part", "check:related",
    }  # fmt: skip


def test_more_hours_than_were_worked_out_are_pointed_out_beside_the_hours(app: Flask, client_as: ClientAs) -> None:
    from sqlalchemy import update

    from ce_workflow.store.tables import Claim
    from ce_workflow.store.transaction import transaction

    claim_id = make_claim(app)
    visitor = client_as("unit")
    assert "step-over" not in visitor.page(f"/claims/{claim_id}").html
    units = {"units_claimed": 4000, "units_computed": 1200}
    with app.app_context():
        transaction(lambda: db.session.execute(update(Claim).where(Claim.id == claim_id).values(**units)))
    page = visitor.page(f"/claims/{claim_id}")
    assert "step-hours step-over" in page.html
    assert "hours are claimed, but only" in page.text
    assert page.form(f"/claims/{claim_id}/review").values()["hours"] != ["12"]  # nothing is decided beforehand


@pytest.mark.parametrize("checks", ["all", "genuine,in_the_year", "all,genuine"])
def test_no_word_ticks_more_than_one_line(app: Flask, client_as: ClientAs, checks: str) -> None:
    """A wildcard is for commands: in a browser every line, and so every flag, is ticked by itself."""
    claim_id = make_claim(app)
    visitor, before = client_as("unit"), books(app)
    form = visitor.page(f"/claims/{claim_id}").form(f"/claims/{claim_id}/review")
    answer = visitor.send_form(form, checks=checks)
    assert answer.status_code == 422
    assert "The checklist has no such line." in page_text(answer)
    assert books(app) == before
