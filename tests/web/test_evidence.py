"""Downloads of evidence."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from flask import Flask
from sqlalchemy import select

from ce_workflow.store.database import db
from ce_workflow.store.tables import Event, Evidence
from tests import corpus
from tests.cast import keep, make_claim
from tests.web.appointing import end_role
from tests.web.books import refusals
from tests.web.filling import file, take
from tests.web.step_doorway import ClientAs

pytestmark = pytest.mark.template("cast")


def path_of(app: Flask, claim_id: int) -> str:
    """The address of the claim's first file."""
    with app.app_context():
        evidence_id = db.session.scalars(select(Evidence.id).where(Evidence.claim_id == claim_id)).first()
    return f"/claims/{claim_id}/evidence/{evidence_id}"


def test_a_file_is_downloaded_and_harmless(app: Flask, client_as: ClientAs) -> None:
    claim_id = make_claim(app)
    answer = client_as("unit").get(path_of(app, claim_id))
    assert answer.status_code == 200
    assert answer.data.startswith(b"%PDF-")
    assert answer.mimetype == "application/pdf"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="certificate.pdf"'
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "sandbox" in policy
    assert "script" not in policy


def test_a_picture_may_be_looked_at(app: Flask, client_as: ClientAs) -> None:
    picture = [("certificate", keep(app, "证书.png", corpus.png(1)))]
    claim_id = make_claim(app, evidence=picture)
    path = path_of(app, claim_id)
    visitor = client_as("unit")
    assert f"{path}?inline=1" in visitor.page(f"/claims/{claim_id}").links
    answer = visitor.get(f"{path}?inline=1")
    assert answer.mimetype == "image/png"
    assert answer.headers["Content-Disposition"].startswith("inline; ")
    assert "sandbox" in answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize("who", ["claimant", "unit", "unit2", "sector", "district", "city"])
def test_whoever_reaches_the_claim_reaches_its_files(app: Flask, client_as: ClientAs, who: str) -> None:
    assert client_as(who).get(path_of(app, make_claim(app))).status_code == 200


@pytest.mark.parametrize("who", ["claimant2", "outsider", "unit-b", "sector-b", "base"])
def test_T_48_nobody_else_does_and_the_attempt_is_recorded(app: Flask, client_as: ClientAs, who: str) -> None:
    assert client_as(who).get(path_of(app, make_claim(app))).status_code == 404
    assert refusals(app) == [("evidence", "not_found")]


@pytest.mark.parametrize("who", ["admin", "security"])
def test_T_13_those_who_see_no_content_get_403(app: Flask, client_as: ClientAs, who: str) -> None:
    assert client_as(who).get(path_of(app, make_claim(app))).status_code == 403
    assert refusals(app) == [("evidence.show", "role_needed")]


def test_T_48_a_removed_reviewer_reaches_nothing_from_the_next_request_on(app: Flask, client_as: ClientAs) -> None:
    path = path_of(app, make_claim(app))
    visitor = client_as("unit", "reviewer")
    assert visitor.get(path).status_code == 200
    end_role(app, "unit", "reviewer")
    assert visitor.get(path).status_code == 302  # its log-ins have ended with the role
    assert client_as("unit", "claimant").get(path).status_code == 404
    assert refusals(app) == [("evidence", "not_found")]


def test_T_48_a_file_is_reached_by_its_own_claim_alone(app: Flask, client_as: ClientAs) -> None:
    mine, theirs = make_claim(app), make_claim(app, by="outsider")
    file_id = path_of(app, theirs).rsplit("/", 1)[1]
    visitor = client_as("claimant")
    guesses = (file_id, "0", "999999", "9" * 20, "-1", "x", f"{file_id}%2F..")
    for guessed in guesses:
        assert visitor.get(f"/claims/{mine}/evidence/{guessed}").status_code == 404
    assert [code for _, code in refusals(app)] == ["not_found"] * len(guesses)


