"""Whether the bands of a number follow each other without overlap and without a hole; both ends may be open."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from ce_workflow.rules.sets.places import Path
from ce_workflow.rules.sets.shape import Band, Test
from ce_workflow.words import N_, Text


def in_a_row(path: Path, band: Band) -> Iterator[tuple[Path, Text]]:
    if others := [word for word, test in band.tests if not test.is_bounded]:
        for word in others:
            yield (*path, word), Text(N_("A band goes by numbers: { least = 3, below = 6 }."))
        return
    spans = sorted((_span(test), word) for word, test in band.tests)
    for (low, word), (high, following) in pairwise(spans):
        end, start = low[1], high[0]
        if start < end:
            text = N_("“%(one)s” and “%(other)s” overlap: a number can lie in both. Check most and below.")
            yield (*path, following), Text(text, one=word, other=following)
        elif start > end:
            text = N_("Between “%(one)s” and “%(other)s” there is a hole: say to which the number between belongs.")
            yield (*path, following), Text(text, one=word, other=following)


Point = tuple[Decimal, int]
"""A place between numbers: just before the number (0), or just after it (1)."""


def _span(test: Test) -> tuple[Point, Point]:
    start: Point = (Decimal("-Infinity"), 0)
    if test.least is not None:
        start = max(start, (test.least, 0))
    if test.above is not None:
        start = max(start, (test.above, 1))
    end: Point = (Decimal("Infinity"), 1)
    if test.most is not None:
        end = min(end, (test.most, 1))
    if test.below is not None:
        end = min(end, (test.below, 0))
    return start, end
