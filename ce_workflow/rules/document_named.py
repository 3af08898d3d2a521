"""After the year's lock a revocation, or an appeal that succeeds, names the document it rests on (platform default)."""

from __future__ import annotations

from collections.abc import Iterator

from ce_workflow.errors import Finding
from ce_workflow.rules.case import Case
from ce_workflow.states.years import is_locked
from ce_workflow.words import N_, Text

AT = ("revoke", "overturn")


def check(case: Case) -> Iterator[Finding]:
    given, facts = case.given, case.facts
    if facts.year and is_locked(facts.year, facts.today) and not given.get("document"):
        text = N_(
            "The year has been locked since %(day)s. Write the number of the document on which this decision rests."
        )
        yield Finding("document_missing", Text(text, day=facts.year.locked_on), field="document")
