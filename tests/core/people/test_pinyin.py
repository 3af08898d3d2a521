"""Names in the order of their sounds: rare characters and surnames of two readings included."""

from __future__ import annotations

from ce_workflow.people.pinyin import by_sound

IN_ORDER = [
    "阿依古丽·买买提",
    "曹阳",
    "侯勇",
    "毛瑶娟",
    "单明",
    "孙梅",
    "孙涛",
    "唐刚",
    "闫斌静",
    "杨静",
    "曾丽",
    "翟天",
]


def test_names_stand_by_their_sound_and_then_by_their_strokes() -> None:
    assert sorted(sorted(IN_ORDER), key=by_sound) == IN_ORDER


def test_a_surname_is_sounded_as_a_surname_and_a_given_name_as_a_word() -> None:
    assert sorted(["王单", "王当", "单王", "当王"], key=by_sound) == ["当王", "单王", "王单", "王当"]


def test_what_has_no_place_in_the_order_comes_last() -> None:
    assert sorted(["Alice", "𠀀", "张三", ""], key=by_sound) == ["", "张三", "Alice", "𠀀"]
