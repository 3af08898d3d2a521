"""An activity ends no earlier than it starts."""

from __future__ import annotations

from collections.abc import Iterator

from ce_workflow.errors import Finding
from ce_workflow.rules.case import Case
from ce_workflow.words import N_, Text

AT = ("submit",)


def check(case: Case) -> Iterator[Finding]:
    kind, given = case.kind, case.given
    began, ended = kind.began(given), kind.ended(given)
    if kind.span and began and ended and ended < began:
        text = N_("The last day, %(ended)s, lies before the first day, %(began)s. Check both.")
        yield Finding("ends_before_it_starts", Text(text, ended=ended, began=began), field=kind.span[1])
