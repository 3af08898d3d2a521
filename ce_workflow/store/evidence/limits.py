"""Limits of the evidence of one claim.

What one file may be inside (pages, pixels, memory, time) is in `cleaning/limits.py`.
"""

from __future__ import annotations

from collections.abc import Sequence

from ce_workflow.errors import Finding
from ce_workflow.words import N_, Text

MEGABYTE = 1024 * 1024

FILE_BYTES = 10 * MEGABYTE
"""Of one file as it is sent."""

CLAIM_FILES = 10
CLAIM_BYTES = 50 * MEGABYTE
"""Of all files of a claim together, as they are kept."""

NAME_CHARS = 120

TOLD = {"file": FILE_BYTES // MEGABYTE, "files": CLAIM_FILES, "all": CLAIM_BYTES // MEGABYTE}
"""For sentences: megabytes of a file, files of a claim, megabytes of all of them."""

TOO_MANY = N_(
    "The claim would have %(count)s files; at most %(limit)s are accepted. "
    "Please put several pages into one PDF, or remove a file first."
)
TOO_MUCH = N_(
    "The files of the claim would have %(size)s MB together; at most %(limit)s MB are accepted. "
    "Please scan at a lower resolution, or remove a file first."
)


def check_set(existing: Sequence[int], new: Sequence[int], field: str | None = None) -> list[Finding]:
    """What stands against adding files of the sizes `new` (bytes) to those that the claim has."""
    findings = []
    sizes = [*existing, *new]
    if len(sizes) > CLAIM_FILES:
        text = Text(TOO_MANY, count=len(sizes), limit=CLAIM_FILES)
        findings.append(Finding("evidence_too_many_files", text, field=field))
    if sum(sizes) > CLAIM_BYTES:
        text = Text(TOO_MUCH, size=in_megabytes(sum(sizes)), limit=in_megabytes(CLAIM_BYTES))
        findings.append(Finding("evidence_too_much", text, field=field))
    return findings


def in_megabytes(size: int) -> str:
    """A size as people read it, never rounded down: one byte above 10 MB is 10.1."""
    tenths = -(-size * 10 // MEGABYTE)
    whole, tenth = divmod(tenths, 10)
    return f"{whole}.{tenth}" if tenth else str(whole)
