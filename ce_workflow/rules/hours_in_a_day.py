"""A calendar day has 24 hours, and more than ten of them in class are worth a question."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from ce_workflow.errors import Finding
from ce_workflow.rules.case import Case
from ce_workflow.words import N_, Text

AT = ("submit",)
POSSIBLE, PLAUSIBLE = Decimal(24), Decimal(10)


def check(case: Case) -> Iterator[Finding]:
    kind, given = case.kind, case.given
    days, class_hours = kind.days(given), given.get("class_hours")
    if kind.span is None or days is None or class_hours is None:
        return
    if class_hours > POSSIBLE * days:
        text = N_("%(hours)s class hours do not fit between the first and the last day (days: %(days)s). Check them.")
        yield Finding("hours_beyond_a_day", Text(text, hours=class_hours, days=days), field="class_hours")
    elif class_hours > PLAUSIBLE * days:
        text = N_("%(hours)s class hours between the first and the last day (days: %(days)s) are more than ten a day.")
        params = {"hours": class_hours, "days": days}
        yield Finding("many_hours_a_day", Text(text, **params), level="warning", field="class_hours")
