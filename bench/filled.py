"""A filled and analysed database: ten thousand claims in all states, so that plans and caches are real ones."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from bench import city
from bench.places import Place
from bench.raw import Raw, raw
from bench.rows import STEPS, Life, moments, stamp
from ce_workflow.store.database import db

CLAIMS = 10_000
BEGAN = datetime(city.YEAR, 9, 2, 2, tzinfo=UTC)
"""Mid-morning in Chengdu; the measured claims begin a month later."""


def filled(place: Place, name: str, submitted: int = 0) -> str:
    """The address of a new database: the city, its claims, and `submitted` more that wait for the unit."""
    url = place.migrated(name)
    with place.application(url).app_context():
        city.settle()
        writer = raw(url)
        # Half of the claims are credited, the others stand at every step before it.
        fill(writer, 0, CLAIMS, lambda number: (1, 2, 2, 3, 4, 5, 5, 5, 5, 5)[number // 7 % 10])
        fill(writer, CLAIMS, submitted, lambda _: 2)
        writer.analyse()
        writer.close()
        db.engine.dispose()
    return url


def fill(writer: Raw, first: int, count: int, steps_of: Callable[[int], int]) -> None:
    """Write `count` claims, each with its first few steps, in a few large transactions."""
    for start in range(first, first + count, 1000):
        numbers = range(start, min(start + 1000, first + count))
        ids = writer.ids(len(numbers))
        writer.begin()
        for claim_id, number in zip(ids, numbers, strict=True):
            life, times = Life(claim_id, number), moments(number, BEGAN)
            for step in STEPS[: steps_of(number)]:
                writer.step(step, getattr(life, step)(stamp(times[step]), f"fill-{number}"))
        writer.commit()
