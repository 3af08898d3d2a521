"""What must hold before a step is taken: one file a rule.

Each file here with AT (the steps it speaks at) and `check` is a rule; adding one is
writing that file. All rules are asked, so that everything is said at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from importlib import import_module
from pkgutil import iter_modules

from ce_workflow.errors import Finding
from ce_workflow.kinds.kind import Given, Kind
from ce_workflow.rules.case import Case
from ce_workflow.rules.facts import Facts

Check = Callable[[Case], Iterable[Finding]]


def _rules() -> dict[str, tuple[Check, ...]]:
    """The checks of each step, in the order of the files' names."""
    found: dict[str, tuple[Check, ...]] = {}
    for module in iter_modules(__path__):
        rule = import_module(f"{__name__}.{module.name}")
        for step in getattr(rule, "AT", ()):
            found[step] = (*found.get(step, ()), rule.check)
    return found


RULES = _rules()


def findings(step: str, kind: Kind, given: Given, facts: Facts) -> list[Finding]:
    """Everything that the rules have to say about this step, refusals first."""
    case = Case(step, kind, given, facts)
    found = [finding for check in RULES.get(step, ()) for finding in check(case)]
    return sorted(found, key=lambda finding: not finding.refuses)
