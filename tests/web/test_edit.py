"""Changing a claim that is not yet submitted, or was sent back."""

from __future__ import annotations

import json
from typing import ClassVar

import pytest
from flask import Flask
from sqlalchemy import select

from ce_workflow.store.database import db
from ce_workflow.store.tables import Evidence
from tests import corpus
from tests.answers import answers
from tests.cast import make_claim, step_with
from tests.web.books import books, claim_row, last_request
from tests.web.conftest import Visitor, page_of
from tests.web.filling import begin, file, page_text
from tests.web.step_doorway import ClientAs, StepDoorway

pytestmark = pytest.mark.template("cast")


class TestEdit(StepDoorway):
    step, state, after, by = "edit", "returned", "returned", "claimant"
    events: ClassVar = [("edit", "claimant")]
    wrong_state = "submitted"
    wrong_desk = "unit"
    leads_to = "/claims/{}"

    def test_it_works(self, app: Flask, client_as: ClientAs) -> None:
        claim_id = make_claim(app, state="returned")
        visitor = client_as("claimant")
        answer = visitor.send(f"/claims/{claim_id}/edit", hours_claimed="12")
        assert answer.status_code == 303, page_text(answer)
        assert answer.headers["Location"] == f"/claims/{claim_id}"
        row = claim_row(app, claim_id)
        assert (row.state, row.units_claimed) == ("returned", 1200)
        assert last_request(app, claim_id) == [("edit", "claimant")]

    def test_T_03_the_same_step_twice_is_one_event(self, app: Flask, client_as: ClientAs) -> None:
        claim_id = make_claim(app, state="returned")
        visitor = client_as("claimant")
        form = visitor.page(f"/claims/{claim_id}/edit").form(f"/claims/{claim_id}/edit")
        assert visitor.send_form(form, title="新题目").status_code == 303
        once = books(app)
        assert visitor.send_form(form, title="新题目").status_code == 409
        assert books(app) == once


def files_of(app: Flask, claim_id: int) -> dict[str, int]:
    """Name -> number of the files that the claim shows."""
    asked = select(Evidence.name, Evidence.id).where(Evidence.claim_id == claim_id, Evidence.dropped_version.is_(None))
    with app.app_context():
        return {row.name: row.id for row in db.session.execute(asked)}


def test_the_form_shows_the_files_that_are_there(app: Flask, client_as: ClientAs) -> None:
    visitor = client_as("claimant")
    picture = {"evidence-timetable": file(corpus.jpeg(7), "日程.jpg")}
    claim_id = begin(visitor, **picture)
    there = files_of(app, claim_id)
    page = visitor.page(f"/claims/{claim_id}/edit")
    address = f"/claims/{claim_id}/evidence/{there['日程.jpg']}?inline=1"
    assert f'<img src="{address}"' in page.html
    assert {address, f"/claims/{claim_id}/evidence/{there['certificate.pdf']}"} <= set(page.links)
    assert visitor.get(address).mimetype == "image/jpeg"


def test_files_are_dropped_and_added(app: Flask, client_as: ClientAs) -> None:
    visitor = client_as("claimant")
    claim_id = begin(visitor)
    old = files_of(app, claim_id)["certificate.pdf"]
    new = {"evidence-certificate": file(name="新证书.pdf"), "drop": [str(old)]}
    answer = visitor.send(f"/claims/{claim_id}/edit", **new)
    assert answer.status_code == 303, page_text(answer)
    assert list(files_of(app, claim_id)) == ["新证书.pdf"]
    text = visitor.page(f"/claims/{claim_id}").text
    assert "新证书.pdf" in text
    assert "certificate.pdf" not in text


def test_a_file_of_another_claim_is_not_dropped(app: Flask, client_as: ClientAs) -> None:
    others = make_claim(app, by="claimant2")
    theirs = files_of(app, others)["certificate.pdf"]
    visitor = client_as("claimant")
    claim_id = begin(visitor)
    answer = visitor.send(f"/claims/{claim_id}/edit", drop=[str(theirs), "x", "-1", "9" * 50, "9" * 5000])
    assert answer.status_code == 303
    assert list(files_of(app, others)) == list(files_of(app, claim_id)) == ["certificate.pdf"]


