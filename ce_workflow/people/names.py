"""Names of persons: kept as written, in one spelling of what only looks alike.

Every character of GB 18030 passes, also those of four bytes; the dot in names of
minorities is U+00B7 whatever key it was typed with. A character from a private area
looks right on one computer only, so it is refused with a hint.
"""

from __future__ import annotations

import re
import unicodedata

from ce_workflow.errors import Finding
from ce_workflow.words import N_, Text

LONGEST = 100
DOT = "·"

_DOTS = re.compile(r"\s*[·•・‧∙･⋅]\s*")
_SPACES = re.compile(r"\s+")
_HAN = r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
_BETWEEN_HAN = re.compile(rf"(?<={_HAN})\s+(?={_HAN})")


def normalise(text: str) -> str | Finding:
    """The name in its one spelling (NFC), or what is wrong with it.

    Spaces around it, around a dot and between Chinese characters (two-character names
    are often spread out in tables) are dropped; other runs of spaces become one.
    """
    kinds = {unicodedata.category(character) for character in text}
    if "Co" in kinds:
        return _finding(
            N_(
                "The name contains a character from a private area, which other computers show differently. "
                "Please type it with an input method for GB 18030-2022."
            )
        )
    if kinds & {"Cc", "Cf", "Cs", "Zl", "Zp"}:
        return _finding(N_("The name contains a line break or an invisible character."))
    name = unicodedata.normalize("NFC", text).strip()
    name = _BETWEEN_HAN.sub("", _SPACES.sub(" ", _DOTS.sub(DOT, name)))
    if not name.strip(DOT):
        return _finding(N_("The name is missing."))
    if len(name) > LONGEST:
        return _finding(N_("A name has at most %(most)s characters."), most=LONGEST)
    return name


def masked_name(name: str) -> str:
    """The first character and a star, whatever follows: not even the length is told."""
    return f"{name[0]}*" if len(name) > 1 else "*"


def _finding(msgid: str, **params: int) -> Finding:
    return Finding("bad_name", Text(msgid, **params), field="name")
