"""Canonical JSON: one value, one spelling."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ce_workflow.people import roles
from ce_workflow.trail.canonical import LARGEST, NotCanonical, canonical, parse

KEYS = st.text(st.characters(max_codepoint=127), max_size=8)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-LARGEST, LARGEST) | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=12,
)


def test_keys_are_sorted_and_nothing_is_spaced() -> None:
    assert canonical({"b": [1, True, None], "a": {"d": "x", "c": -2}}) == '{"a":{"c":-2,"d":"x"},"b":[1,true,null]}'


def test_characters_beyond_ascii_are_escaped() -> None:
    assert canonical({"word": "学𠮷\n"}) == '{"word":"\\u5b66\\ud842\\udfb7\\n"}'


@pytest.mark.parametrize(
    "value",
    [1.0, 0.5, float("nan"), float("inf"), Decimal("1.5"), date(2019, 1, 1), b"x", {1, 2}, object(), LARGEST + 1,
     -LARGEST - 1, "\ud800", {1: "x"}, {None: "x"}, {"学": "x"}],
)  # fmt: skip
def test_what_has_more_than_one_spelling_is_refused(value: object) -> None:
    for nested in (value, {"deep": [value]}):
        with pytest.raises(NotCanonical):
            canonical(nested)


@given(VALUES)
def test_what_is_written_reads_back_and_is_written_again_the_same(value: object) -> None:
    text = canonical({"value": value})
    assert text.isascii()
    assert parse(text) == {"value": value}
    assert canonical(parse(text)) == text


@given(st.dictionaries(KEYS, st.integers(0, 9), min_size=2, max_size=5))
def test_the_order_of_keys_does_not_matter(value: dict[str, int]) -> None:
    backwards = dict(reversed(list(value.items())))
    assert canonical(value) == canonical(backwards)


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", "3", '{"a":1.0}', '{"a":1e2}', '{"a":NaN}', '{"a":-Infinity}', '{"a":1,"a":2}',
     '{"a":{"b":1,"b":1}}', pytest.param("[" * 100_000, id="deep")],
)  # fmt: skip
def test_what_is_no_canonical_object_is_not_read(text: str) -> None:
    with pytest.raises(NotCanonical):
        parse(text)


def test_nothing_at_all_is_not_read() -> None:
    with pytest.raises(NotCanonical):
        parse(None)  # type: ignore[arg-type]


def test_the_largest_number_is_that_of_every_reader() -> None:
    assert canonical([9007199254740991, -9007199254740991]) == "[9007199254740991,-9007199254740991]"
    with pytest.raises(NotCanonical):
        canonical(9007199254740992)


def test_it_writes_what_the_plain_writer_writes() -> None:
    value = {"seq": 3, "role": roles.REVIEWER, "hours": {"claimed": 4000}}
    assert json.loads(canonical(value)) == value
