"""Beginning a claim: the chooser, the form of a kind, the draft."""

from __future__ import annotations

import io
import json

import pytest
from flask import Flask

from ce_workflow.kinds import KINDS
from tests.answers import EVIDENCE, answers
from tests.cast import make_claim, open_records
from tests.web.books import books, claim_row, last_request
from tests.web.conftest import page_of
from tests.web.filling import begin, filled, number_in, page_text, send_whole
from tests.web.step_doorway import ClientAs

pytestmark = pytest.mark.template("cast")


def test_the_chooser_names_every_kind_with_its_clause(app: Flask, client_as: ClientAs) -> None:
    open_records(app)
    page = client_as("claimant").page("/claims/new")
    assert {f"/claims/new/{code}" for code in KINDS} <= set(page.links)
    for clause in ("三（三）1", "三（三）2", "三（三）3", "三（三）4", "五（二）", "三（一）"):
        assert f"成人社函〔2019〕200号 {clause}" in page.text


@pytest.mark.parametrize("kind", list(KINDS))
def test_the_form_of_a_kind_has_the_names_of_the_contract(client_as: ClientAs, kind: str) -> None:
    form = client_as("claimant").page(f"/claims/new/{kind}").form(f"/claims/new/{kind}")
    names = {control.name for control in form.controls} - {"csrf_token", "form_key", ""}
    fields = {field.name for field in KINDS[kind].fields}
    assert names == fields | {f"evidence-{piece.name}" for piece in KINDS[kind].evidence}


@pytest.mark.parametrize("kind", list(KINDS))
def test_a_draft_is_saved_with_its_files(app: Flask, client_as: ClientAs, kind: str) -> None:
    visitor = client_as("claimant")
    answer = visitor.send(f"/claims/new/{kind}", **(typed := filled(kind)))
    assert answer.status_code == 303, page_text(answer)
    claim_id = number_in(answer)
    row = claim_row(app, claim_id)
    assert (row.state, row.kind, row.version) == ("draft", kind, 1)
    assert json.loads(row.fields) == {name: value for name, value in typed.items() if isinstance(value, str)}
    assert last_request(app, claim_id) == [("create", "claimant")]
    assert books(app)["ce_evidence"] == len(EVIDENCE[kind])
    page = visitor.page(f"/claims/{claim_id}")
    assert typed["title"] in page.text
    assert all(f"{piece}.pdf" in page.text for piece in EVIDENCE[kind])


@pytest.mark.parametrize("kind", list(KINDS))
def test_a_draft_may_be_blank_altogether(app: Flask, client_as: ClientAs, kind: str) -> None:
    visitor = client_as("claimant")
    answer = visitor.send(f"/claims/new/{kind}")
    assert answer.status_code == 303
    assert claim_row(app, number_in(answer)).fields == "{}"
    assert visitor.page(answer.headers["Location"]).forms


def test_looking_at_the_form_begins_nothing(app: Flask, client_as: ClientAs) -> None:
    before = books(app)
    client_as("claimant").page("/claims/new/patent?title=x&patent_number=1")
    assert books(app) == before


@pytest.mark.parametrize("kind", ["nothing", "Training", "__class__", "patent2", "%00", "study-abroad"])
def test_an_unknown_kind_is_not_found(client_as: ClientAs, kind: str) -> None:
    visitor = client_as("claimant")
    assert visitor.get(f"/claims/new/{kind}").status_code == 404
    token = visitor.page("/claims/").forms[0].values()
    assert visitor.post(f"/claims/new/{kind}", data=token).status_code == 404


@pytest.mark.parametrize("who", ["district", "city", "auditor", "admin", "security"])
def test_those_who_do_not_file_get_403(app: Flask, client_as: ClientAs, who: str) -> None:
    before = books(app)
    visitor = client_as(who)
    assert visitor.get("/claims/new").status_code == 403
    assert visitor.get("/claims/new/training").status_code == 403
    token = visitor.page("/help/").forms[0].values()
    assert visitor.post("/claims/new/training", data=token).status_code == 403
    assert books(app) == before


HOURS = ["0", "-1", "1e9", "999999999999999999999", "8.333", "八", "0.0", "1000", "1,5", "NaN", "８．３３"]


