"""A step that somebody wants to take with a claim, as the rules see it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from ce_workflow.kinds.kind import Given, Kind
from ce_workflow.ledger.units import whole_units
from ce_workflow.rules.facts import Facts
from ce_workflow.rules.sets.evaluate import evaluate
from ce_workflow.rules.sets.facts import ACHIEVEMENT, LEVEL
from ce_workflow.rules.sets.measures import CALENDAR
from ce_workflow.rules.sets.shape import Way
from ce_workflow.rules.sets.trace import Result
from ce_workflow.working_days import ARRANGED, Calendar


@dataclass(frozen=True)
class Case:
    """`given` is what is answered at this step: the claim's form at `submit`, else the decision's."""

    step: str
    kind: Kind
    given: Given
    facts: Facts

    @property
    def way(self) -> Way | None:
        """What the rules in force say of this kind."""
        return self.facts.rules.ways.get(self.kind.code) if self.facts.rules else None

    @cached_property
    def worked(self) -> Result | None:
        """What the answers come to under the rules in force; None where no rules are, or none for this kind."""
        return work_out(self.kind, self.given, self.facts)


def work_out(kind: Kind, given: Given, facts: Facts) -> Result | None:
    """The hours of these answers with their trace, None where no rules in force know the kind."""
    way = facts.rules.ways.get(kind.code) if facts.rules else None
    if facts.rules is None or way is None:
        return None
    known = told(kind, given, facts.title_level, facts.filed_on, facts.calendar)
    return evaluate(facts.rules, way, known, facts.used)


def told(
    kind: Kind,
    given: Given,
    title_level: str | None = None,
    filed_on: date | None = None,
    calendar: Calendar = ARRANGED,
) -> dict[str, Any]:
    """What a rule set is told of a claim: its answers, and what follows from them or is known besides."""
    known = {LEVEL: title_level, "filed_on": filed_on, ACHIEVEMENT: kind.achievement(given)}
    return {**given, **known, CALENDAR: calendar}


def computed(result: Result | None) -> int | None:
    """The hours of a result in hundredths, parts of which are dropped; None where nothing is worked out."""
    if result is None or result.hours is None:
        return None
    return whole_units(result.hours)
