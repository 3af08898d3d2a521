"""Names in the order in which a Chinese reader looks for them: by the sound of each character, then by its strokes.

`pinyin.txt` holds the characters of Unicode's basic block and its extension A in the order of the
pinyin collation of CLDR, which browsers and offices sort by. Characters that it does not know come last.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

_ORDER = Path(__file__).with_name("pinyin.txt")

SOUNDS_LIKE = {
    "单": "善",
    "仇": "求",
    "解": "谢",
    "曾": "增",
    "查": "扎",
    "区": "欧",
    "朴": "瓢",
    "翟": "宅",
    "缪": "妙",
    "乐": "月",
    "种": "虫",
    "覃": "秦",
    "员": "运",
}
"""Surnames that sound otherwise than the word that is written like them."""


def by_sound(name: str) -> list[int]:
    """A key to sort names by."""
    places = _places()
    spoken = SOUNDS_LIKE.get(name[:1], name[:1]) + name[1:]
    return [places.get(character, len(places) + ord(character)) for character in spoken]


@lru_cache(maxsize=1)
def _places() -> dict[str, int]:
    return {character: place for place, character in enumerate(_ORDER.read_text("utf-8").replace("\n", ""))}