@pytest.mark.parametrize("hours", HOURS)
def test_T_14_hours_that_are_none_are_refused_at_the_field_and_kept(
    app: Flask, client_as: ClientAs, hours: str
) -> None:
    before = books(app)
    answer = client_as("claimant").send("/claims/new/training", **filled("training", hours_claimed=hours))
    assert answer.status_code == 422
    page = page_of(answer)
    assert page.form("/claims/new/training").values()["hours_claimed"] == [hours]
    assert 'href="#hours_claimed"' in page.html
    assert 'id="hours_claimed-error"' in page.html
    assert books(app) == before


DAYS = ["2026-02-29", "0001-01-01", "9999-12-31", "31/12/2026", "2019-13-01", "2019-06-20T25:00", "昨天", "20190620"]


@pytest.mark.parametrize("day", DAYS)
def test_T_15_a_day_that_is_none_is_refused_at_the_field_and_kept(app: Flask, client_as: ClientAs, day: str) -> None:
    before = books(app)
    answer = client_as("claimant").send("/claims/new/training", **filled("training", ended_on=day))
    assert answer.status_code == 422
    page = page_of(answer)
    assert page.form("/claims/new/training").values()["ended_on"] == [day]
    assert 'href="#ended_on"' in page.html
    assert books(app) == before


@pytest.mark.parametrize("title", ["a\x00b", "left\u202eright", "a\u2066b", "字" * 201, "one\ntwo", "private \ue000"])
def test_T_17_a_text_that_cannot_be_kept_is_refused(app: Flask, client_as: ClientAs, title: str) -> None:
    before = books(app)
    answer = client_as("claimant").send("/claims/new/training", **filled("training", title=title))
    assert answer.status_code == 422
    assert 'href="#title"' in page_of(answer).html
    assert books(app) == before


TEXTS = [
    ("  培训  ", "培训"),
    ("零\u200b宽", "零宽"),
    ("班🙂", "班🙂"),
    ("e\u0301", "é"),
    ("   ", None),
    ("𠮷野", "𠮷野"),
]


@pytest.mark.parametrize(("title", "kept"), TEXTS)
def test_T_17_a_text_is_stored_in_one_spelling_and_shown_so(
    app: Flask, client_as: ClientAs, title: str, kept: str | None
) -> None:
    visitor = client_as("claimant")
    claim_id = begin(visitor, title=title)
    assert json.loads(claim_row(app, claim_id).fields).get("title") == kept
    assert (kept or "") in visitor.page(f"/claims/{claim_id}").text


def test_T_17_lines_of_a_note_end_in_one_way(app: Flask, client_as: ClientAs) -> None:
    claim_id = begin(client_as("claimant"), note="一\r\n二\r三")
    assert json.loads(claim_row(app, claim_id).fields)["note"] == "一\n二\n三"


@pytest.mark.parametrize(("length", "status"), [(2**20, 422), (2**20 + 1, 413)])
def test_T_17_a_text_of_a_megabyte_is_too_long(app: Flask, client_as: ClientAs, length: int, status: int) -> None:
    before = books(app)
    answer = send_whole(client_as("claimant"), "/claims/new/training", title="a" * length)
    assert answer.status_code == status
    assert books(app) == before


def test_everything_wrong_is_said_at_once_and_nothing_typed_is_lost(app: Flask, client_as: ClientAs) -> None:
    before = books(app)
    typed = answers("study_abroad", hours_claimed="x", started_on="gestern", travel_days="-3", country="法国")
    answer = client_as("claimant").send("/claims/new/study_abroad", **typed)
    assert answer.status_code == 422
    page = page_of(answer)
    shown = page.form("/claims/new/study_abroad").values()
    assert {name: shown[name] for name in typed} == {name: [value] for name, value in typed.items()}
    for name in ("hours_claimed", "started_on", "travel_days"):
        assert f'href="#{name}"' in page.html
        assert f'id="{name}-error"' in page.html
    assert books(app) == before


def test_an_answer_outside_a_list_is_kept_and_shown(app: Flask, client_as: ClientAs) -> None:
    visitor = client_as("claimant")
    claim_id = begin(visitor, "patent", patent_type="plant")
    form = visitor.page(f"/claims/{claim_id}/edit").form(f"/claims/{claim_id}/edit")
    assert form.values()["patent_type"] == ["plant"]


