"""Hours worked out under one way of a rule set, each line leaving its trace.

A pure function: facts in, result out, Decimal throughout. The order is that of
`shape.STEPS`: base, add-ons, rank, eligibility, the cap of one item, the highest of one
achievement, the cap of a day, the caps of a year; then rounding. `used` tells what other
items of the same person and year have taken of a cap already.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import ROUND_DOWN, ROUND_HALF_UP, ROUND_UP

from ce_workflow.rules.sets import caps, figures
from ce_workflow.rules.sets.facts import Unknown, holds, known
from ce_workflow.rules.sets.shape import Basis, Line, RuleSet, Way
from ce_workflow.rules.sets.trace import NOTHING_USED, ZERO, Facts, Result, Used, Work

MODES = {"down": ROUND_DOWN, "half_up": ROUND_HALF_UP, "up": ROUND_UP}
ROUNDING = Line("rounding", "rounding", Basis(None, platform=True))

AFTER_BASE: tuple[tuple[str, Callable[[Line, Work], None]], ...] = (("add", figures.add), ("rank", figures.rank))
CAPS = (("cap", caps.item), ("highest", caps.highest), ("day", caps.day), ("year", caps.year))


def evaluate(rules: RuleSet, way: Way, given: Facts, used: Mapping[str, Used] = NOTHING_USED) -> Result:
    """Hours and trace of one item under `way` of the set; never raises for facts that are absent or odd."""
    work = Work(rules, way, known(way, given), used)
    findings = tuple(ineligible(way, work.facts, used))
    try:
        _begin(work)
        _take(AFTER_BASE, work)
    except Unknown as unknown:
        return Result(rules.version, way.name, way.subject, None, (), findings, unknown.facts, facts=work.facts)
    for line in findings:
        if line.level == "refusal":
            work.bring(line, ZERO)
    before = work.hours
    _take(CAPS, work)
    over = before - work.hours
    _round(work)
    return Result(
        rules.version,
        way.name,
        way.subject,
        work.hours,
        tuple(work.trace),
        findings,
        completes=work.completes,
        over=over,
        facts=work.facts,
    )


def _begin(work: Work) -> None:
    """By the first line of the base that fits."""
    lines = work.way.lines.get("base", ())
    for line in lines:
        if holds(line.when, work.facts):
            figures.first(line, work)
            return
    raise Unknown(*dict.fromkeys(test.fact for line in lines for test in line.when if test.fact not in work.facts))


def _take(steps: Iterable[tuple[str, Callable[[Line, Work], None]]], work: Work) -> None:
    lines, facts = work.way.lines, work.facts
    for step, take in steps:
        for line in lines.get(step, ()):
            if holds(line.when, facts):
                take(line, work)


def _round(work: Work) -> None:
    rounding = work.rules.rounding
    if rounding is not None:
        rounded = (work.hours / rounding.step).to_integral_value(MODES[rounding.mode]) * rounding.step
        if rounded != work.hours:
            work.bring(ROUNDING, rounded, rounding.step)


def ineligible(way: Way, facts: Facts, used: Mapping[str, Used]) -> Iterator[Line]:
    """The lines of eligibility that do not hold; of absent facts nothing is said unless presence is asked for."""
    for line in way.lines.get("eligible", ()):
        if not holds(line.when, facts):
            continue
        judged = all(test.fact in facts or test.present is not None for test in line.needs)
        if (judged and not holds(line.needs, facts)) or (line.once and _done(line.once, facts, used)):
            yield line


def _done(name: str, facts: Facts, used: Mapping[str, Used]) -> bool:
    return name in facts and caps.once_key(name, facts[name]) in used


def tally(rules: RuleSet, items: Iterable[tuple[str, Way, Facts]]) -> Iterator[tuple[str, Result]]:
    """Many items of one person and year, in this order: what one takes of a cap is gone for the next."""
    used: dict[str, Used] = {}
    for item, way, given in items:
        result = evaluate(rules, way, given, used)
        yield item, result
        if result.hours:
            caps.spend(used, item, caps.takes(way, given, result.hours, used))
