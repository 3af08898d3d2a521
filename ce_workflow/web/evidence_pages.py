"""Evidence to look at: the pages of a PDF as pictures.

The same reach, the same record of an auditor's look and the same headers as a download
(`web.evidence`). A page comes in one of two widths, so that few pictures are ever drawn.
"""

from __future__ import annotations

from flask import Blueprint, Response, current_app, request

from ce_workflow.errors import NotFound
from ce_workflow.people.reach import READERS, filed_by
from ce_workflow.people.roles import AUDITOR
from ce_workflow.store import claims
from ce_workflow.store.evidence import pages
from ce_workflow.web.claims import refuse_impossible
from ce_workflow.web.evidence import POLICY
from ce_workflow.web.frame import current_actor, refuse, roles
from ce_workflow.web.papers import PDF
from ce_workflow.web.reveal import record_reveal

bp = Blueprint("evidence_pages", __name__, url_prefix="/claims")
bp.url_value_preprocessor(refuse_impossible)


@bp.get("/<int:claim_id>/evidence/<int:evidence_id>/pages/<int:number>")
@roles(*READERS)
def show(claim_id: int, evidence_id: int, number: int) -> Response:
    """One page as a PNG; with `?wide` twice as fine."""
    actor = current_actor()
    claim = claims.get(claim_id, actor)
    file = claims.evidence_file(claim_id, evidence_id, filer=filed_by(claim, actor)) if claim is not None else None
    if file is None or file.media_type != PDF:
        refuse("evidence", NotFound())
    width = pages.WIDTHS["wide" in request.args]
    picture = pages.draw(file.blob, file.sha256, current_app.extensions["ce"].blobs.get, number, width)
    if actor.role == AUDITOR:
        record_reveal({"claim": claim_id, "evidence": evidence_id, "page": number})
    answer = Response(picture, mimetype="image/png")
    answer.headers["Content-Disposition"] = "inline"
    answer.headers["Content-Security-Policy"] = POLICY
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Cache-Control"] = "no-store"
    answer.headers["Accept-Ranges"] = "none"
    return answer
