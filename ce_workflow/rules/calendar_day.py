"""A correction of the calendar of working days, as it is typed, and all that stands against it.

A day that has not come (what was counted with the others stays), whether it is worked, the document and
why; and it says something new.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from ce_workflow.errors import Finding
from ce_workflow.kinds.fields import read_all
from ce_workflow.kinds.kind import Choice, Field
from ce_workflow.rules.decision import DOCUMENT
from ce_workflow.words import N_, Text
from ce_workflow.working_days import DAY_OFF, KIND_LABELS, Calendar

DAY = Field("day", N_("Day"), "date")
KIND = Field("kind", N_("It is a"), "choice", choices=tuple(Choice(code, text) for code, text in KIND_LABELS.items()))
REASON = Field("reason", N_("Reason"), "line", max_length=100)
FIELDS = (DAY, KIND, DOCUMENT, REASON)
COME = N_("%(day)s is today or has passed. What was counted with it stays; write a later day.")


def look_at(raw: Mapping[str, object], calendar: Calendar, today: date) -> tuple[dict[str, Any], list[Finding]]:
    """The correction that was typed, and everything that stands against it."""
    given, found = read_all(FIELDS, raw)
    if "kind" in given and given["kind"] not in KIND_LABELS:
        text = Text(N_("Say whether it is a working day or a day off."))
        found.append(Finding("kind_unknown", text, field="kind"))
    if "day" in given:
        found += _against_day(given["day"], given.get("kind"), calendar, today)
    return given, found


def against_come(day: date, today: date) -> Iterator[Finding]:
    """A day that has come is what it was when something was first counted with it."""
    if day <= today:
        yield Finding("day_come", Text(COME, day=day), field="day")


def _against_day(day: date, kind: str | None, calendar: Calendar, today: date) -> Iterator[Finding]:
    yield from against_come(day, today)
    if day in calendar.corrections:
        before = N_("%(day)s has been set before. Take that back first.")
        yield Finding("set_before", Text(before, day=day), field="day")
    elif kind in KIND_LABELS and calendar.is_working(day) == (kind != DAY_OFF):
        already = N_("%(day)s is a day off already.") if kind == DAY_OFF else N_("%(day)s is a working day already.")
        yield Finding("nothing_new", Text(already, day=day), field="kind")
