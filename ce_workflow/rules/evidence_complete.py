"""Every piece of evidence that the kind or the rule set demands is there."""

from __future__ import annotations

from collections.abc import Iterator

from ce_workflow.errors import Finding
from ce_workflow.rules.case import Case
from ce_workflow.words import N_, Text

AT = ("submit",)


def check(case: Case) -> Iterator[Finding]:
    kind, facts = case.kind, case.facts
    demanded = case.way.evidence if case.way else ()
    for piece in kind.evidence:
        if (piece.required or piece.name in demanded) and piece.name not in facts.pieces:
            text = Text(N_("“%(piece)s” is missing. Add it as PDF, JPEG or PNG."), piece=Text(piece.label))
            yield Finding("evidence_missing", text, field=f"evidence-{piece.name}")
