"""Names of files: harmless to show, safe in a header (T-45)."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.http import parse_options_header

from ce_workflow.store.evidence import content_disposition, display_name
from ce_workflow.store.evidence.names import ending

NAMES = st.text(st.characters(), max_size=200) | st.from_regex(r"(con|nul|a|证)[ ./\\\u202e\x00]{0,4}[a-z]{0,4}")


@pytest.mark.parametrize(
    ("sent", "shown"),
    [
        ("证明 材料.pdf", "证明 材料.pdf"),
        ("𠮷𬀩.pdf", "𠮷𬀩.pdf"),
        ("ئۇيغۇر.pdf", "ئۇيغۇر.pdf"),
        ("../../etc/x", "x"),
        ("..\\..\\x.pdf", "x.pdf"),
        ("..", "file"),
        ("", "file"),
        ("a\0.pdf", "a.pdf"),
        ("a\u202efdp.exe", "afdp.exe"),
        ("a\u200b\u2066b\u2069\ufeff.pdf", "ab.pdf"),
        ("CON", "_CON"),
        ("con.pdf", "_con.pdf"),
        ("Lpt1 .pdf", "_Lpt1 .pdf"),
        ("CONTRACT.pdf", "CONTRACT.pdf"),
        ("a.pdf. . ", "a.pdf"),
        ("  a \t b.pdf", "a b.pdf"),
        ("e\u0301.pdf", "é.pdf"),
        ("a\ud800.pdf", "a.pdf"),
    ],
)
def test_a_name_is_made_harmless(sent: str, shown: str) -> None:
    assert display_name(sent) == shown


def test_a_long_name_keeps_its_ending() -> None:
    assert display_name("证" * 300 + ".jpeg") == "证" * 115 + ".jpeg"
    assert display_name("x" * 300) == "x" * 120


@given(NAMES)
def test_whatever_is_sent_the_name_is_short_and_can_be_seen(name: str) -> None:
    shown = display_name(name)
    assert 0 < len(shown) <= 120
    assert not set(shown) & set("/\\\r\n\0")
    assert not any(unicodedata.category(c) in {"Cc", "Cf", "Cs", "Zl", "Zp"} for c in shown)
    assert display_name(shown) == shown


@pytest.mark.parametrize(("name", "found"), [("a.PDF", "pdf"), ("a", ""), ("a.b.jpg", "jpg"), ("a.", ""), ("a.证", "")])
def test_the_ending_is_what_follows_the_last_dot(name: str, found: str) -> None:
    assert ending(name) == found


@pytest.mark.parametrize(
    ("name", "header"),
    [
        ("a b.pdf", 'attachment; filename="a b.pdf"'),
        ("证书.pdf", "attachment; filename=\"file.pdf\"; filename*=UTF-8''%E8%AF%81%E4%B9%A6.pdf"),
        ("证书2019.pdf", "attachment; filename=\"__2019.pdf\"; filename*=UTF-8''%E8%AF%81%E4%B9%A62019.pdf"),
        ('a"b.pdf', "attachment; filename=\"a_b.pdf\"; filename*=UTF-8''a%22b.pdf"),
        ("a;b%41.pdf", "attachment; filename=\"a_b_41.pdf\"; filename*=UTF-8''a%3Bb%2541.pdf"),
        ("a\r\nSet-Cookie: x=1.pdf", 'attachment; filename="aSet-Cookie: x=1.pdf"'),
        ("a\u202efdp.exe", 'attachment; filename="afdp.exe"'),
        ("o'k(1)*.pdf", 'attachment; filename="o\'k(1)*.pdf"'),
        ("../../x.pdf", 'attachment; filename="x.pdf"'),
    ],
)
def test_t45_the_header_is_plain_and_says_the_whole_name(name: str, header: str) -> None:
    assert content_disposition(name) == header


def test_a_file_may_be_shown_inline() -> None:
    assert content_disposition("a.png", inline=True) == 'inline; filename="a.png"'


@given(NAMES)
def test_t45_whatever_the_name_a_reader_of_the_header_finds_it_again(name: str) -> None:
    header = content_disposition(name)
    assert header.isascii()
    assert header.isprintable()
    kind, options = parse_options_header(header)
    assert kind == "attachment"
    assert options["filename"] == display_name(name)
