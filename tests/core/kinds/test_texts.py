"""Text in the one spelling that is kept."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ce_workflow.kinds.texts import clean, is_blank, refused_characters


@given(st.text(), st.booleans())
def test_cleaning_twice_is_cleaning_once(text: str, lines: bool) -> None:
    once = clean(text, lines=lines)
    assert clean(once, lines=lines) == once


def test_lines_belong_to_long_texts_only() -> None:
    assert refused_characters("a\nb\tc") == ["U+000A", "U+0009"]
    assert refused_characters("a\nb\tc", lines=True) == []


def test_a_character_is_named_once() -> None:
    assert refused_characters("\x00a\x00\u202e") == ["U+0000", "U+202E"]


def test_characters_newer_than_this_python_are_kept() -> None:
    newer = "\U0002ebf0\U000323b0"  # extensions I and J of the unified ideographs
    assert refused_characters(clean(newer)) == []


@pytest.mark.parametrize(
    "hidden", ["\u061c", "\ufff9", "\uffff", "\ufdd0", "\u115f", "\u3164", "\u2800", "\U000e0041", "\u2062", "\ufffd"]
)
def test_T_17_what_nobody_sees_is_refused(hidden: str) -> None:
    assert refused_characters(clean(f"培训{hidden}班")) == [f"U+{ord(hidden):04X}"]


@pytest.mark.parametrize("nothing", ["", "\u3164", "\u2800 ", "\u0301", "\u180e", "\u034f"])
def test_T_17_a_text_of_nothing_is_blank(nothing: str) -> None:
    assert is_blank(clean(nothing))
    assert not is_blank(clean(nothing + "一"))
