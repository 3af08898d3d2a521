"""The estimate that comes by itself, with the answer to a form that is kept while somebody types."""

from __future__ import annotations

import html
import re
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from ce_workflow.store.database import db
from ce_workflow.store.tables import Attempt, Event
from ce_workflow.web.language import COOKIE
from tests.acts.rules import HEALTH
from tests.answers import answers
from tests.cast import id_number, make_claim
from tests.web.books import books, refusals
from tests.web.conftest import Visitor
from tests.web.filling import begin
from tests.web.step_doorway import ClientAs
from tests.web.test_unsent import NEW, keep, kept

pytestmark = pytest.mark.template("cast")
BASE_FORM = "/claims/new/public_course"


def told(visitor: Visitor, form: str, page: str, **typed: Any) -> dict[str, str]:
    """The parts that the answer brings, as plain words."""
    answer = keep(visitor, form, page, **typed)
    assert answer.status_code == 200
    found = re.split(r'<(?:p|div) data-told="(\w+)">', answer.text)[1:]
    plain = (" ".join(html.unescape(re.sub("<[^>]+>", " ", text)).split()) for text in found[1::2])
    return dict(zip(found[::2], plain, strict=True))


def test_hours_line_cap_and_what_the_year_then_lacks_come_with_the_answer(app: Flask, client_as: ClientAs) -> None:
    before = books(app)
    typed = answers("training", class_hours="24", hours_claimed="18")
    parts = told(client_as("claimant"), "training", NEW, **typed)
    assert list(parts) == ["kept", "short", "worked"]
    assert parts["short"].startswith("By what is filled in so far: 18 hours.")
    assert "90 hours are missing now, 72 with this claim" in parts["short"]
    for said in (
        "Calculated 18",
        "Professional subjects in 2019: 60 hours are missing now, 42 with",
        "三（三）1",
        "-6",
    ):
        assert said in parts["worked"].replace("−", "-")
    assert "Still open Certificate of completion" in parts["worked"]
    assert books(app) == before


def test_nothing_is_written_but_what_was_typed(app: Flask, client_as: ClientAs) -> None:
    organiser = client_as("base")

    def rows() -> list[int]:
        with app.app_context():
            return [db.session.scalar(select(func.count()).select_from(table)) or 0 for table in (Attempt, Event)]

    before = rows()
    for number in ("1", "12", id_number(11)):
        told(organiser, "public_course", BASE_FORM, **answers("public_course"), participant=number)
    assert rows() == before
    assert refusals(app) == []


def test_what_is_less_than_a_hundredth_of_an_hour_is_dropped_from_the_year(client_as: ClientAs) -> None:
    finer = HEALTH.replace("hours = 2", 'hours = "0.125"').replace(
        "[ways.training]", '[rounding]\nstep = "0.125"\nmode = "down"\nbasis = "platform"\n[ways.training]'
    )
    sector = client_as("sector")
    assert sector.send("/rules/new", text=finer, do="keep").status_code == 303
    draft = "/rules/chengdu-health-2019.1"
    assert sector.send(draft, to=f"{draft}/publish").status_code == 303
    parts = told(client_as("claimant"), "training", NEW, **answers("training", class_hours="1", hours_claimed="1"))
    assert parts["short"].startswith("By what is filled in so far: 0.125 hours.")
    assert "90 hours are missing now, 89.88 with this claim" in parts["short"]


def test_too_little_for_hours_is_said_calmly_with_what_is_open(client_as: ClientAs) -> None:
    parts = told(client_as("claimant"), "training", NEW, title="急救培训")
    assert parts["short"].startswith("The hours appear here as soon as there is enough")
    assert "Still open: Organiser · " in parts["short"]
    assert "is blank" not in parts["worked"]
    assert "Calculated –" in parts["worked"]
    assert "Nothing stands against" not in parts["worked"]


def test_a_kind_that_is_not_open_promises_no_hours(client_as: ClientAs) -> None:
    parts = told(client_as("claimant"), "sector_record", "/claims/new/sector_record", **answers("sector_record"))
    assert parts["short"].startswith("The rules on hours that hold here do not take claims of this kind.")
    assert "appear here" not in parts["short"]


def test_an_answer_that_cannot_be_read_is_named(client_as: ClientAs) -> None:
    parts = told(client_as("claimant"), "training", NEW, **answers("training", class_hours="acht"))
    assert "such as 4 or 4.5" in parts["worked"]


def test_it_knows_by_its_name_that_a_file_is_chosen_and_says_that_files_are_not_kept(client_as: ClientAs) -> None:
    typed = answers("training") | {"evidence-certificate": "证书.pdf", "evidence-notice": ""}
    parts = told(client_as("claimant"), "training", NEW, **typed)
    assert "Nothing stands against submitting it." in parts["worked"]
    assert "but for the files" in parts["kept"]
    assert "but for the files" not in told(client_as("claimant"), "training", NEW, **answers("training"))["kept"]


def test_a_base_that_files_for_another_sees_hours_and_nobodys_year(client_as: ClientAs) -> None:
    parts = told(client_as("base"), "public_course", BASE_FORM, **answers("public_course"))
    assert re.match(r"By what is filled in so far: \d+ hours\.$", parts["short"])
    assert "The other claims of the participant are looked at once this one is saved." in parts["worked"]


def test_a_base_that_goes_on_with_a_draft_sees_nobodys_year_either(client_as: ClientAs) -> None:
    base = client_as("base")
    claim_id = begin(base, "public_course", participant=id_number(0))
    edit = f"/claims/{claim_id}/edit"
    parts = told(base, str(claim_id), edit, title="改了")
    assert re.match(r"By what is filled in so far: \d+ hours\.$", parts["short"])
    assert "missing now" not in parts["worked"]
    assert "missing now" not in base.post(f"{edit}/preview", data=base.page(edit).form(edit).values()).text
    assert "missing now" in told(client_as("claimant"), str(claim_id), edit, title="改了")["short"]


def test_a_returned_claim_is_worked_out_with_the_files_that_it_has(app: Flask, client_as: ClientAs) -> None:
    claim_id = make_claim(app, state="returned")
    visitor, edit = client_as("claimant"), f"/claims/{claim_id}/edit"
    parts = told(visitor, str(claim_id), edit, class_hours="6", hours_claimed="6")
    assert "By what is filled in so far: 6 hours." in parts["short"]
    assert "Certificate of completion" not in parts["worked"]


def test_a_form_that_has_gone_by_is_told_so_and_worked_out_no_more(app: Flask, client_as: ClientAs) -> None:
    visitor = client_as("claimant")
    claim_id = begin(visitor)
    old = visitor.page(f"/claims/{claim_id}/edit").form(f"/claims/{claim_id}/edit").values()
    assert visitor.send(f"/claims/{claim_id}/edit", title="改了").status_code == 303
    answer = visitor.post(f"/claims/unsent/{claim_id}", data=old)
    assert "is not kept any more" in answer.text
    assert 'data-told="short"' not in answer.text
    assert kept(app) == []


def test_whoever_leaves_the_page_waits_for_no_estimate(app: Flask, client_as: ClientAs) -> None:
    visitor = client_as("claimant")
    assert list(told(visitor, "training", NEW, **answers("training"), leaving="1")) == ["kept"]
    assert [row.form for row in kept(app)] == ["training"]


def test_it_speaks_the_readers_language(client_as: ClientAs) -> None:
    visitor = client_as("claimant")
    visitor.set_cookie(COOKIE, "zh_CN")
    parts = told(visitor, "training", NEW, **answers("training"))
    assert parts["short"].startswith("按目前填写的内容，可计 ")
