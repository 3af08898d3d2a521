"""Whoever reviews or verifies has gone through the whole checklist of the kind, and answered every flag.

A flag is a line of the checklist too: the tick says that it was looked at, and stands in the trail.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from ce_workflow.errors import Finding
from ce_workflow.kinds.kind import Kind
from ce_workflow.rules.case import Case
from ce_workflow.words import N_, Text

AT = ("review", "verify")
LOOKED_AT = N_("Looked at: %(flag)s")


def lines_of(step: str, kind: Kind, flags: Iterable[Finding]) -> list[tuple[str, Text]]:
    """The lines of the checklist of this step, as (code, words): those of the kind, then one for each flag."""
    lines = [(line.code, Text(line.label)) for line in kind.checks.get(step, ())]
    asked = [(f"flag:{flag.code}", Text(LOOKED_AT, flag=flag.text)) for flag in flags]
    return lines + asked if lines else []


def flags_of(claim: Any) -> list[Finding]:
    """What submission told the deciders to answer, as it is kept in the `warnings` of the claim."""
    kept = [Finding.unpack(packed) for packed in json.loads(claim.warnings)] if claim.warnings else []
    return [found for found in kept if found.level == "flag"]


def check(case: Case) -> Iterator[Finding]:
    ticked = case.given.get("checks", ())
    for code, words in lines_of(case.step, case.kind, case.facts.flags):
        if code not in ticked:
            text = N_("Checklist: “%(line)s” is not ticked. Look at it, or send the claim back.")
            yield Finding("check_missing", Text(text, line=words), field="checks")
