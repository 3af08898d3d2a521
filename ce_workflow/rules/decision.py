"""A decision as it is typed: hours, reason, note, checklist, number of a document.

Each step is asked for its own answers only; what else arrives is ignored. Reading never
raises; whether the decision may stand so is for the rules.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from ce_workflow.errors import Finding
from ce_workflow.kinds.fields import read
from ce_workflow.kinds.kind import Choice, Field, Kind
from ce_workflow.rules.checks_ticked import lines_of
from ce_workflow.states.steps import ASKS
from ce_workflow.words import N_, Text

REASONS = (
    Choice("evidence_missing", N_("Evidence is missing")),
    Choice("evidence_unclear", N_("Evidence is unclear")),
    Choice("not_genuine", N_("Documents are not genuine")),
    Choice("not_eligible", N_("Not eligible for recognition")),
    Choice("wrong_year", N_("Not of this year")),
    Choice("duplicate", N_("Claimed more than once")),
    Choice("hours_adjusted", N_("Hours adjusted")),
    Choice("other", N_("Other")),
)

HOURS = Field("hours", N_("Hours"), "hours")
REASON = Field("reason", N_("Reason"), "choice", choices=REASONS)
NOTE = Field("note", N_("Note"), "text", max_length=2000)
DOCUMENT = Field("document", N_("Document number"), "line", max_length=100)

FIELDS = {field.name: field for field in (HOURS, REASON, NOTE, DOCUMENT)}
"""Answers that are read here; the checklist and evidence, which steps ask for too, are no fields."""

ALL_CHECKS = "all"


def parse_decision(
    step: str, kind: Kind, raw: Mapping[str, object], flags: Iterable[Finding] = ()
) -> tuple[dict[str, Any], list[Finding]]:
    """The decision with every answer present (hours None, the others empty, where blank), and findings.

    `flags` of the claim are lines of the checklist too.
    """
    answers, found = read([FIELDS[name] for name in ASKS.get(step, ()) if name in FIELDS], raw)
    checks, strange = _checks([code for code, _ in lines_of(step, kind, flags)], raw.get("checks"))
    blank = {"hours": None, "reason": "", "note": "", "document": ""}
    return blank | answers | {"checks": checks}, found + strange


def _checks(codes: list[str], ticked: object) -> tuple[tuple[str, ...], list[Finding]]:
    """The ticked lines of the list, in its order: a list of codes; as a command types them, with commas, or `all`."""
    if isinstance(ticked, str):
        ticked = codes if ticked.strip() == ALL_CHECKS else ticked.split(",")
    if not codes or not isinstance(ticked, list | tuple | set | frozenset):
        return (), []
    named = {code.strip() for code in ticked if isinstance(code, str)}
    if named - {"", *codes}:
        text = N_("The checklist has no such line. Its lines are: %(lines)s.")
        return (), [Finding("check_unknown", Text(text, lines=", ".join(codes)), field="checks")]
    return tuple(code for code in codes if code in named), []
