"""The rows of a claim's files held against the lists of files that its events commit to.

Each content lists the files that the claim showed from that version on; a row says with
which version its file came and with which it went. So every list has to be what the rows
make of its version, and files come and go with versions that have a list.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from ce_workflow.store.tables.claims import DESCRIBED
from ce_workflow.trail.verify import Fault
from ce_workflow.words import N_, Text


def faults_of_evidence(
    stream: str, rows: Sequence[Any], contents: Mapping[int, Mapping[str, Any]], versions: Collection[int]
) -> Iterator[Fault]:
    """`contents`: version -> the content that is kept and genuine; `versions`: those that brought content."""
    for row in rows:
        came, went = row.added_version, row.dropped_version
        if came not in versions or (went is not None and (went not in versions or went <= came)):
            text = Text(N_("file %(id)s comes or goes with a version that has no list of files"), id=str(row.id))
            yield Fault(stream, came, "evidence", text)
    for version, content in contents.items():
        shown = [tuple(getattr(row, name) for name in DESCRIBED) for row in rows if _is_shown(row, version)]
        if sorted(shown) != sorted(tuple(file.get(name) for name in DESCRIBED) for file in content.get("evidence", [])):
            yield Fault(stream, version, "evidence", Text(N_("the evidence is not that which was committed to")))


def _is_shown(row: Any, version: int) -> bool:
    return bool(row.added_version <= version and (row.dropped_version is None or version < row.dropped_version))
