"""Evidence files, for those who reach the claim, and as harmless as a file can be.

A download is inert: no sniffing, no script, no frame, a name made of plain letters. What
lies out of reach is the same 404 as what does not exist, and is recorded; so is a file
that is missing or is not the one that was filed, which is never sent. An auditor's look
at a file is a reveal of personal data, and is recorded too.
"""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from flask import Blueprint, Response, current_app, request

from ce_workflow.errors import NotFound
from ce_workflow.people.reach import READERS, filed_by
from ce_workflow.people.roles import AUDITOR
from ce_workflow.store import claims
from ce_workflow.store.blobs import BlobMissing
from ce_workflow.store.evidence import content_disposition
from ce_workflow.web.claims import refuse_impossible
from ce_workflow.web.frame import current_actor, refuse, roles
from ce_workflow.web.reveal import record_reveal

POLICY = "default-src 'none'; img-src 'self'; sandbox; frame-ancestors 'none'"

bp = Blueprint("evidence", __name__, url_prefix="/claims")
bp.url_value_preprocessor(refuse_impossible)


@bp.get("/<int:claim_id>/evidence/<int:evidence_id>")
@roles(*READERS)
def show(claim_id: int, evidence_id: int) -> Response:
    """A file as a download, or with `?inline` as something to look at. Never a part of it."""
    file = looked_at(claim_id, evidence_id)
    name, media_type, blob, sha256 = file.name, file.media_type, file.blob, file.sha256
    try:
        content = current_app.extensions["ce"].blobs.genuine(blob, sha256)
    except BlobMissing as refusal:
        refuse("evidence", refusal)
    return inert(content, media_type, content_disposition(name, inline="inline" in request.args))


def looked_at(claim_id: int, evidence_id: int, **codes: int) -> Any:
    """The file that the reader asks for, if they reach it; an auditor's look is recorded, with these further codes."""
    actor = current_actor()
    claim = claims.get(claim_id, actor)
    file = claims.evidence_file(claim_id, evidence_id, filer=filed_by(claim, actor)) if claim is not None else None
    if file is None:
        refuse("evidence", NotFound())
    seen = SimpleNamespace(name=file.name, media_type=file.media_type, blob=file.blob, sha256=file.sha256)
    if actor.role == AUDITOR:
        record_reveal({"claim": claim_id, "evidence": evidence_id, **codes})
    return seen


def inert(content: bytes, media_type: str, disposition: str) -> Response:
    """An answer that a browser shows or keeps, and does nothing else with."""
    answer = Response(content, mimetype=media_type)
    answer.headers["Content-Disposition"] = disposition
    answer.headers["Content-Security-Policy"] = POLICY
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Cache-Control"] = "no-store"
    answer.headers["Accept-Ranges"] = "none"
    return answer
