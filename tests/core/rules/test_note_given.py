"""Whoever decides against somebody or appeals writes a sentence."""

import pytest

from tests.core.rules.decisions import said


@pytest.mark.parametrize("step", ["send_back", "reject", "revoke", "appeal", "uphold", "overturn"])
@pytest.mark.parametrize("note", ["", "  ", "不行", "......", "a b c"])
def test_dots_and_a_word_are_no_sentence(step: str, note: str) -> None:
    assert said(step, {"note": note}) == [("note_missing", "note")]


@pytest.mark.parametrize("step", ["send_back", "reject", "revoke", "appeal", "uphold", "overturn"])
def test_a_short_sentence_is_enough(step: str) -> None:
    assert said(step, {"note": "材料不全"}) == []


@pytest.mark.parametrize("step", ["review", "verify"])
def test_who_agrees_may_be_silent(step: str) -> None:
    assert said(step, {"note": ""}) == []
