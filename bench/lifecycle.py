"""A claim from draft to credited: five committed transactions, ours beside raw SQL.

Create with an evidence row, submit, review, verify, and, since the authority has a
notice period, credit as a transaction of its own; each with its event in the chain and
in the queue, the last with the pair of entries and the balance. Ours goes in by the
doorway of all acts, with every check on. The limit writes the same rows and commits.
"""

from __future__ import annotations

import multiprocessing
import time
import traceback
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from itertools import count
from typing import Any

from bench import city
from bench.filled import CLAIMS, filled
from bench.measure import Measured, report, say
from bench.places import Place
from bench.raw import raw
from bench.rows import STEPS, Life, moments, stamp
from bench.same import assert_same
from ce_workflow import create_app
from ce_workflow.acts.doorway import take
from ce_workflow.people.actor import SYSTEM

BEGAN = datetime(city.YEAR, 10, 9, 2, tzinfo=UTC)
WARM_UP = 20
ROUNDS, SECONDS = 15, 0.6
STRIDE = 7 * city.UNITS * city.PEOPLE
"""Between the numbers of two sides, so that no claim is like any other of its person: `city.TIMES` has room for ten."""


def run(place: Place) -> None:
    """Measure in that place, and report."""
    url = filled(place, "lifecycle")
    other = filled(place, "limit") if place.name == "sqlite" else url
    for processes in (1,) if place.name == "sqlite" else (1, 4):
        say(f"lifecycle, {place.name}, {processes} process(es)")
        measured = _measured(url, other, str(place.folder / "instance"), processes)
        case = "1 process" if processes == 1 else f"{processes} processes"
        report("lifecycle", case, place.name, measured, "claims/s")


def ours(numbers: Iterator[int]) -> Callable[[], int]:
    """A function that leads one claim through its life by acts, and returns its id."""

    def live() -> int:
        number = next(numbers)
        at, request = moments(number, BEGAN), f"bench-{number}"
        claimant, reviewer, verifier = city.claimant(number), city.reviewer(number), city.verifier(number)
        begun = {"kind": "training", "fields": city.fields(number), "files": [("certificate", city.file(number))]}
        said = {"hours": "18", "checks": "all"}

        def step(name: str, claim: Any, given: dict[str, Any], actor: Any) -> Any:
            item = (claim.id, claim.version, given) if claim else (None, None, given)
            return take(name, [item], actor, at=at[name], request_id=request)[0].or_raise()

        claim = step("create", None, begun, claimant)
        claim = step("submit", claim, {}, claimant)
        claim = step("review", claim, said, reviewer)
        claim = step("verify", claim, said, verifier)
        return int(step("credit", claim, {}, SYSTEM).id)

    return live


def limit(url: str, numbers: Iterator[int]) -> Callable[[], int]:
    """A function that writes one claim's life, and returns its id; ids are drawn in advance."""
    writer = raw(url)
    ids: list[int] = []

    def live() -> int:
        if not ids:
            ids.extend(writer.ids(10_000))
        number = next(numbers)
        life, at = Life(ids.pop(0), number), moments(number, BEGAN)
        for step in STEPS:
            writer.step(step, getattr(life, step)(stamp(at[step]), f"bench-{number}"))
        return life.id

    return live


def _measured(url: str, other: str, instance: str, processes: int) -> Measured:
    """The sums of the rates of all processes, block by block."""
    context = multiprocessing.get_context("spawn")
    barrier, results = context.Barrier(processes), context.Queue()
    workers = [
        context.Process(target=_work, args=(url, other, instance, number, processes, barrier, results))
        for number in range(processes)
    ]
    for worker in workers:
        worker.start()
    found = [results.get() for _ in workers]
    for worker in workers:
        worker.join()
    if broken := [one for one in found if isinstance(one, str)]:
        raise RuntimeError("".join(broken))
    sums = [[sum(rates) for rates in zip(*side, strict=True)] for side in zip(*found, strict=True)]
    n = round(sum(sums[0]) * SECONDS)
    return Measured(sums[0], sums[1], n)


def _work(url: str, other: str, instance: str, number: int, processes: int, barrier: Any, results: Any) -> None:
    """One process: what it found, or what went wrong there."""
    try:
        results.put(_turns(url, other, instance, number, processes, barrier))
    except BaseException:
        barrier.abort()
        results.put(traceback.format_exc())
        raise


def _turns(
    url: str, other: str, instance: str, number: int, processes: int, barrier: Any
) -> tuple[list[float], list[float]]:
    """The rates of both sides in turn, together with the other processes."""
    app = create_app({"CE_DATABASE_URL": url, "CE_INSTANCE": instance})
    with app.app_context():
        place = 2 * (number + (processes > 1))  # one process has been there before four
        first, last = CLAIMS + place * STRIDE, CLAIMS + 10 * STRIDE + processes
        sides = ours(count(first)), limit(other, count(first + STRIDE))
        if not number:
            assert_same(ours(count(last))(), limit(url, count(last))())
        for side in sides:
            _rate(side, barrier, WARM_UP, 0)
        rates: tuple[list[float], list[float]] = ([], [])
        for _ in range(ROUNDS):
            for side, its in zip(sides, rates, strict=True):
                its.append(_rate(side, barrier, 0, SECONDS))
    return rates


def _rate(side: Callable[[], int], barrier: Any, least: int, seconds: float) -> float:
    """Lives a second, of this process."""
    barrier.wait()
    began = time.perf_counter()
    done, passed = 0, 0.0
    while passed < seconds or done < least:
        side()
        done += 1
        passed = time.perf_counter() - began
    return done / passed
