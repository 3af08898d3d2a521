"""What all who share one achievement reach together: no decision takes them above it, where the rules say so.

What was left for a claim is worked out when it is submitted; here it is asked what is left by
now, since others may have been decided in the meantime. Nobody else is named.
"""

from __future__ import annotations

from collections.abc import Iterator

from ce_workflow.errors import Finding
from ce_workflow.rules.case import Case
from ce_workflow.rules.sets.explain import cited, left_of
from ce_workflow.rules.sets.trace import UNUSED
from ce_workflow.words import N_, Text

AT = ("review", "verify")
SOME = N_(
    "All who share this achievement together reach at most %(most)s hours. Other co-owners have %(taken)s, "
    "so recognise at most %(left)s."
)
NONE = N_(
    "All who share this achievement together reach at most %(most)s hours, and other co-owners have %(taken)s: "
    "nothing is left. Decide first whether theirs hold, or do not recognise this claim."
)


def check(case: Case) -> Iterator[Finding]:
    hours, now, rules = case.given.get("hours"), case.facts.now, case.facts.rules
    if hours is None or rules is None or now is None or now.together is None:
        return
    step = now.together
    left = left_of(step)
    if hours > left:
        text = Text(SOME if left else NONE, most=step.figure, taken=(step.used or UNUSED).hours, left=left)
        yield Finding("more_than_the_whole", text, cited(rules, step.line.basis) or None, field="hours")
