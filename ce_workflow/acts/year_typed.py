"""Columns of a year as people type them, on a page or a command line: days, and hours."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ce_workflow.errors import Finding, RulesBroken
from ce_workflow.kinds.fields import FIRST_YEAR, IMPLAUSIBLE, LAST_YEAR, typed_day, typed_hours
from ce_workflow.ledger.units import to_units
from ce_workflow.states.years import DAY_LABELS, NEEDS
from ce_workflow.words import N_, Text


def read(typed: Mapping[str, str]) -> dict[str, Any]:
    """The values of the columns, hours in hundredths; a blank is None. Raises RulesBroken for what is unreadable."""
    values: dict[str, Any] = {}
    found: list[Finding] = []
    for name, text in typed.items():
        if not text.strip():
            values[name] = None
        elif name in NEEDS:
            hours = typed_hours(text)
            values[name] = None if hours is None else to_units(hours)
            if hours is None:
                says = Text(N_("Write hours from 0 to 999.9 in digits, with at most one decimal."))
                found.append(Finding("bad_hours", says, field=name))
        else:
            day = values[name] = typed_day(text)
            if day is None:
                says = Text(N_("%(day)s: write the day like 2019-12-31."), day=Text(DAY_LABELS[name]))
                found.append(Finding("bad_date", says, field=name))
            elif not FIRST_YEAR <= day.year <= LAST_YEAR:
                says = Text(IMPLAUSIBLE, field=Text(DAY_LABELS[name]), first=str(FIRST_YEAR), last=str(LAST_YEAR))
                found.append(Finding("date_implausible", says, field=name))
    if found:
        raise RulesBroken(found)
    return values
