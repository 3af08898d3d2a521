"""Evidence that is sent with the form of a claim."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from PIL import Image
from sqlalchemy import select

from ce_workflow.store.database import db
from ce_workflow.store.evidence.limits import CLAIM_BYTES, CLAIM_FILES, FILE_BYTES
from ce_workflow.store.tables import Evidence
from tests import corpus
from tests.web.books import books
from tests.web.conftest import page_of
from tests.web.filling import begin, file, filled, send_whole
from tests.web.step_doorway import ClientAs

pytestmark = pytest.mark.template("cast")
MB = 1024 * 1024


def kept(app: Flask) -> list[Any]:
    """The rows of evidence."""
    with app.app_context():
        return list(db.session.execute(select(Evidence.__table__).order_by(Evidence.id)))


def blobs(app: Flask) -> list[Path]:
    """The files of the blob store."""
    folder = Path(app.config["CE_INSTANCE"]) / "blobs"
    return [path for path in folder.rglob("*") if path.is_file()]


def refused(app: Flask, client_as: ClientAs, **given: Any) -> str:
    """The page after a form that is refused; no row and no blob came of it."""
    before, lay = books(app), len(blobs(app))
    answer = send_whole(client_as("claimant"), "/claims/new/training", **filled("training", **given))
    assert answer.status_code == 422
    assert (books(app), len(blobs(app))) == (before, lay)
    return page_of(answer).html


def test_several_files_belong_to_one_piece(app: Flask, client_as: ClientAs) -> None:
    pictures = [file(corpus.jpeg(n), f"{n}.jpg") for n in (1, 2)]
    begin(client_as("claimant"), **{"evidence-timetable": [*pictures, file(corpus.png(3), "3.png")]})
    assert [(row.piece, row.name) for row in kept(app)] == [
        ("certificate", "certificate.pdf"),
        ("timetable", "1.jpg"),
        ("timetable", "2.jpg"),
        ("timetable", "3.png"),
    ]


def test_T_41_an_empty_file_is_refused(app: Flask, client_as: ClientAs) -> None:
    html = refused(app, client_as, **{"evidence-certificate": file(b"", "空.pdf")})
    assert 'href="#evidence-certificate"' in html
    assert "空.pdf" in html


def test_T_41_a_file_above_ten_megabytes_is_refused(app: Flask, client_as: ClientAs) -> None:
    large = corpus.pdf() + b"%" * (10 * MB)
    assert 'href="#evidence-certificate"' in refused(app, client_as, **{"evidence-certificate": file(large)})


def test_T_41_the_eleventh_file_is_refused(app: Flask, client_as: ClientAs) -> None:
    files = [file(corpus.png(n), f"{n}.png") for n in range(10)]
    html = refused(app, client_as, **{"evidence-timetable": files})  # and the certificate
    assert 'href="#evidence-timetable"' in html
    assert "11" in html


def test_T_41_more_than_all_files_together_may_have_is_said_beside_what_was_typed(
    app: Flask, client_as: ClientAs
) -> None:
    before = books(app)
    files = [file(b"%PDF-" + b"0" * (10 * MB - 5), f"{n}.pdf") for n in range(7)]
    answer = send_whole(client_as("claimant"), "/claims/new/training", **{"evidence-notice": files})
    assert answer.status_code == 422
    assert page_of(answer).form("/claims/new/training").values()["title"]  # nothing typed is lost
    assert books(app) == before


def test_T_41_nobody_sends_large_files_without_a_log_in(app: Flask, visitor: Any) -> None:
    answer = visitor.post("/claims/new/training", data=b"0" * 2 * MB, content_type="multipart/form-data; boundary=x")
    assert answer.status_code in (400, 413)


DISGUISED = [
    (b"MZ\x90\x00" + b"\0" * 60, "证书.pdf"),
    (b"PK\x03\x04" + b"\0" * 60, "证书.pdf"),
    (b"<html><script>alert(1)</script>%PDF-1.7", "证书.pdf"),
    (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "证书.svg"),
    (b"GIF89a/*" + b"\0" * 20 + b"*/=1;alert(1)", "证书.png"),
    (corpus.png(1), "证书.pdf"),
    (corpus.pdf(), "证书.exe"),
    (b"%PDF-1.7\n%%EOF", "证书.pdf"),
]


@pytest.mark.parametrize(("content", "name"), DISGUISED)
def test_T_42_what_is_no_such_file_is_refused_by_its_content(
    app: Flask, client_as: ClientAs, content: bytes, name: str
) -> None:
    assert 'href="#evidence-certificate"' in refused(app, client_as, **{"evidence-certificate": file(content, name)})


def test_T_43_scripts_and_embedded_files_do_not_stay(app: Flask, client_as: ClientAs) -> None:
    acting = corpus.one_page(
        b"<</S/JavaScript/JS(app.alert\\(1\\))>>",
        catalogue=b"/OpenAction 6 0 R/Names<</JavaScript<</Names[(a)6 0 R]>>>>",
    )
    begin(client_as("claimant"), **{"evidence-certificate": file(acting)})
    (blob,) = blobs(app)
    assert b"JavaScript" not in blob.read_bytes()
    (row,) = kept(app)
    assert row.sha256 != row.original_sha256


def test_T_44_a_picture_is_drawn_anew_without_what_is_hidden_in_it(app: Flask, client_as: ClientAs) -> None:
    exif = Image.Exif()
    exif[0x010F], exif[0x8825] = "SecretCamera", {1: "N", 2: (30.0, 40.0, 0.0)}
    made = io.BytesIO()
    Image.new("RGB", (40, 30), "red").save(made, "JPEG", exif=exif)
    begin(client_as("claimant"), **{"evidence-certificate": file(made.getvalue(), "照片.jpg")})
    (blob,) = blobs(app)
    assert b"SecretCamera" not in blob.read_bytes()
    with Image.open(blob) as picture:
        assert not picture.getexif()


def test_T_44_a_picture_of_too_many_points_is_refused(app: Flask, client_as: ClientAs) -> None:
    header = (30_000).to_bytes(4) * 2 + bytes((8, 2, 0, 0, 0))
    bomb = corpus.png_of(header, corpus.chunk(b"IDAT", corpus.deflated(1)))
    assert 'href="#evidence-certificate"' in refused(app, client_as, **{"evidence-certificate": file(bomb, "大.png")})


NAMES = [
    "../../etc/passwd.pdf",
    "a\x00.pdf",
    "CON.pdf",
    "长" * 300 + ".pdf",
    "a'b.pdf",
    "\u202efdp.exe.pdf",
    "a;b.pdf",
]


@pytest.mark.parametrize("name", NAMES)
def test_T_45_names_are_shown_harmlessly_and_never_used_as_paths(app: Flask, client_as: ClientAs, name: str) -> None:
    visitor = client_as("claimant")
    claim_id = begin(visitor, **{"evidence-certificate": file(name=name)})
    (row,) = kept(app)
    (blob,) = blobs(app)
    assert blob.match("[0-9a-f][0-9a-f]/" + "[0-9a-f]" * 30)
    assert len(row.name) <= 120
    assert not set("/\\\x00\u202e") & set(row.name)
    answer = visitor.get(f"/claims/{claim_id}/evidence/{row.id}")
    header = answer.headers["Content-Disposition"]
    assert header.isascii()
    assert header.startswith('attachment; filename="')
    assert header.count('"') == 2


def test_files_and_answers_are_judged_together_and_the_files_have_to_be_chosen_again(
    app: Flask, client_as: ClientAs
) -> None:
    html = refused(app, client_as, hours_claimed="x", **{"evidence-timetable": file(b"", "空.pdf")})
    assert 'href="#hours_claimed"' in html
    assert 'href="#evidence-timetable"' in html
    assert "notice-warning" in html


@pytest.mark.parametrize(("parts", "status"), [(1001, 413), (300, 303)])
def test_T_37_a_form_of_a_thousand_parts_is_too_large(app: Flask, client_as: ClientAs, parts: int, status: int) -> None:
    more = {f"extra{n}": "x" for n in range(parts)}
    answer = send_whole(client_as("claimant"), "/claims/new/training", **more)
    assert answer.status_code == status


def test_the_page_tells_a_script_the_limits_and_sentences_of_the_server(client_as: ClientAs) -> None:
    page = client_as("claimant").page("/claims/new/training")
    for name, told in (("file-bytes", FILE_BYTES), ("claim-files", CLAIM_FILES), ("claim-bytes", CLAIM_BYTES)):
        assert f'data-{name}="{told}"' in page.html
    assert 'data-endings="pdf jpg jpeg png"' in page.html
    assert "The file “{name}” has {size} MB; a file may have at most 10 MB." in page.html
