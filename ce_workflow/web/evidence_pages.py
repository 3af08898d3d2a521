"""Evidence to look at: the pages of a PDF as pictures.

The same reach, the same record of an auditor's look and the same headers as a download
(`web.evidence`). A page comes in one of two widths, so that few pictures are ever drawn.
"""

from __future__ import annotations

from flask import Blueprint, Response, current_app, request

from ce_workflow.errors import NotFound
from ce_workflow.people.reach import READERS
from ce_workflow.store.blobs import BlobMissing
from ce_workflow.store.evidence import pages
from ce_workflow.web.claims import refuse_impossible
from ce_workflow.web.evidence import inert, looked_at
from ce_workflow.web.frame import refuse, roles
from ce_workflow.web.papers import PDF

bp = Blueprint("evidence_pages", __name__, url_prefix="/claims")
bp.url_value_preprocessor(refuse_impossible)


@bp.get("/<int:claim_id>/evidence/<int:evidence_id>/pages/<int:number>")
@roles(*READERS)
def show(claim_id: int, evidence_id: int, number: int) -> Response:
    """One page as a PNG; with `?wide` twice as fine."""
    file = looked_at(claim_id, evidence_id, page=number)
    if file.media_type != PDF:
        refuse("evidence", NotFound())
    width = pages.WIDTHS["wide" in request.args]
    try:
        picture = pages.draw(file.blob, file.sha256, current_app.extensions["ce"].blobs.genuine, number, width)
    except BlobMissing as refusal:
        refuse("evidence", refusal)
    return inert(picture, "image/png", "inline")
