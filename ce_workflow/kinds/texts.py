"""Text as people type it, made into text that can be kept and shown.

What is stored is what is shown: NFC, no blanks at the ends, no zero-width characters,
LF between the lines of a long text. Characters that hide, reorder or belong to one font
only are not dropped in silence but refused: control characters, lone surrogates, the
controls of writing direction, private use. Characters that this Python does not know yet
are kept: rare names are written with the newest ones.
"""

from __future__ import annotations

import unicodedata

_ZERO_WIDTH = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"))
_DIRECTION = frozenset(map(chr, (*range(0x202A, 0x202F), *range(0x2066, 0x206A))))
_LINE_ENDS = (("\r\n", "\n"), ("\r", "\n"), ("\u2028", "\n"), ("\u2029", "\n"))
_REFUSED_CATEGORIES = frozenset({"Cc", "Cs", "Co", "Zl", "Zp"})


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
        and (character in _DIRECTION or unicodedata.category(character) in _REFUSED_CATEGORIES)
    ]
