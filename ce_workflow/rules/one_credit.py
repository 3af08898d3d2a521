"""One achievement, one credit.

A person has at most one live claim of an achievement. Others who achieved it with them
may claim as well, at another rank; the deciders are told, and nobody is named.
"""

from __future__ import annotations

from collections.abc import Iterator

from ce_workflow.errors import Finding
from ce_workflow.rules.case import Case
from ce_workflow.words import N_, Text

AT = ("submit", "edit", "appeal")


def check(case: Case) -> Iterator[Finding]:
    kind, given, facts = case.kind, case.given, case.facts
    mine = [sibling for sibling in facts.same_achievement if sibling.mine]
    others = [sibling for sibling in facts.same_achievement if not sibling.mine]
    rank = given.get(kind.rank_field, facts.rank) if kind.rank_field else None
    if mine:
        text = N_("You have claimed this achievement already, in claim %(claim)s. One achievement is one credit.")
        yield Finding("claimed_already", Text(text, claim=str(mine[0].claim_id)))
    if rank is None:
        return  # at the same rank or another: nobody can tell yet
    if any(sibling.rank == rank for sibling in others):
        text = N_("Another person claims this achievement at the same rank, %(rank)s. Check the certificate.")
        yield Finding("rank_taken", Text(text, rank=rank), field=kind.rank_field)
    elif others:
        text = N_("Another person claims this achievement too, at another rank: the deciders compare the claims.")
        yield Finding("claimed_by_another", Text(text), level="warning")
