"""One file given as several pieces of evidence of a claim: mostly a slip, which its claimant can still mend.

A warning, for one paper may show what two pieces are asked for; who decides looks at both.
"""

from __future__ import annotations

from collections.abc import Iterator

from ce_workflow.errors import Finding
from ce_workflow.rules.case import Case
from ce_workflow.words import N_, Text

AT = ("submit",)
AS_TWO = N_(
    "The same file is given as “%(one)s” and as “%(other)s”. Leave it so only if it shows both; "
    "else replace one of them by the right file."
)
AS_ONE = N_("The same file is given twice as “%(one)s”. Take one of them out.")


def check(case: Case) -> Iterator[Finding]:
    labels = {piece.name: Text(piece.label) for piece in case.kind.evidence}
    for pieces in case.facts.twice:
        one, *others = (labels[name] for name in dict.fromkeys(pieces) if name in labels)
        said = [Text(AS_TWO, one=one, other=other) for other in others] or [Text(AS_ONE, one=one)]
        for text in said:
            yield Finding("file_given_twice", text, level="warning", field=f"evidence-{pieces[0]}")
