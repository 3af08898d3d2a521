"""Where a visitor is sent back to: a path of this site, whatever the address asked for."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

HOME = "/"
_LOCAL = re.compile(r"/(?![/\\])[^\\\x00-\x20\x7f]*")


def local_path(wanted: str | None) -> str:
    """`wanted` if it is a plain path of ours, else the first page.

    A browser takes `//host`, `/\\host` and tabs within an address for another site.
    """
    if not wanted or not _LOCAL.fullmatch(wanted):
        return HOME
    found = urlsplit(wanted)
    return HOME if found.scheme or found.netloc else wanted
