"""What the hostile files have in common."""

from __future__ import annotations

from collections.abc import Callable

Make = Callable[[], bytes]

CANARY = b"CANARY"
HTML = b"<html><script>alert('CANARY')</script></html>"
SCRIPT = b"<</Type/Action/S/JavaScript/JS(CANARY)>>"
MEGABYTE = 1024 * 1024
