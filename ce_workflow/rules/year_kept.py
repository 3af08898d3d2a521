"""A claim whose hours were credited once stays in the year of that credit, 五(二).

"不得跨年": after a revocation and a successful appeal the same claim may be credited anew,
but in no other year. What was completed in another year is another claim.
"""

from __future__ import annotations

from collections.abc import Iterator

from ce_workflow.errors import Finding
from ce_workflow.rules.case import Case
from ce_workflow.words import N_, Text

AT = ("edit", "submit")


def check(case: Case) -> Iterator[Finding]:
    kind, kept = case.kind, case.facts.credited_year
    year = kind.year(case.given)
    if kept is not None and year is not None and year != kept:
        text = N_("The hours of this claim were once credited for %(kept)s. For %(year)s, begin a new claim.")
        yield Finding("year_changed", Text(text, kept=str(kept), year=str(year)), "五(二)", field=kind.year_by)
