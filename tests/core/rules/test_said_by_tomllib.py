"""What the standard reader of TOML says is what `rules.sets.syntax` leans on, in this Python too."""

from __future__ import annotations

import re
import tomllib

import pytest

from ce_workflow.rules.sets.places import Places
from ce_workflow.rules.sets.syntax import MOST, SAID, parsed

SAYS = {
    "Invalid statement": ["学时 = 6"],
    "Expected newline": ["a = 6 学时"],
    r"Expected '\]": ["[ways"],
    "Expected '='": ["a: 6"],
    "Invalid initial character": ["[学时]"],
    "Unclosed array": ["a = [1, 2"],
    "Unclosed inline": ["a = { b = 1"],
    r"Unterminated string|Illegal character '\\n'|Found invalid character '\\n'|Expected \"": [
        'a = "x',
        'a = "x\nb = 1',
        "a = 'x\nb = 1",
        "a = '''x",
    ],
    "Unescaped|Invalid hex|Escaped character": [r'a = "\d"', r'a = "\uZZZZ"', r'a = "\ud800"'],
    "Invalid date": ["a = 2019-02-30"],
    "Invalid value": ["a = yes"],
    "Cannot|Duplicate": ["a = 1\na = 2", "a = { b = 1, b = 2 }"],
}


@pytest.mark.parametrize(("pattern", "text"), [(pattern, text) for pattern, texts in SAYS.items() for text in texts])
def test_tomllib_words_it_as_our_sentences_expect(pattern: str, text: str) -> None:
    with pytest.raises(tomllib.TOMLDecodeError) as refused:
        tomllib.loads(text)
    said = str(refused.value)
    first = next(pattern for pattern, _ in SAID if re.match(pattern, said))
    assert first == pattern, f"tomllib says now: {said}"


def test_each_of_our_sentences_is_tried() -> None:
    assert list(SAYS) == [pattern for pattern, _ in SAID]


@pytest.mark.parametrize(("text", "place"), [("a = 1\nb = ?", "at line 2, column 5"), ("a = [", "at end of document")])
def test_tomllib_says_where_it_stumbled(text: str, place: str) -> None:
    with pytest.raises(tomllib.TOMLDecodeError, match=place):
        tomllib.loads(text)


def test_of_what_is_said_a_hundred_thousand_times_a_hundred_are_named() -> None:
    text = "a = 1\n" * 15_000
    assert len(parsed(text, Places(text))[1]) == MOST
