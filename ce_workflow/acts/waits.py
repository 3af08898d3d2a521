"""How long whoever failed too often has to wait: never locked out, longer each time."""

from __future__ import annotations

from datetime import datetime, timedelta
from math import ceil


def seconds_to_wait(
    known: tuple[int, datetime] | None, at: datetime, *, free: int, longest: int, every: int = 1
) -> int:
    """Seconds until the next try: 0 for the first `free` failures, then twice as long with `every` further one.

    `known`: how many failures there were and when the last one was, None for none.
    """
    if known is None or known[0] < free:
        return 0
    delay = min(2 ** min((known[0] - free) // every + 1, 20), longest)
    return max(0, ceil((known[1] + timedelta(seconds=delay) - at).total_seconds()))
