"""Whoever reviews or verifies says how many hours, and why they differ from those before.

The reviewer's hours stand beside the claimed ones, the verifier's beside the confirmed
ones, or the claimed where no unit reviewed (route `sector_only`).
"""

from __future__ import annotations

from collections.abc import Iterator

from ce_workflow.errors import Finding
from ce_workflow.kinds.fields import LEAST_HOURS, MOST_HOURS
from ce_workflow.rules.case import Case
from ce_workflow.words import N_, Text

AT = ("review", "verify")


def check(case: Case) -> Iterator[Finding]:
    given, facts = case.given, case.facts
    hours = given.get("hours")
    if hours is None or not LEAST_HOURS <= hours <= MOST_HOURS:
        text = N_(
            "Write the hours that you recognise, from %(least)s to %(most)s. To give none, choose “Do not recognise”."
        )
        yield Finding("hours_missing", Text(text, least=LEAST_HOURS, most=MOST_HOURS), field="hours")
        return
    before = facts.claimed if facts.confirmed is None else facts.confirmed
    if hours != before and not given.get("reason"):
        text = N_("These hours differ from those claimed or confirmed before. Choose the reason.")
        yield Finding("reason_missing", Text(text), field="reason")
