"""Measuring fairly on a machine that has other things to do.

Both sides take turns in short blocks, so that what slows the machine down meets both;
what is reported is the median block of each side.
"""

from __future__ import annotations

import json
import sys
from statistics import median
from typing import NamedTuple


class Measured(NamedTuple):
    """Rates of both sides, block by block."""

    ours: list[float]
    limit: list[float]
    n: int


def report(bench: str, case: str, database: str, measured: Measured, unit: str) -> None:
    """One line of JSON; a higher ratio is better."""
    ours, limit = median(measured.ours), median(measured.limit)
    line = {"bench": bench, "case": case, "db": database, "ours": round(ours, 1), "limit": round(limit, 1)}
    print(json.dumps(line | {"ratio": round(ours / limit, 3), "unit": unit, "n": measured.n}), flush=True)


def say(text: str) -> None:
    """How far it is; standard output is for figures alone."""
    print(f"bench: {text}", file=sys.stderr, flush=True)