@pytest.mark.parametrize(
    ("kind", "field", "code", "clause"),
    [
        ("patent", "patent_type", "design", "三（三）3"),
        ("achievement", "level", "municipal", "三（三）3"),
        ("degree", "degree", "junior_college", "三（三）4"),
        ("training", "organiser_type", "other", "三（三）1"),
    ],
)
def test_what_is_not_recognised_is_offered_and_explained(
    client_as: ClientAs, kind: str, field: str, code: str, clause: str
) -> None:
    page = client_as("claimant").page(f"/claims/new/{kind}")
    control = next(c for c in page.form(f"/claims/new/{kind}").controls if c.name == field)
    assert code in control.options
    assert page.text.count(f"成人社函〔2019〕200号 {clause}") >= 2  # of the kind, and of the explanation


def test_platforms_and_themes_come_from_the_reference_data(client_as: ClientAs) -> None:
    page = client_as("claimant").page("/claims/new/public_course")
    controls = {control.name: control for control in page.form("/claims/new/public_course").controls}
    assert {"provincial", "base-1", "base-21"} <= set(controls["platform"].options)
    assert {"5G+", "人工智能与健康"} <= set(controls["theme"].options)


def test_T_39_what_is_not_asked_for_is_ignored(app: Flask, client_as: ClientAs) -> None:
    more = {
        "state": "credited",
        "unit": "U00002",
        "unit_id": "U00002",
        "person": "0" * 32,
        "person_id": "0" * 32,
        "role": "city",
        "units_credited": "9000",
        "units_recognised": "9000",
        "version": "7",
        "year": "1999",
        "filed_by_org": "U00002",
        "participant": "519999196001010002",
        "evidence-passport": "x",
        "kind": "patent",
    }
    visitor = client_as("claimant")
    answer = visitor.send("/claims/new/training", **(filled("training") | more))
    row = claim_row(app, number_in(answer))
    own = claim_row(app, make_claim(app))
    assert (row.state, row.version, row.year, row.kind) == ("draft", 1, 2019, "training")
    assert (row.person_id, row.unit, row.filed_by_org, row.units_recognised) == (own.person_id, "U00001", None, None)


def test_a_draft_is_nobody_elses_business(app: Flask, client_as: ClientAs) -> None:
    claim_id = begin(client_as("claimant"))
    for who in ("claimant2", "unit", "sector", "district", "city", "auditor", "base"):
        assert client_as(who).get(f"/claims/{claim_id}").status_code == 404


def test_T_03_a_form_that_is_sent_twice_files_once(app: Flask, client_as: ClientAs) -> None:
    visitor = client_as("claimant")
    form = visitor.page("/claims/new/training").form("/claims/new/training")
    sent = [visitor.send_form(form, **filled("training")) for _ in range(2)]
    assert [answer.status_code for answer in sent] == [303, 303]
    assert len({answer.headers["Location"] for answer in sent}) == 1
    again = visitor.send("/claims/new/training", **filled("training"))
    assert again.headers["Location"] != sent[0].headers["Location"]


def test_T_37_a_large_form_without_files_is_refused_at_once(app: Flask, client_as: ClientAs) -> None:
    visitor = client_as("claimant")
    token = visitor.page("/claims/new/training").form("/claims/new/training").values()["csrf_token"][0]
    plain = {"content_type": "application/x-www-form-urlencoded"}
    large = visitor.post("/claims/new/training", data=f"csrf_token={token}&title=" + "a" * 2_000_000, **plain)
    assert large.status_code == 413
    many = visitor.post("/claims/new/training", data=f"csrf_token={token}" + "&a=1" * 2000, **plain)
    assert many.status_code == 413


@pytest.mark.parametrize("title", ["%D6%D0%B9%FA", "%ED%A0%80abc", "%FF"])
def test_T_17_bytes_that_are_no_text_are_refused(app: Flask, client_as: ClientAs, title: str) -> None:
    visitor = client_as("claimant")
    token = visitor.page("/claims/new/training").form("/claims/new/training").values()["csrf_token"][0]
    body = f"csrf_token={token}&title={title}"
    answer = visitor.post("/claims/new/training", data=body, content_type="application/x-www-form-urlencoded")
    assert answer.status_code == 400


def test_T_37_a_form_that_does_not_say_how_long_it_is_is_refused(client_as: ClientAs) -> None:
    answer = client_as("claimant").post(
        "/claims/new/training", input_stream=io.BytesIO(b"title=a"), headers={"Transfer-Encoding": "chunked"},
        content_type="application/x-www-form-urlencoded",
    )  # fmt: skip
    assert answer.status_code == 400
