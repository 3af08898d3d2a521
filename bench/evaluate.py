"""Hours worked out under the city's rule set, with their trace, beside functions written by hand for the same rules.

Ours reads everything out of the set: lines, tables, bands, measures, eligibility. The limit
knows one way each, and gives the same hours and the same trace of names and figures. Nothing
here needs a database.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from pathlib import Path
from time import perf_counter
from typing import Any

from bench.by_hand import BY_HAND, Worked
from bench.measure import Measured, report, say
from ce_workflow.rules.sets.check import check
from ce_workflow.rules.sets.evaluate import evaluate
from ce_workflow.rules.sets.trace import Result

CITY = Path(__file__).parent.parent / "rule_sets" / "chengdu-2019.toml"
SECONDS, BLOCKS = 0.3, 15
AT_ONCE = 100
FEWEST = 20_000
"""Claims a second that are asked for of one quiet core."""

HELD = {"started_on": date(2019, 3, 4), "ended_on": date(2019, 3, 8), "organiser_type": "unit", "title": "BIM"}
CLAIMS: dict[str, Mapping[str, Any]] = {
    "training": HELD | {"class_hours": 40, "result": "passed"},
    "conference": HELD | {"class_hours": 12, "part": "presented", "level": "national", "paper_characters": 2500},
    "patent": {"patent_type": "invention", "inventor_rank": 3, "inventor_count": 4, "granted_on": date(2019, 5, 6)},
}

Work = Callable[[], object]


def run() -> None:
    """One line a kind of claim."""
    rules, faults = check(CITY.read_text(encoding="utf-8"), lambda _: None)
    assert rules is not None
    assert not faults
    for kind, facts in CLAIMS.items():
        way, by_hand = rules.ways[kind], BY_HAND[kind]
        assert _plain(evaluate(rules, way, facts)) == by_hand(facts), f"the limit gives other hours than ours: {kind}"
        measured = _beside(partial(evaluate, rules, way, facts), partial(by_hand, facts))
        report("evaluate", kind, "none", measured, "claims/s")
        if min(measured.ours) < FEWEST:
            say(f"evaluate, {kind}: fewer than {FEWEST} claims/s in some block")


def _plain(result: Result) -> Worked:
    assert result.hours is not None
    return result.hours, [(step.line.id, step.change, step.hours) for step in result.trace]


def _beside(ours: Work, limit: Work) -> Measured:
    """Both in turn, block by block."""
    for work in (ours, limit):
        _rate(work)
    found = [(_rate(ours), _rate(limit)) for _ in range(BLOCKS)]
    return Measured([a for (a, _), _ in found], [b for _, (b, _) in found], sum(n for (_, n), _ in found))


def _rate(work: Work) -> tuple[float, int]:
    """(claims a second, how many) of a block."""
    count, begun = 0, perf_counter()
    while (passed := perf_counter() - begun) < SECONDS:
        for _ in range(AT_ONCE):
            work()
        count += AT_ONCE
    return count / passed, count
