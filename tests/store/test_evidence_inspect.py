"""What is accepted, what is kept of it, and in which words the rest is refused (T-41, T-42, T-45)."""

from __future__ import annotations

import hashlib

import pytest

from ce_workflow.store.evidence import Accepted, EvidenceRefused, inspect
from ce_workflow.store.evidence.limits import FILE_BYTES
from ce_workflow.store.evidence.refusals import SAYS
from tests import corpus


def texts(name: str, content: bytes) -> list[str]:
    with pytest.raises(EvidenceRefused) as refused:
        inspect(name, content)
    return [str(finding.text) for finding in refused.value.findings]


@pytest.mark.parametrize(
    ("name", "content", "media_type", "pages"),
    [
        ("证书.pdf", corpus.pdf(), "application/pdf", 1),
        ("SCAN.PDF", corpus.pdf("scan", 200), "application/pdf", 200),
        ("photo.jpg", corpus.jpeg(), "image/jpeg", 1),
        ("photo.JPEG", corpus.jpeg(1), "image/jpeg", 1),
        ("screen.png", corpus.png(), "image/png", 1),
    ],
)
def test_a_true_file_is_accepted(name: str, content: bytes, media_type: str, pages: int) -> None:
    kept = inspect(name, content)
    assert kept == Accepted(
        content=kept.content,
        media_type=media_type,
        sha256=hashlib.sha256(kept.content).hexdigest(),
        original_sha256=hashlib.sha256(content).hexdigest(),
        size=len(kept.content),
        pages=pages,
        name=name,
    )


@pytest.mark.parametrize(
    ("name", "content"), [("a.pdf", corpus.pdf()), ("a.jpg", corpus.jpeg()), ("a.png", corpus.png())]
)
def test_the_same_upload_gives_the_same_bytes(name: str, content: bytes) -> None:
    assert inspect(name, content).sha256 == inspect("b" + name, content).sha256


@pytest.mark.parametrize(
    ("name", "one", "other"),
    [
        ("a.pdf", corpus.pdf("one"), corpus.pdf("other")),
        ("a.jpg", corpus.jpeg(1), corpus.jpeg(2)),
        ("a.png", corpus.png(1), corpus.png(2)),
    ],
)
def test_different_uploads_stay_different(name: str, one: bytes, other: bytes) -> None:
    assert inspect(name, one).sha256 != inspect(name, other).sha256


@pytest.mark.parametrize(
    ("name", "content"), [("a.pdf", corpus.pdf()), ("a.jpg", corpus.jpeg()), ("a.png", corpus.png())]
)
def test_a_cleaned_file_is_accepted_again(name: str, content: bytes) -> None:
    kept = inspect(name, content)
    assert inspect(name, kept.content).original_sha256 == kept.sha256


def test_t41_ten_megabytes_are_accepted_and_one_byte_more_is_not() -> None:
    full = corpus.pdf().ljust(FILE_BYTES, b"\n")
    assert inspect("full.pdf", full).size < 2000
    (text,) = texts("full.pdf", full + b"\n")
    assert text.startswith("The file “full.pdf” has 10.1 MB; a file may have at most 10 MB. Please ")


def test_t41_an_empty_file_says_so() -> None:
    assert texts("leer.pdf", b"") == [
        "The file “leer.pdf” is empty (0 bytes). Please choose it again; if it stays empty, scan or save it anew."
    ]


def test_every_reason_is_named_at_once() -> None:
    with pytest.raises(EvidenceRefused) as refused:
        inspect("setup.exe", b"MZ" + b"\0" * FILE_BYTES)
    assert [finding.code for finding in refused.value.findings] == ["evidence_too_large", "evidence_type"]
    assert refused.value.status == 422


@pytest.mark.parametrize(
    ("name", "content", "what"),
    [
        ("a.pdf", b"MZ\x90\0", "a program under a PDF name"),
        ("a.pdf", b"PK\3\4", "an Office document or an archive under a PDF name"),
        ("a.png", b"GIF89a", "a picture of another type under a PNG name"),
        ("a.jpg", b"<svg/>", "an SVG drawing or XML file under a JPEG name"),
        ("a.jpg", corpus.pdf(), "a PDF under a JPEG name"),
        ("a.pdf", corpus.jpeg(), "a JPEG picture under a PDF name"),
    ],
)
def test_t42_a_disguise_is_called_by_its_name(name: str, content: bytes, what: str) -> None:
    (text,) = texts(name, content)
    assert text.startswith(f"The file “{name}” is {what}. Please ")


@pytest.mark.parametrize(
    ("sent", "shown"),
    [
        ("../../etc/certificate.pdf", "certificate.pdf"),
        ("C:\\Users\\x\\certificate.pdf", "certificate.pdf"),
        ("a\0.pdf", "a.pdf"),
        ("CON.pdf", "_CON.pdf"),
        ("x" * 300 + ".pdf", "x" * 116 + ".pdf"),
        ('say "hi"\r\nSet-Cookie: x.pdf', 'say "hi"Set-Cookie: x.pdf'),
        ("\u202egnp.exe.pdf", "gnp.exe.pdf"),
    ],
)
def test_t45_a_strange_name_is_made_harmless_and_the_file_accepted(sent: str, shown: str) -> None:
    assert inspect(sent, corpus.pdf()).name == shown


@pytest.mark.parametrize("name", ["", "/", "CON", "pdf", ".pdf", "a.pdf\0.exe", "certificate\u202efdp.exe", "a.pdf/"])
def test_t45_a_name_without_an_accepted_ending_is_refused(name: str) -> None:
    with pytest.raises(EvidenceRefused) as refused:
        inspect(name, corpus.pdf())
    assert [finding.code for finding in refused.value.findings] == ["evidence_type"]


def test_a_percent_sign_in_a_name_does_no_harm() -> None:
    assert "“100%(name)s.pdf” is empty" in texts("100%(name)s.pdf", b"")[0]


def test_every_reason_says_what_to_do() -> None:
    assert all("Please" in text and "%(name)s" in text for text in SAYS.values())
