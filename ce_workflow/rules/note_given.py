"""Whoever decides against somebody, appeals, or decides on an appeal writes a sentence."""

from __future__ import annotations

from collections.abc import Iterator

from ce_workflow.errors import Finding
from ce_workflow.rules.case import Case
from ce_workflow.words import N_, Text

AT = ("send_back", "reject", "revoke", "appeal", "uphold", "overturn")
LEAST = 4  # letters, digits or characters: 材料不全 says enough, dots do not


def check(case: Case) -> Iterator[Finding]:
    given = case.given
    if sum(map(str.isalnum, given.get("note", ""))) < LEAST:
        text = N_("Write in a sentence what it is about and what the other side can do.")
        yield Finding("note_missing", Text(text), field="note")
