"""A step that somebody wants to take with a claim, as the rules see it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from ce_workflow.kinds.kind import Given, Kind
from ce_workflow.ledger.units import whole_units
from ce_workflow.rules.facts import Facts
from ce_workflow.rules.sets.evaluate import evaluate
from ce_workflow.rules.sets.facts import ACHIEVEMENT
from ce_workflow.rules.sets.shape import Way
from ce_workflow.rules.sets.trace import Result


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
    return evaluate(facts.rules, way, told_of(kind, given, facts), facts.used)


def told_of(kind: Kind, given: Given, facts: Facts) -> dict[str, Any]:
    """What the rule set in force is told of a claim of these answers."""
    return told(kind, given, filed_on(kind, given, facts), facts.beside)


def told(kind: Kind, given: Given, on: date | None, beside: Mapping[str, Any]) -> dict[str, Any]:
    """What a rule set is told of a claim filed on that day: answers, what follows from them, what is known besides."""
    return {**given, "filed_on": on, ACHIEVEMENT: kind.achievement(given), **beside}


def filed_on(kind: Kind, given: Given, facts: Facts) -> date:
    """The day of filing by which it is judged, and which it keeps: the first by which what is claimed had ended."""
    ended = kind.ended(given)
    return next((day for day in facts.filed_before if ended and ended <= day), facts.filed_on)


def computed(result: Result | None) -> int | None:
    """The hours of a result in hundredths, parts of which are dropped; None where nothing is worked out."""
    if result is None or result.hours is None:
        return None
    return whole_units(result.hours)
