"""Revoked hours come back once: by an appeal, or by one new claim that corrects the first.

Claims that correct each other are one family; one of them at most is live. Without this
the same hours could return by each of the ways (platform order, as of one achievement).
"""

from __future__ import annotations

from collections.abc import Iterator

from ce_workflow.errors import Finding
from ce_workflow.rules.case import Case
from ce_workflow.words import N_, Text

AT = ("submit", "appeal")


def check(case: Case) -> Iterator[Finding]:
    if (other := case.facts.live_in_family) is not None:
        text = N_("Claim %(claim)s stands for the same hours already. Hours that were revoked are claimed again once.")
        yield Finding("corrected_already", Text(text, claim=str(other)))
