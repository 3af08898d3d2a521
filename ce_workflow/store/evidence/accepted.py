"""The door for evidence: a file is accepted, cleaned, or refused with every reason.

The content that comes out is not the content that came in: pictures are drawn anew
without metadata, of a PDF only the pages remain. The digest of what was sent is kept
beside the digest of what is stored, so that the same file is recognised later. The
same upload always gives the same stored bytes.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from ce_workflow.errors import Finding, RulesBroken
from ce_workflow.store.evidence import room, signatures
from ce_workflow.store.evidence.cleaning.reasons import Unclean
from ce_workflow.store.evidence.limits import FILE_BYTES, in_megabytes
from ce_workflow.store.evidence.names import display_name, ending
from ce_workflow.store.evidence.refusals import finding
from ce_workflow.words import Text


class EvidenceRefused(RulesBroken):
    """The file is not taken; `findings` say why and what to do."""

    code = "evidence_refused"


@dataclass(frozen=True)
class Accepted:
    """A file that may be stored: the cleaned `content`, and what a row keeps of it."""

    content: bytes
    media_type: str
    sha256: str
    original_sha256: str
    size: int
    pages: int
    name: str


def inspect(filename: str, content: bytes, field: str | None = None) -> Accepted:
    """The file, cleaned. Raises EvidenceRefused with findings on `field`.

    Takes some milliseconds, for large files seconds: never call it inside a transaction.
    """
    name = display_name(filename)
    findings = _from_outside(name, content, field)
    if findings:
        raise EvidenceRefused(findings)
    kind = signatures.ENDINGS[ending(name)]
    try:
        cleaned, pages = room.clean(kind, content)
    except Unclean as unclean:
        params = {"name": name, "declared": signatures.LABELS[kind], **unclean.params}
        raise EvidenceRefused([finding(unclean.reason, field, **params)]) from None
    return Accepted(
        content=cleaned,
        media_type=signatures.MEDIA_TYPES[kind],
        sha256=hashlib.sha256(cleaned).hexdigest(),
        original_sha256=hashlib.sha256(content).hexdigest(),
        size=len(cleaned),
        pages=pages,
        name=name,
    )


def _from_outside(name: str, content: bytes, field: str | None) -> list[Finding]:
    """Everything that can be said without opening the file."""
    findings = []
    if len(content) > FILE_BYTES:
        size, limit = in_megabytes(len(content)), in_megabytes(FILE_BYTES)
        findings.append(finding("too_large", field, name=name, size=size, limit=limit))
    declared = signatures.declared(ending(name))
    if declared is None:
        findings.append(finding("type", field, name=name))
    if not content:
        findings.append(finding("empty", field, name=name))
    elif declared and signatures.actual(content) != declared:
        findings.append(_not_what_it_says(name, declared, content, field))
    return findings


def _not_what_it_says(name: str, declared: str, content: bytes, field: str | None) -> Finding:
    label, words = signatures.LABELS[declared], signatures.words_for(content)
    if words is None:
        return finding("unknown", field, name=name, declared=label)
    reason = "wrong_ending" if signatures.actual(content) else "disguised"
    return finding(reason, field, name=name, what=Text(words), declared=label)
