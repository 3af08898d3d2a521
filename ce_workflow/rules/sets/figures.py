"""The figures of a line: tables, lists by rank, multiples and shares, each with its line of the trace."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import ROUND_DOWN, Decimal
from typing import Any

from ce_workflow.rules.sets.facts import Unknown, number
from ce_workflow.rules.sets.given import ZERO, as_word
from ce_workflow.rules.sets.needs import need_of
from ce_workflow.rules.sets.shape import Line
from ce_workflow.rules.sets.trace import UNUSED, Facts, Work


def first(line: Line, work: Work) -> None:
    """The line that a way begins with; one that completes a subject gives what the year asks for of it."""
    if line.completes is None:
        add(line, work)
    else:
        work.completes = line.completes
        needed = need_of(work.rules, line.completes, work.facts.get("title_level"))
        work.bring(line, needed, needed)


def add(line: Line, work: Work) -> None:
    """The figure of the line, times what it is for, on top of the hours so far."""
    figure, amount = figure_of(line, work.facts), _amount(line, work.facts)
    gained = figure if amount is None else figure * amount
    work.bring(line, work.hours + gained, figure, amount)
    if line.at_most is not None:
        times = None if line.at_most_for_each is None else max(number(line.at_most_for_each, work.facts), ZERO)
        most = line.at_most if times is None else line.at_most * times
        if gained > most:
            work.bring(line, work.hours - gained + most, line.at_most, times, UNUSED)


def _amount(line: Line, facts: Facts) -> Decimal | None:
    """What the figure is for: days without those on the way, thousands of characters; never under 0."""
    if line.for_each is None:
        return None
    amount = number(line.for_each, facts)
    for name in line.without:
        amount -= number(name, facts)
    amount = max(amount, ZERO)
    if line.in_units_of is not None:
        amount /= line.in_units_of
        if line.whole_units:
            amount = amount.to_integral_value(ROUND_DOWN)
    return amount


def figure_of(line: Line, facts: Facts) -> Decimal:
    """The figure that the table of the line has for these facts; raises Unknown where it has none."""
    found: Any = line.hours
    for name in line.by:
        value = facts.get(name)
        if value is None:
            raise Unknown(name)
        found = found.get(as_word(value)) if isinstance(found, Mapping) else None
        if found is None:
            if line.otherwise is None:
                raise Unknown
            return line.otherwise
    if isinstance(found, tuple):
        return at_rank(found, int(number(line.rank or "rank", facts)), line.beyond)
    if not isinstance(found, Decimal):
        raise Unknown
    return found


def at_rank(figures: tuple[Decimal, ...], rank: int, beyond: str) -> Decimal:
    """The figure of a rank; beyond the list nothing, the last figure, or on by the last step, never under 0."""
    if rank < 1:
        return ZERO
    if rank <= len(figures):
        return figures[rank - 1]
    if beyond == "nothing":
        return ZERO
    if beyond == "last" or len(figures) == 1:
        return figures[-1]
    step = figures[-2] - figures[-1]
    return max(figures[-1] - step * (rank - len(figures)), ZERO)


def rank(line: Line, work: Work) -> None:
    """A multiple, so much less a rank, or the share of a rank in the whole."""
    hours, facts = work.hours, work.facts
    if line.times is not None:
        figure, amount, after = line.times, None, hours * line.times
    else:
        amount = number(line.rank or "rank", facts)
        if line.less_a_rank is not None:
            figure = line.less_a_rank
            after = max(hours - figure * (amount - 1), line.not_under) if amount >= 1 else ZERO
        else:
            figure = share(line.shares, int(amount), int(number(line.among_persons or "persons", facts)))
            after = hours * figure
    if after != hours:
        work.bring(line, after, figure, amount)


def share(named: tuple[Decimal, ...], rank: int, persons: int) -> Decimal:
    """The part of rank `rank` among `persons`: those named have theirs, the rest share equally; one alone has all.

    A rank that nobody among them has gets nothing.
    """
    if not 1 <= rank <= persons:
        return ZERO
    if persons == 1:
        return Decimal(1)
    if rank <= len(named):
        return named[rank - 1]
    return (1 - sum(named, ZERO)) / (persons - len(named))
