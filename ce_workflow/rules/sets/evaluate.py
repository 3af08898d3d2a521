"""Hours worked out under one way of a rule set, each line leaving its trace.

A pure function: facts in, result out, Decimal throughout. The order is that of
`shape.STEPS`: base, add-ons, rank, eligibility, the cap of one item, the highest of one
achievement, the most of all who share it, the cap of a day, the caps of a year. Hours are rounded up before the
caps, and what a cap leaves is brought down, so that rounding takes nobody above a cap. `used` tells what other
items, of the same person and year or of the same achievement, have taken of a cap already.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import ROUND_DOWN, ROUND_HALF_UP, ROUND_UP

from ce_workflow.rules.sets import caps, figures
from ce_workflow.rules.sets.facts import Unknown, holds, known
from ce_workflow.rules.sets.given import ZERO
from ce_workflow.rules.sets.shape import Line, RuleSet, Way
from ce_workflow.rules.sets.trace import NOTHING_USED, Facts, Result, Used, Work

MODES = {"down": ROUND_DOWN, "half_up": ROUND_HALF_UP, "up": ROUND_UP}
TAKE: Mapping[str, Callable[[Line, Work], None]] = {
    "add": figures.add,
    "rank": figures.rank,
    "cap": caps.item,
    "highest": caps.highest,
    "together": caps.together,
    "day": caps.day,
    "year": caps.year,
}


def evaluate(rules: RuleSet, way: Way, given: Facts, used: Mapping[str, Used] = NOTHING_USED) -> Result:
    """Hours and trace of one item under `way` of the set; never raises for facts that are absent or odd."""
    work = Work(rules, way, known(way, given), used)
    findings = tuple(ineligible(way, work.facts, used))
    try:
        _begin(work)
        _take(way.gaining, work)
    except Unknown as unknown:
        return Result(rules.version, way.name, way.subject, None, (), findings, unknown.facts, facts=work.facts)
    for line in findings:
        if line.level == "refusal":
            work.bring(line, ZERO)
    if rules.rounding is not None and rules.rounding.mode != "down":
        _round(work, MODES[rules.rounding.mode])
    before = work.hours
    _take(way.bounding, work)
    over = before - work.hours
    _round(work, ROUND_DOWN)
    return Result(
        rules.version,
        way.name,
        way.subject,
        work.hours,
        tuple(work.trace),
        findings,
        completes=work.completes if all(line.level == "warning" for line in findings) else None,
        over=over,
        facts=work.facts,
        together=work.together,
    )


def _begin(work: Work) -> None:
    """By the first line of the base that fits."""
    lines = work.way.lines.get("base", ())
    for line in lines:
        if not line.when or holds(line.when, work.facts):
            figures.first(line, work)
            return
    raise Unknown(*dict.fromkeys(test.fact for line in lines for test in line.when if test.fact not in work.facts))


def _take(lines: Iterable[Line], work: Work) -> None:
    for line in lines:
        if not line.when or holds(line.when, work.facts):
            TAKE[line.step](line, work)


def _round(work: Work, mode: str) -> None:
    rounding = work.rules.rounding
    if rounding is not None:
        rounded = (work.hours / rounding.step).to_integral_value(mode) * rounding.step
        if rounded != work.hours:
            work.bring(rounding.line, rounded, rounding.step)


def ineligible(way: Way, facts: Facts, used: Mapping[str, Used]) -> Iterator[Line]:
    """The lines of eligibility that do not hold; of absent facts nothing is said unless presence is asked for."""
    for line in way.lines.get("eligible", ()):
        if line.when and not holds(line.when, facts):
            continue
        fails = not holds(line.needs, facts) and _judged(line, facts)
        if fails or (line.once and _done(line.once, facts, used)):
            yield line


def _judged(line: Line, facts: Facts) -> bool:
    return all(test.fact in facts or test.present is not None for test in line.needs)


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
