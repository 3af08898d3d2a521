"""Pages of evidence as pictures: the same reach, headers and records as the file itself."""

from __future__ import annotations

import io
import json

import pytest
from flask import Flask
from PIL import Image
from sqlalchemy import select, update

from ce_workflow.store.blobs import BlobStore
from ce_workflow.store.database import db
from ce_workflow.store.tables import Event, Evidence
from ce_workflow.store.transaction import transaction
from tests import corpus
from tests.cast import keep, make_claim
from tests.web.books import refusals
from tests.web.step_doorway import ClientAs
from tests.web.test_evidence import path_of

pytestmark = pytest.mark.template("cast")


def of_three_pages(app: Flask) -> int:
    """A claim whose certificate has three pages."""
    return make_claim(app, evidence=[("certificate", keep(app, "证书.pdf", corpus.pdf("three", 3)))])


def test_a_page_is_a_picture_and_harmless(app: Flask, client_as: ClientAs) -> None:
    path = path_of(app, of_three_pages(app))
    visitor = client_as("unit")
    for asked, width in (("", 900), ("?wide=1", 1800)):
        answer = visitor.get(f"{path}/pages/3{asked}")
        assert answer.status_code == 200
        assert answer.mimetype == "image/png"
        assert Image.open(io.BytesIO(answer.data)).size == (width, width // 2)
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["Content-Disposition"] == "inline"
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "sandbox" in policy
        assert "script" not in policy


@pytest.mark.parametrize("number", ["0", "4", "999999", "9" * 20, "-1", "x", "1.5"])
def test_a_page_that_is_not_there_is_404(app: Flask, client_as: ClientAs, number: str) -> None:
    path = path_of(app, of_three_pages(app))
    assert client_as("unit").get(f"{path}/pages/{number}").status_code == 404


def test_a_picture_has_no_pages(app: Flask, client_as: ClientAs) -> None:
    claim_id = make_claim(app, evidence=[("certificate", keep(app, "证书.png", corpus.png(1)))])
    visitor = client_as("unit")
    path = path_of(app, claim_id)
    assert visitor.get(f"{path}/pages/1").status_code == 404
    assert f'src="{path}?inline=1"' in visitor.page(f"/claims/{claim_id}").html


@pytest.mark.parametrize("who", ["claimant", "unit", "unit2", "sector", "district", "city"])
def test_whoever_reaches_the_claim_sees_its_pages(app: Flask, client_as: ClientAs, who: str) -> None:
    assert client_as(who).get(path_of(app, make_claim(app)) + "/pages/1").status_code == 200


@pytest.mark.parametrize("who", ["claimant2", "outsider", "unit-b", "sector-b", "base"])
def test_T_48_nobody_else_does_and_the_attempt_is_recorded(app: Flask, client_as: ClientAs, who: str) -> None:
    assert client_as(who).get(path_of(app, make_claim(app)) + "/pages/1").status_code == 404
    assert refusals(app) == [("evidence", "not_found")]


@pytest.mark.parametrize("who", ["admin", "security"])
def test_T_13_those_who_see_no_content_get_403(app: Flask, client_as: ClientAs, who: str) -> None:
    assert client_as(who).get(path_of(app, make_claim(app)) + "/pages/1").status_code == 403


def test_T_48_a_page_is_reached_by_its_own_claim_alone(app: Flask, client_as: ClientAs) -> None:
    mine, theirs = make_claim(app), make_claim(app, by="outsider")
    file_id = path_of(app, theirs).rsplit("/", 1)[1]
    assert client_as("claimant").get(f"/claims/{mine}/evidence/{file_id}/pages/1").status_code == 404


def test_an_auditors_look_at_a_page_is_recorded_as_a_reveal(app: Flask, client_as: ClientAs) -> None:
    claim_id = make_claim(app)
    path = path_of(app, claim_id)
    assert client_as("auditor").get(f"{path}/pages/1").status_code == 200
    with app.app_context():
        body = db.session.scalars(select(Event.body).where(Event.action == "reveal")).one()
    assert json.loads(body)["extra"] == {"claim": claim_id, "evidence": int(path.rsplit("/", 1)[1]), "page": 1}


def test_an_auditor_is_shown_no_page_unasked(app: Flask, client_as: ClientAs) -> None:
    claim_id = make_claim(app)
    visitor = client_as("auditor")
    assert "<img loading" not in visitor.page(f"/claims/{claim_id}").html
    revealed = visitor.send(f"/claims/{claim_id}", to=f"/claims/{claim_id}/reveal", purpose="inspection")
    assert f"{path_of(app, claim_id)}/pages/1" in revealed.text


def test_every_page_stands_on_the_claims_page_with_words_for_who_does_not_see_it(
    app: Flask, client_as: ClientAs
) -> None:
    claim_id = of_three_pages(app)
    page = client_as("unit").page(f"/claims/{claim_id}")
    path = path_of(app, claim_id)
    for number in (1, 2, 3):
        assert f'src="{path}/pages/{number}"' in page.html
        assert f"page {number} of 3" in page.html
    assert path in page.links  # and the file itself


def test_a_file_that_is_no_longer_what_its_row_says_is_not_drawn(app: Flask, client_as: ClientAs) -> None:
    path = path_of(app, make_claim(app))
    with app.app_context():
        transaction(lambda: db.session.execute(update(Evidence).values(sha256="0" * 64)))
    assert client_as("unit").get(f"{path}/pages/1").status_code == 503
    assert refusals(app) == [("evidence", "blob_altered")]


def told(app: Flask, **columns: object) -> None:
    """Change the row of the only file behind the back of the house."""
    with app.app_context():
        transaction(lambda: db.session.execute(update(Evidence).values(**columns)))


def test_the_pages_are_counted_when_the_file_comes_and_not_when_it_is_looked_at(
    app: Flask, client_as: ClientAs, monkeypatch: pytest.MonkeyPatch
) -> None:
    claim_id = of_three_pages(app)
    monkeypatch.setattr(BlobStore, "get", lambda *_: pytest.fail("the file was opened"))
    assert "page 3 of 3" in client_as("unit").page(f"/claims/{claim_id}").html


def test_the_pages_of_a_file_that_came_before_they_were_counted_are_shown_too(app: Flask, client_as: ClientAs) -> None:
    claim_id = of_three_pages(app)
    told(app, pages=None)
    assert "page 3 of 3" in client_as("unit").page(f"/claims/{claim_id}").html


@pytest.mark.parametrize("noted", [{"blob_present": False}, {"pages": None}])
def test_a_claim_is_shown_even_if_a_file_is_lost(app: Flask, client_as: ClientAs, noted: dict[str, object]) -> None:
    claim_id = make_claim(app)
    path = path_of(app, claim_id)
    with app.app_context():
        app.extensions["ce"].blobs.delete(db.session.scalars(select(Evidence.blob)).one())
    assert client_as("unit").get(f"/claims/{claim_id}").status_code == 200
    told(app, **noted)
    page = client_as("unit").page(f"/claims/{claim_id}")
    assert path in page.links
    assert "/pages/1" not in page.html


def test_whoever_has_not_logged_in_is_led_to_the_log_in(app: Flask, visitor: object) -> None:
    answer = visitor.get(path_of(app, make_claim(app)) + "/pages/1")  # type: ignore[attr-defined]
    assert answer.status_code == 302
