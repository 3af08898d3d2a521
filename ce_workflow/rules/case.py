"""A step that somebody wants to take with a claim, as the rules see it."""

from __future__ import annotations

from dataclasses import dataclass

from ce_workflow.kinds.kind import Given, Kind
from ce_workflow.rules.facts import Facts


@dataclass(frozen=True)
class Case:
    """`given` is what is answered at this step: the claim's form at `submit`, else the decision's."""

    step: str
    kind: Kind
    given: Given
    facts: Facts
