"""A calendar day has 24 hours, and so many of them in class are worth a question: both figures are the rule set's."""

from __future__ import annotations

from collections.abc import Iterator

from ce_workflow.errors import Finding
from ce_workflow.rules.case import Case
from ce_workflow.words import N_, Text

AT = ("submit",)


def check(case: Case) -> Iterator[Finding]:
    kind, given = case.kind, case.given
    days, class_hours = kind.days(given), given.get("class_hours")
    rules = case.facts.rules
    if rules is None or kind.span is None or days is None or class_hours is None:
        return
    if rules.possible_a_day is not None and class_hours > rules.possible_a_day * days:
        text = N_("%(hours)s class hours do not fit between the first and the last day (days: %(days)s). Check them.")
        yield Finding("hours_beyond_a_day", Text(text, hours=class_hours, days=days), field="class_hours")
    elif rules.plausible_a_day is not None and class_hours > rules.plausible_a_day * days:
        text = N_(
            "%(hours)s class hours between the first and the last day (days: %(days)s) are more than %(most)s a day."
        )
        params = {"hours": class_hours, "days": days, "most": rules.plausible_a_day}
        yield Finding("many_hours_a_day", Text(text, **params), level="flag", field="class_hours")
