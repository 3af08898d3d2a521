"""Names: kept as written, in one spelling (T-18)."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ce_workflow.errors import Finding
from ce_workflow.people.names import masked_name, normalise


@pytest.mark.parametrize(
    "name",
    ["张三", "曹䶮", "邓𬭚", "𠮷田", "𬀩", "阿依古丽·买买提", "John Smith", "O'Neil", "龦龯", "㛃", "王\U00031350"],
)
def test_t_18_a_name_is_kept_as_it_is(name: str) -> None:
    assert normalise(name) == name


@pytest.mark.parametrize("dot", ["•", "・", "‧", "∙", "·", "･", "⋅", "\u0387", " · ", " •", "\u3000・\u3000"])
def test_t_18_every_dot_becomes_the_one_dot(dot: str) -> None:
    assert normalise(f"阿依古丽{dot}买买提") == "阿依古丽·买买提"


@pytest.mark.parametrize(
    ("written", "name"),
    [("  张三 ", "张三"), ("\u3000张三\u3000", "张三"), ("张 三", "张三"), ("张\u3000三", "张三"), ("𠮷 田", "𠮷田"),
     ("John   Smith", "John Smith"), ("Ame\u0301lie", "Amélie")],
)  # fmt: skip
def test_spaces_and_composition_are_settled(written: str, name: str) -> None:
    assert normalise(written) == name


def test_t_18_fifty_and_a_hundred_characters_pass_and_one_more_does_not() -> None:
    assert normalise("阿" * 50) == "阿" * 50
    assert normalise("𠮷" * 100) == "𠮷" * 100
    found = normalise("𠮷" * 101)
    assert isinstance(found, Finding)
    assert "100" in str(found.text)


@pytest.mark.parametrize("character", ["\ue000", "\uf8ff", "\U000f0000", "\U0010fffd"])
def test_t_18_a_character_from_a_private_area_is_refused_with_a_hint(character: str) -> None:
    found = normalise(f"张{character}")
    assert isinstance(found, Finding)
    assert (found.code, found.field) == ("bad_name", "name")
    assert "GB 18030" in str(found.text)


@pytest.mark.parametrize(
    "name", ["", " ", "·", "\u3000", "张\n三", "张三\n", "张\x00三", "张\u200b三", "张\u202e三", "张\ud800"]
)
def test_what_is_no_name_is_refused(name: str) -> None:
    assert isinstance(normalise(name), Finding)


@given(st.text(max_size=120))
def test_a_settled_name_stays_as_it_is(text: str) -> None:
    name = normalise(text)
    if isinstance(name, str):
        assert normalise(name) == name
        assert 1 <= len(name) <= 100
        assert unicodedata.is_normalized("NFC", name)


@pytest.mark.parametrize(
    ("name", "masked"),
    [("张三", "张*"), ("欧阳娜娜", "欧*"), ("𠮷田", "𠮷*"), ("阿依古丽·买买提", "阿*"), ("张", "*"), ("", "*")],
)
def test_masked(name: str, masked: str) -> None:
    assert masked_name(name) == masked
