"""Nobody's rank is above the number of those who took part."""

from __future__ import annotations

from collections.abc import Iterator

from ce_workflow.errors import Finding
from ce_workflow.rules.case import Case
from ce_workflow.words import N_, Text

AT = ("submit",)


def check(case: Case) -> Iterator[Finding]:
    kind, given = case.kind, case.given
    if kind.rank_field is None or kind.count_field is None:
        return
    rank, count = given.get(kind.rank_field), given.get(kind.count_field)
    if rank is not None and count is not None and rank > count:
        text = N_("Rank %(rank)s is not possible among %(count)s. Check both on the certificate.")
        yield Finding("rank_above_count", Text(text, rank=rank, count=count), field=kind.rank_field)
