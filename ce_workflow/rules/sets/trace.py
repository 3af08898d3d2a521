"""What working out hours leaves behind: lines of a trace, and the result."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Context, Decimal
from typing import Any, NamedTuple

from ce_workflow.rules.sets.given import ZERO
from ce_workflow.rules.sets.shape import Line, RuleSet, Way
from ce_workflow.trail.canonical import canonical

WITHOUT_NOISE = Context(prec=20)
"""Thirds are worked out with 28 digits: what is beyond the twentieth is their noise, so that thrice a third is one."""

Facts = Mapping[str, Any]
NOTHING: Facts = {}


class Used(NamedTuple):
    """What others have taken of a cap: how many hours, and which items did."""

    hours: Decimal
    by: tuple[str, ...] = ()


NOTHING_USED: Mapping[str, Used] = {}
UNUSED = Used(ZERO)


class Step(NamedTuple):
    """One line of the trace: what it changed, what stood after it, and the figures that it used.

    `figure` is the line's own, `amount` what it was taken for (days, courses, rank), `used` what was gone of a cap.
    """

    line: Line
    change: Decimal
    hours: Decimal
    figure: Decimal | None = None
    amount: Decimal | None = None
    used: Used | None = None


class Result(NamedTuple):
    """What the facts come to. `hours` is None while `missing` facts are not there, or no line fits them.

    `findings` are the lines of eligibility that did not hold, `completes` the subject (or
    "year") that counts as done, `over` the hours that caps took away, `facts` what was known,
    `together` what stood then of the most that all who share the achievement reach, be it that it took nothing away.
    """

    version: str
    way: str
    subject: str
    hours: Decimal | None
    trace: tuple[Step, ...] = ()
    findings: tuple[Line, ...] = ()
    missing: tuple[str, ...] = ()
    completes: str | None = None
    over: Decimal = ZERO
    facts: Facts = NOTHING
    together: Step | None = None

    @property
    def eligible(self) -> bool:
        return not any(line.level == "refusal" for line in self.findings)

    def canonical(self) -> str:
        """The same for the same facts and version, byte by byte."""
        steps = [
            [step.line.step, step.line.id, *map(_text, (step.change, step.hours, step.figure, step.amount))]
            for step in self.trace
        ]
        said = {"version": self.version, "way": self.way, "hours": _text(self.hours), "trace": steps}
        return canonical(said | {"findings": [line.id for line in self.findings], "over": _text(self.over)})


def _text(number: Decimal | None) -> str:
    return "" if number is None else format(number.normalize() + 0, "f")


@dataclass(slots=True)
class Work:
    """An item while it is worked out: what is known of it, how many hours it has so far, and by which lines."""

    rules: RuleSet
    way: Way
    facts: Facts
    used: Mapping[str, Used]
    hours: Decimal = ZERO
    completes: str | None = None
    together: Step | None = None
    trace: list[Step] = field(default_factory=list)

    @property
    def whole(self) -> Decimal:
        """What it gives undivided: the hours before any rank or part."""
        return next((step.hours for step in reversed(self.trace) if step.line.step in ("base", "add")), ZERO)

    def bring(
        self,
        line: Line,
        hours: Decimal,
        figure: Decimal | None = None,
        amount: Decimal | None = None,
        used: Used | None = None,
    ) -> None:
        """From now on it has these hours, by that line."""
        hours = WITHOUT_NOISE.plus(hours)
        self.trace.append(Step(line, hours - self.hours, hours, figure, amount, used))
        self.hours = hours
