"""Evidence files, for those who reach the claim, and as harmless as a file can be.

A download is inert: no sniffing, no script, no frame, a name made of plain letters. What
lies out of reach is the same 404 as what does not exist, and is recorded; so is a file
that is missing or is not the one that was filed, which is never sent. An auditor's look
at a file is a reveal of personal data, and is recorded too.
"""

from __future__ import annotations

from flask import Blueprint, Response, current_app, request

from ce_workflow import clock
from ce_workflow.acts.doorway import enter
from ce_workflow.acts.record import Codes, record_security
from ce_workflow.errors import NotFound
from ce_workflow.people.reach import READERS
from ce_workflow.people.roles import AUDITOR
from ce_workflow.store import claims
from ce_workflow.store.blobs import BlobMissing
from ce_workflow.store.evidence import content_disposition
from ce_workflow.web.claims import refuse_impossible
from ce_workflow.web.frame import current_actor, refuse, request_id, roles

POLICY = "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; sandbox"
"""`unsafe-inline` is for the page that a browser itself puts around a picture."""

bp = Blueprint("evidence", __name__, url_prefix="/claims")
bp.url_value_preprocessor(refuse_impossible)


@bp.get("/<int:claim_id>/evidence/<int:evidence_id>")
@roles(*READERS)
def show(claim_id: int, evidence_id: int) -> Response:
    """A file as a download, or with `?inline` as something to look at. Never a part of it."""
    actor = current_actor()
    file = claims.evidence_file(claim_id, evidence_id) if claims.get(claim_id, actor) is not None else None
    if file is None:
        refuse("evidence", NotFound())
    name, media_type, blob, sha256 = file.name, file.media_type, file.blob, file.sha256
    if actor.role == AUDITOR:
        _record_reveal(claim_id, evidence_id)
    try:
        content = current_app.extensions["ce"].blobs.genuine(blob, sha256)
    except BlobMissing as refusal:
        refuse("evidence", refusal)
    answer = Response(content, mimetype=media_type)
    answer.headers["Content-Disposition"] = content_disposition(name, inline="inline" in request.args)
    answer.headers["Content-Security-Policy"] = POLICY
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Cache-Control"] = "no-store"
    answer.headers["Accept-Ranges"] = "none"
    return answer


def _record_reveal(claim_id: int, evidence_id: int) -> None:
    actor, at, this = current_actor(), clock.now(), request_id()
    looked: list[tuple[str, Codes]] = [("reveal", {"claim": claim_id, "evidence": evidence_id})]
    enter("reveal", lambda: record_security(looked, actor, at=at, request_id=this), actor, at=at, request_id=this)
