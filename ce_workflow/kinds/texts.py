"""Text as people type it, made into text that can be kept and shown.

What is stored is what is shown: NFC, no blanks at the ends, no zero-width characters,
LF between the lines of a long text. Characters that hide, reorder or belong to one font
only are not dropped in silence but refused: controls and formats of every sort (writing
direction among them), letters that look like nothing, lone surrogates, private use, and
the mark that stands for bytes that were no text. Characters that this Python does not know yet
are kept: rare names are written with the newest ones.
"""

from __future__ import annotations

import unicodedata

_ZERO_WIDTH = dict.fromkeys(map(ord, "\u00ad\u034f\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"))
_BLANK = frozenset("\u115f\u1160\u2800\u3164\uffa0")
_LOST = "\ufffd"
_LINE_ENDS = (("\r\n", "\n"), ("\r", "\n"), ("\u2028", "\n"), ("\u2029", "\n"))
_REFUSED_CATEGORIES = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})


def clean(text: str, *, lines: bool = False) -> str:
    """The text in the one spelling that is kept; `lines` for a text of several lines."""
    if lines:
        for end, plain in _LINE_ENDS:
            text = text.replace(end, plain)
    return unicodedata.normalize("NFC", text.translate(_ZERO_WIDTH)).strip()


def refused_characters(text: str, *, lines: bool = False) -> list[str]:
    """The characters of a cleaned text that may not be kept, as U+XXXX, in order, each once."""
    allowed = "\n\t" if lines else ""
    return [
        f"U+{ord(character):04X}"
        for character in dict.fromkeys(text)
        if character not in allowed
        and (
            character in _BLANK
            or character == _LOST
            or _is_no_character(character)
            or unicodedata.category(character) in _REFUSED_CATEGORIES
        )
    ]


def _is_no_character(character: str) -> bool:
    """One of the 66 code points that no text has, whatever Unicode adds."""
    code = ord(character)
    return code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF


def is_blank(text: str) -> bool:
    """Is there nothing in a cleaned text that a reader sees? Marks without a letter are nothing either."""
    return all(unicodedata.category(character)[0] in "CMZ" or character in _BLANK for character in text)
