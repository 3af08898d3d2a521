"""Working days of a year whose arrangement is not known are counted all the same, and the deciders are told.

The State Council announces the holidays of a year towards the end of the one before; until they are known here weekends
are off, and what the city has set. The claim keeps what was counted.
"""

from __future__ import annotations

from collections.abc import Iterator

from ce_workflow.errors import Finding
from ce_workflow.rules.case import Case
from ce_workflow.rules.sets.given import as_day
from ce_workflow.rules.sets.shape import WORKING_DAYS
from ce_workflow.words import N_, Text
from ce_workflow.working_days import is_arranged

AT = ("submit",)


def check(case: Case) -> Iterator[Finding]:
    if case.way is None or case.worked is None:
        return
    ends = (
        as_day(case.worked.facts.get(name))
        for measure in case.way.measures.values()
        if measure.unit == WORKING_DAYS
        for name in (measure.from_, measure.to)
    )
    unknown = sorted({day.year for day in ends if day is not None and not is_arranged(day.year)})
    if unknown:
        text = N_(
            "The holidays of %(years)s are not known here yet: its working days are counted by weekends and by what "
            "the city has set, and stay so. Check whether they are right."
        )
        yield Finding("calendar_not_known", Text(text, years=", ".join(map(str, unknown))), level="warning")
