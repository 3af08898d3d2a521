"""What bounds hours: the most of an item, of an achievement, of a day, of a year.

An item can share caps with others of the same person and year, and with those of other persons who share in
the achievement. What they share is named by keys such as `year:degree`, so that what a cap had left can be kept
beside a claim.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, timedelta
from decimal import ROUND_DOWN, Decimal
from typing import Any

from ce_workflow.rules.sets.facts import ACHIEVEMENT, Unknown, completed_on, holds, known, number
from ce_workflow.rules.sets.figures import figure_of
from ce_workflow.rules.sets.given import ZERO, as_day, as_word
from ce_workflow.rules.sets.shape import Line, Way
from ce_workflow.rules.sets.trace import UNUSED, Facts, Step, Used, Work

FINEST = Decimal("1E-12")
"""Thirds of an hour on a day are kept so fine, and rounded down: what is left of the day is never too little."""
LONGEST_SPAN = 3660
"""Days; an activity that goes on for longer meets no cap of a day."""


def item(line: Line, work: Work) -> None:
    """The most of one item; where its table has no figure for the facts, it does not bind."""
    try:
        figure = figure_of(line, work.facts)
        amount = None if line.for_each is None else number(line.for_each, work.facts)
    except Unknown:
        return
    _bound(line, work, figure if amount is None else figure * amount, figure, amount)


def highest(line: Line, work: Work) -> None:
    """Of one achievement only the highest counts: what its other items have got is taken off."""
    taken = work.used.get(group_key(line.group or "", work.facts.get(line.group or "")))
    if taken is not None:
        _bound(line, work, work.hours - taken.hours, None, None, taken)


def together(line: Line, work: Work) -> None:
    """All who share the achievement reach at most the whole of it; what the others have is said even if it suffices."""
    try:
        whole = work.whole if line.hours is None else figure_of(line, work.facts)
    except Unknown:
        return
    if ACHIEVEMENT not in work.facts:
        return
    taken = work.used.get(together_key(work.facts[ACHIEVEMENT]), UNUSED)
    after = min(work.hours, max(whole - taken.hours, ZERO))
    work.together = Step(line, after - work.hours, after, whole, None, taken)
    if taken.hours or after != work.hours:
        work.bring(line, after, whole, None, taken)


def day(line: Line, work: Work) -> None:
    """So much a calendar day over all items of the pool; an item's hours lie evenly over its days."""
    days, most = days_of(work.way, work.facts), line.hours
    if not days or not isinstance(most, Decimal):
        return
    each = work.hours / len(days)
    taken = [found for on in days if (found := work.used.get(day_key(line, on)))]
    left = [most] * (len(days) - len(taken)) + [max(most - found.hours, ZERO) for found in taken]
    # Thirds of an hour do not add up to the whole again: only a cap that binds may take something.
    if any(room < each for room in left):
        by = tuple(dict.fromkeys(one for found in taken for one in found.by))
        gone = Used(sum((found.hours for found in taken), ZERO), by)
        _bound(line, work, sum((min(each, room) for room in left), ZERO), most, Decimal(len(days)), gone)


def year(line: Line, work: Work) -> None:
    """So much a year over all items of the pool."""
    if isinstance(line.hours, Decimal):
        taken = work.used.get(year_key(line), UNUSED)
        _bound(line, work, line.hours - taken.hours, line.hours, None, taken)


def _bound(
    line: Line, work: Work, left: Decimal, figure: Decimal | None, amount: Decimal | None = None, used: Used = UNUSED
) -> None:
    after = min(work.hours, max(left, ZERO))
    if after != work.hours:
        work.bring(line, after, figure, amount, used)


# ---------------------------------------------------------------- what caps are shared with


def once_key(name: str, value: Any) -> str:
    return f"once:{name}={as_word(value)}"


def group_key(name: str, value: Any) -> str:
    return f"highest:{name}={as_word(value)}"


def together_key(achievement: Any) -> str:
    return f"together:{as_word(achievement)}"


def year_key(line: Line) -> str:
    return f"year:{line.pool}"


def day_key(line: Line, day: date) -> str:
    return f"day:{line.pool}:{day.isoformat()}"


def days_of(way: Way, facts: Facts) -> list[date]:
    """The calendar days of the item, none where it has no dates in order; without a span, the day of its year."""
    if way.span is None:
        on = completed_on(way, facts)
        return [] if on is None else [on]
    began, ended = as_day(facts.get(way.span[0])), as_day(facts.get(way.span[1]))
    if began is None or ended is None or not 0 <= (ended - began).days < LONGEST_SPAN:
        return []
    return [began + timedelta(days=n) for n in range((ended - began).days + 1)]


def takes(way: Way, given: Facts, hours: Decimal, used: Mapping[str, Used]) -> dict[str, Decimal]:
    """What an item with these hours takes of every cap that it shares: key -> hours."""
    facts = known(way, given)
    found: dict[str, Decimal] = {}
    for line in (line for step in SHARED for line in way.lines.get(step, ())):
        if not holds(line.when, facts):
            continue
        if line.once and line.once in facts:
            found[once_key(line.once, facts[line.once])] = hours
        if line.step == "highest" and line.group in facts:
            found[group_key(line.group or "", facts[line.group])] = hours
        if line.step == "together" and ACHIEVEMENT in facts:
            found[together_key(facts[ACHIEVEMENT])] = hours
        if line.step == "day":
            found |= _day_by_day(line, days_of(way, facts), hours, used)
        if line.step == "year":
            found[year_key(line)] = hours
    return found


def _day_by_day(line: Line, days: list[date], hours: Decimal, used: Mapping[str, Used]) -> dict[str, Decimal]:
    """The hours laid on the days, as evenly as what is left of each day allows."""
    most = line.hours if isinstance(line.hours, Decimal) else ZERO
    rooms = sorted((max(most - used.get(key, UNUSED).hours, ZERO), key) for key in (day_key(line, day) for day in days))
    found, rest = {}, hours
    for place, (room, key) in enumerate(rooms):
        laid = min(room, rest / (len(rooms) - place))
        rest -= laid
        found[key] = laid.quantize(FINEST, ROUND_DOWN)
    return found


SHARED = ("eligible", "highest", "together", "day", "year")


def shares_caps(way: Way) -> bool:
    """Does any line of the way look at other items of the year?"""
    return any(line.once or line.step in SHARED[1:] for found in way.lines.values() for line in found)


def shares_achievement(way: Way) -> bool:
    """Is there a most that all who share one achievement reach together?"""
    return bool(way.lines.get("together"))


def spend(used: dict[str, Used], item: str, taken: Mapping[str, Decimal]) -> None:
    """Note what an item took of its caps."""
    for key, hours in taken.items():
        before = used.get(key, UNUSED)
        used[key] = Used(before.hours + hours, (*before.by, item))


# ---------------------------------------------------------------- beside a claim, for ever


def pack(used: Mapping[str, Used] | None) -> str | None:
    """As it is kept beside a claim."""
    if used is None:
        return None
    return json.dumps({key: [f"{found.hours:f}", *found.by] for key, found in sorted(used.items())})


def unpack(kept: str | None) -> dict[str, Used] | None:
    """What `pack` made of it."""
    if kept is None:
        return None
    return {key: Used(Decimal(hours), tuple(by)) for key, (hours, *by) in json.loads(kept).items()}