@pytest.mark.parametrize(
    "asked", ["bytes=0-0", "bytes=0-,0-,0-,0-", "bytes=-1", "bytes=999999-", "items=0-5", "bytes=x"]
)
def test_T_48_no_part_of_a_file_is_sent(app: Flask, client_as: ClientAs, asked: str) -> None:
    path = path_of(app, make_claim(app))
    visitor = client_as("unit")
    whole = visitor.get(path)
    part = visitor.get(path, headers={"Range": asked})
    assert (part.status_code, part.data) == (200, whole.data)
    assert "Content-Range" not in part.headers


def test_a_file_that_was_dropped_is_not_listed_but_reached_with_its_claim(app: Flask, client_as: ClientAs) -> None:
    claim_id = make_claim(app, state="draft")
    path = path_of(app, claim_id)
    visitor = client_as("claimant")
    visitor.send(f"/claims/{claim_id}/edit", drop=[path.rsplit("/", 1)[1]])
    assert path not in visitor.page(f"/claims/{claim_id}").links
    assert visitor.get(path).status_code == 200
    assert client_as("claimant2").get(path).status_code == 404


def test_an_auditors_look_is_recorded_as_a_reveal(app: Flask, client_as: ClientAs) -> None:
    claim_id = make_claim(app)
    path = path_of(app, claim_id)
    assert client_as("auditor").get(path).status_code == 200
    with app.app_context():
        body = db.session.scalars(select(Event.body).where(Event.action == "reveal")).one()
    assert json.loads(body)["extra"] == {"claim": claim_id, "evidence": int(path.rsplit("/", 1)[1])}


def test_whoever_has_not_logged_in_is_led_to_the_log_in(app: Flask, visitor: object) -> None:
    answer = visitor.get(path_of(app, make_claim(app)))  # type: ignore[attr-defined]
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/login")


def test_a_file_that_was_dropped_before_anybody_was_to_decide_is_the_claimants_alone(
    app: Flask, client_as: ClientAs
) -> None:
    claim_id = make_claim(app, state="draft", evidence=[("certificate", keep(app, "错了.pdf", corpus.pdf()))])
    path = path_of(app, claim_id)
    claimant = client_as("claimant")
    proof = {"evidence-certificate": file(name="证书.pdf")}
    assert claimant.send(f"/claims/{claim_id}/edit", drop=[path.rsplit("/", 1)[1]], **proof).status_code == 303
    assert take(claimant, claim_id, "submit").status_code == 303
    assert claimant.get(path).status_code == 200
    assert client_as("unit").get(path).status_code == 404


def test_a_file_that_was_once_submitted_stays_open_to_the_deciders(app: Flask, client_as: ClientAs) -> None:
    claim_id = make_claim(app, state="returned")
    path = path_of(app, claim_id)
    proof = {"evidence-certificate": file(name="证书.pdf")}
    client_as("claimant").send(f"/claims/{claim_id}/edit", drop=[path.rsplit("/", 1)[1]], **proof)
    assert client_as("unit").get(path).status_code == 200


def test_no_style_and_no_frame_around_a_file(app: Flask, client_as: ClientAs) -> None:
    answer = client_as("unit").get(path_of(app, make_claim(app)) + "?inline=1")
    policy = answer.headers["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy


@pytest.mark.parametrize(("how", "code"), [("altered", "blob_altered"), ("missing", "blob_missing")])
@pytest.mark.parametrize("look", ["", "?inline=1"])
def test_a_file_that_is_not_the_one_that_was_filed_is_never_sent_and_that_is_recorded(
    app: Flask, client_as: ClientAs, how: str, code: str, look: str
) -> None:
    path = path_of(app, make_claim(app)) + look
    with app.app_context():
        name = db.session.scalars(select(Evidence.blob)).one()
    blob = Path(unquote(urlsplit(app.config["CE_BLOB_URL"]).path)) / name
    if how == "altered":
        blob.write_bytes(blob.read_bytes() + b"and more")
    else:
        blob.unlink()
    answer = client_as("unit").get(path)
    assert answer.status_code == 503
    assert b"%PDF" not in answer.data
    assert refusals(app) == [("evidence", code)]
