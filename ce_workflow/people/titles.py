"""Levels of professional titles, as the rosters of the province name them."""

from __future__ import annotations

import unicodedata

from ce_workflow.words import N_

FULL_SENIOR = "full_senior"
ASSOCIATE_SENIOR = "associate_senior"
INTERMEDIATE = "intermediate"
JUNIOR = "junior"
NONE = "none"

LABELS = {
    FULL_SENIOR: N_("Full senior"),
    ASSOCIATE_SENIOR: N_("Associate senior"),
    INTERMEDIATE: N_("Intermediate"),
    JUNIOR: N_("Junior"),
    NONE: N_("No title"),
}

_WRITTEN = {
    "正高级": FULL_SENIOR,
    "正高": FULL_SENIOR,
    "副高级": ASSOCIATE_SENIOR,
    "副高": ASSOCIATE_SENIOR,
    "中级": INTERMEDIATE,
    "初级": JUNIOR,
    "无": NONE,
    "": NONE,
}


def read(text: str) -> str | None:
    """The code of the level that a roster names, in Chinese or as a code; None for anything else."""
    written = unicodedata.normalize("NFKC", text).strip()
    return written if written in LABELS else _WRITTEN.get(written)