def test_what_cannot_be_read_is_said_and_kept(app: Flask, client_as: ClientAs) -> None:
    visitor = client_as("claimant")
    claim_id = begin(visitor)
    drop = str(files_of(app, claim_id)["certificate.pdf"])
    before = books(app)
    typed = answers("training", hours_claimed="zwölf", ended_on="2019-02-30", organiser="省卫生健康委员会", drop=drop)
    answer = visitor.send(f"/claims/{claim_id}/edit", **typed)
    assert answer.status_code == 422
    page = page_of(answer)
    shown = page.form(f"/claims/{claim_id}/edit").values()
    assert {name: shown[name] for name in typed} == {name: [value] for name, value in typed.items()}
    assert 'href="#hours_claimed"' in page.html
    assert 'href="#ended_on"' in page.html
    assert books(app) == before


def test_everything_is_said_in_the_first_round_at_its_field(app: Flask, client_as: ClientAs) -> None:
    visitor = client_as("claimant")
    claim_id = begin(visitor)
    typed = answers("training", hours_claimed="abc", started_on="2019-06-20", ended_on="2019-06-19", title="")
    before = books(app)
    for path in ("/claims/new/training", f"/claims/{claim_id}/edit"):
        answer = visitor.send(path, **typed)
        assert answer.status_code == 422
        page = page_of(answer)
        shown = page.form(path).values()
        assert {name: shown[name] for name in typed} == {name: [value] for name, value in typed.items()}
        for field in ("hours_claimed", "ended_on"):
            assert f'href="#{field}"' in page.html
            assert f'id="{field}-error"' in page.html
        assert "lies before the first day" in page.text
        assert 'href="#title"' not in page.html  # a draft may have blanks
    assert books(app) == before


def test_a_form_from_an_older_version_is_stale_and_nothing_typed_is_lost(app: Flask, client_as: ClientAs) -> None:
    here, there = client_as("claimant"), client_as("claimant")
    claim_id = begin(here)
    form = here.page(f"/claims/{claim_id}/edit").form(f"/claims/{claim_id}/edit")
    there.send(f"/claims/{claim_id}/edit", title="那边改的")
    before = books(app)
    answer = here.send_form(form, title="这边改的")
    assert answer.status_code == 409
    again = page_of(answer).form(f"/claims/{claim_id}/edit")
    assert again.values()["title"] == ["这边改的"]
    assert books(app) == before
    assert here.send_form(again).status_code == 303
    assert json.loads(claim_row(app, claim_id).fields)["title"] == "这边改的"


@pytest.mark.parametrize("state", ["submitted", "unit_reviewed", "credited", "rejected", "withdrawn", "revoked"])
def test_T_04_what_is_submitted_or_decided_is_not_changed(app: Flask, client_as: ClientAs, state: str) -> None:
    claim_id = make_claim(app, state=state)
    drop = str(files_of(app, claim_id)["certificate.pdf"])
    before = books(app)
    visitor = client_as("claimant")
    assert f"/claims/{claim_id}/edit" not in visitor.page(f"/claims/{claim_id}").links
    answer = TestEdit().post(visitor, claim_id, **answers("training", title="改过的题目"), drop=drop)
    assert answer.status_code == 409
    assert "改过的题目" in answer.text
    assert visitor.get(f"/claims/{claim_id}/edit").status_code == 409
    assert books(app) == before


def test_T_39_neither_kind_nor_person_nor_state_change_by_the_form(app: Flask, client_as: ClientAs) -> None:
    visitor = client_as("claimant")
    claim_id = begin(visitor)
    before = claim_row(app, claim_id)
    visitor.send(f"/claims/{claim_id}/edit", kind="patent", person_id="0" * 32, state="credited", unit="U00002")
    after = claim_row(app, claim_id)
    for column in ("kind", "person_id", "state", "unit", "filed_by", "filed_by_org"):
        assert getattr(after, column) == getattr(before, column)


def test_a_live_claim_may_not_take_the_achievement_of_another(app: Flask, client_as: ClientAs) -> None:
    first = make_claim(app, "patent")
    number = json.loads(claim_row(app, first).fields)["patent_number"]
    second = make_claim(app, "patent")
    step_with(app, second, "send_back")
    before = books(app)
    answer = client_as("claimant").send(f"/claims/{second}/edit", patent_number=number)
    assert answer.status_code == 422
    assert str(first) in page_text(answer)
    assert books(app) == before


def test_the_files_of_a_claim_are_limited_over_all_its_versions(app: Flask, client_as: ClientAs) -> None:
    visitor: Visitor = client_as("claimant")
    claim_id = begin(visitor, **{"evidence-timetable": [file(name=f"{n}.pdf") for n in range(9)]})
    before = books(app)
    answer = visitor.send(f"/claims/{claim_id}/edit", **{"evidence-notice": file(name="11.pdf")})
    assert answer.status_code == 422
    assert books(app) == before
