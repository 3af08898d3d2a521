"""How learning ended: passed, completed without an examination, or failed."""

from ce_workflow.kinds.kind import Choice, Field
from ce_workflow.words import N_

RESULT = Field(
    "result",
    N_("Result"),
    "choice",
    choices=(
        Choice("passed", N_("Passed the examination")),
        Choice("completed", N_("Completed, no examination")),
        Choice(
            "failed",
            N_("Failed"),
        ),
    ),
)
