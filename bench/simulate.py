"""`simulate`: a rule set tried on every claim of a year, from the database to the tables, in a city of 100,000 claims.

CLAIMS says how many instead, in ten thousands (`make bench BENCH=simulate CLAIMS=1000000`). Beside
it, in the same run, stands a plain read of the same rows in the same order, with their
answers parsed as JSON and nothing worked out. What it needs of memory is said for the first
ten thousand claims and for all: the same. What a process needs that does nothing else, SQLite's
own sorting within it, is asked of the system; up to 100,000 claims objects are counted too.
"""

from __future__ import annotations

import json
import os
import tracemalloc
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from statistics import median
from time import perf_counter, process_time
from typing import Any

from sqlalchemy import func, null, select, text

from bench.measure import Measured, report, say
from bench.places import Place
from ce_workflow import clock, create_app
from ce_workflow.cli.demo import load_city
from ce_workflow.reports.reading import one_state
from ce_workflow.reports.simulate import simulate
from ce_workflow.rules.sets.shape import RuleSet
from ce_workflow.states.desks import CITY_BUREAU
from ce_workflow.states.names import LIVE
from ce_workflow.store import rule_sets
from ce_workflow.store.database import db
from ce_workflow.store.rows import streamed
from ce_workflow.store.tables import Claim, Person
from ce_workflow.store.transaction import transaction

CLAIMS, PEOPLE, YEAR = 10_000, 2_000, 2019
TIMES = int(os.environ.get("CLAIMS") or 100_000) // CLAIMS
"""So many cities: the first is built, the others are copies of its people and claims."""
BLOCKS = 5 if TIMES <= 10 else 1
"""So often; a run of a million claims is long enough to be measured once."""
MOST_TRACED = 10
"""So many cities are gone through with every object counted, which takes four times as long."""
FEWEST = 5_000
"""Claims a second that are asked for from end to end."""

C = Claim.__table__.c


def run(place: Place) -> None:
    """Build the city, and try its own set on it."""
    url = place.migrated("simulate")
    with place.application(url).app_context():
        say(f"building a city of {CLAIMS * TIMES} claims on {place.name}")
        load_city(people=PEOPLE, claims=CLAIMS, records=None, year=YEAR, seed=None)
        stricter = _stricter()
        _say_memory(place, url, stricter)
        last = db.session.scalar(select(func.max(C.id))) or 0
        for number in range(1, TIMES):
            transaction(partial(_copy, number, last))
        db.session.execute(text("ANALYZE"))
        _say_memory(place, url, stricter)
        measured = _beside(lambda: _tried(stricter), _read)
        report("simulate", f"{measured.n // BLOCKS} claims", place.name, measured, "claims/s")
        if median(measured.ours) < FEWEST:
            say(f"simulate, {place.name}: fewer than {FEWEST} claims/s")
        db.session.rollback()
        db.engine.dispose()


def _stricter() -> RuleSet:
    """The city's set with a version of its own, and half of the hours for every line of its caps of an item."""
    rules = rule_sets.whole(rule_sets.published_named(f"{CITY_BUREAU}-{YEAR}"))
    assert rules is not None
    ways = {}
    for name, way in rules.ways.items():
        base = tuple(replace(line, at_most=line.at_most / 2 if line.at_most else None) for line in way.lines["base"])
        ways[name] = replace(way, lines={**way.lines, "base": base})
    return replace(rules, number=rules.number + 1, ways=ways)


def _tried(rules: RuleSet) -> int:
    found = simulate(rules, "", YEAR, at=clock.now())
    assert found.largest
    return found.credited.claims + found.under_way.claims


def _read() -> int:
    """The same rows in the same order, and their answers."""
    one_state()
    columns = (C.id, C.person_id, C.kind, C.state, C.fields, C.unit, C.department, C.district, C.filed_on)
    hours = (C.units_computed, C.units_reviewed, C.units_recognised, Person.title_level)
    asked = select(*columns, *hours).join(Person, Person.id == C.person_id)
    asked = asked.where(C.year == YEAR, C.state.in_(LIVE), C.submitted_at.is_not(None))
    return sum(bool(json.loads(row.fields)) for row in streamed(asked.order_by(C.person_id, C.submitted_at, C.id)))


def _say_memory(place: Place, url: str, rules: RuleSet) -> None:
    """What was needed at the peak beyond what there was before: of the whole process, and of objects."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as apart:
        alone = apart.submit(tried_alone, place.folder, url).result()
    say(f"simulate, {place.name}: {alone}")
    if TIMES > MOST_TRACED:
        return
    tracemalloc.start()
    before, _ = tracemalloc.get_traced_memory()
    _tried(rules)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    say(f"simulate, {place.name}: of it {(peak - before) / 2**20:.1f} MiB of objects")


def tried_alone(folder: Path, url: str) -> str:
    """How long this process, which did nothing before, works at it, and how far its memory grows."""
    app = create_app({"CE_DATABASE_URL": url, "CE_INSTANCE": str(folder / "instance")})
    with app.app_context():
        rules = _stricter()
        memory, begun, worked = _high_water(), perf_counter(), process_time()
        count = _tried(rules)
        passed, worked, most = perf_counter() - begun, process_time() - worked, _high_water()
        db.session.rollback()
        db.engine.dispose()
    rates = f"{count} claims in {passed:.0f} s, {worked:.0f} s of them on a core"
    return f"{rates} ({count / worked:.0f} claims a second of it); memory from {memory:.1f} to {most:.1f} MiB"


def _high_water() -> float:
    """The most that this process ever needed at once, in MiB; `ru_maxrss` would begin with that of who started it."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / 1024


def _copy(number: int, last: int) -> None:
    """One more city: the people and claims up to number `last` once more, under other numbers."""
    persons, claims = Person.__table__, Claim.__table__
    person = f"x{number:04}"  # no random number begins so
    of_person = {"id": person + func.substr(persons.c.id, 6), "id_index": null()}
    of_claim: dict[str, Any] = {name: claims.c[name] + number * last for name in ("id", "family")}
    of_claim |= {"person_id": person + func.substr(claims.c.person_id, 6), "corrects": null()}
    of_claim |= {"form_key": null(), "achievement_key": null()}
    whose = persons.c.id.in_(select(claims.c.person_id).where(C.id <= last))
    for table, changed, which in ((persons, of_person, whose), (claims, of_claim, C.id <= last)):
        names = [column.name for column in table.columns]
        columns = [changed.get(name, table.c[name]).label(name) for name in names]
        db.session.execute(table.insert().from_select(names, select(*columns).where(which)))


def _beside(ours: Callable[[], int], limit: Callable[[], int]) -> Measured:
    """Both in turn."""
    for work in (ours, limit)[: BLOCKS - 1]:
        work()
    found = [(_rate(ours), _rate(limit)) for _ in range(BLOCKS)]
    return Measured([a for (a, _), _ in found], [b for _, (b, _) in found], sum(n for (_, n), _ in found))


def _rate(work: Callable[[], int]) -> tuple[float, int]:
    begun = perf_counter()
    count = work()
    return count / (perf_counter() - begun), count
