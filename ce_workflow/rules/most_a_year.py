"""A kind that gives so many hours a year and no more: whoever claims or decides is told of the other claims.

A warning, since the figure is a platform default and each claim may be right by itself
(在职攻读学位, 三(三)4: at most 72 a year).
"""

from __future__ import annotations

from collections.abc import Iterator

from ce_workflow.errors import Finding
from ce_workflow.rules.case import Case
from ce_workflow.words import N_, Text

AT = ("submit", "review", "verify")


def check(case: Case) -> Iterator[Finding]:
    most, year, others = case.kind.most_a_year, case.facts.year, case.facts.of_the_year
    if most is not None and year is not None and others:
        text = N_(
            "All claims of this kind together give at most %(most)s hours in %(year)s. "
            "Decide this one with the others of that year: %(claims)s."
        )
        params = {"most": most, "year": str(year.year), "claims": ", ".join(map(str, others))}
        yield Finding("more_of_the_year", Text(text, **params), case.kind.clause, "warning")
