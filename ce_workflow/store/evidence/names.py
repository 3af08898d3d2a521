"""Names of files that come from outside, made harmless.

A name is only ever shown and sent back, never used as a path: blobs have names of
their own (`store/blobs.py`).
"""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import quote

from ce_workflow.store.evidence.limits import NAME_CHARS

NAMELESS = "file"

# Cc control, Cf format (bidi overrides, zero width, tags), Cs lone surrogates, Zl and Zp line ends.
# Co stays: rare characters of Chinese names still live there.
_UNSEEN = {"Cc", "Cf", "Cs", "Zl", "Zp"}

# What Windows takes for a device, whatever the ending.
_DEVICE = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])(?:[ .]|\Z)", re.IGNORECASE)

_ATTR_CHARS = "!#$&+-.^_`|~"
_ENDING = re.compile(r"\.[A-Za-z0-9]{1,10}\Z")


def display_name(filename: str) -> str:
    """The last part of `filename` without what cannot be seen, at most 120 characters."""
    last = re.split(r"[/\\]", filename)[-1]
    seen = "".join(c for c in last if unicodedata.category(c) not in _UNSEEN)
    name = " ".join(unicodedata.normalize("NFC", seen).split()).strip(" .") or NAMELESS
    if _DEVICE.match(name):
        name = "_" + name
    return name if len(name) <= NAME_CHARS else _shortened(name)


def ending(name: str) -> str:
    """The ending of a name without its dot, in lower case; "" where there is none."""
    found = _ENDING.search(name)
    return found[0][1:].lower() if found else ""


def content_disposition(name: str, *, inline: bool = False) -> str:
    """The header value for a download under `name` (RFC 6266, RFC 8187): plain ASCII, no line ends.

    Old readers take `filename`, all others `filename*` with the whole name.
    """
    shown = display_name(name)
    plain = re.sub(r'[^ -~]|["%\\;]', "_", shown)
    if not re.search(r"[A-Za-z0-9]", _ENDING.sub("", plain)):
        found = _ENDING.search(plain)
        plain = NAMELESS + (found[0] if found else "")
    value = f'{"inline" if inline else "attachment"}; filename="{plain}"'
    return value if plain == shown else f"{value}; filename*=UTF-8''{quote(shown, safe=_ATTR_CHARS)}"


def _shortened(name: str) -> str:
    """The name cut in the middle, so that its ending stays."""
    found = _ENDING.search(name)
    tail = found[0] if found else ""
    return name[: NAME_CHARS - len(tail)].rstrip(" .") + tail
