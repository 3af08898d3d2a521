"""The trail, for those who watch it: events newest first. Events hold no names, so none are shown."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from ce_workflow.errors import Finding, RulesBroken
from ce_workflow.people.roles import AUDITOR, SECURITY
from ce_workflow.people.roles import LABELS as ROLE_LABELS
from ce_workflow.states.names import LABELS as STATE_LABELS
from ce_workflow.store import names, trail
from ce_workflow.store.tables import Event
from ce_workflow.trail import streams
from ce_workflow.web import cursors
from ce_workflow.web.actions import said
from ce_workflow.web.frame import answered, current_actor, roles
from ce_workflow.words import N_, Text

_STREAM = re.compile(
    r"security|(?:claim|batch):[0-9]{1,18}|person:[0-9a-f]{32}|year:[0-9]{4}|org:[A-Za-z0-9_-]{1,40}"
    r"|rules:[A-Za-z0-9.-]{1,60}"
)
BAD_STREAM = Finding(
    "bad_stream",
    Text(N_("A stream is written like claim:7, person:…, org:U00001, year:2019 or security.")),
    field="stream",
)

bp = Blueprint("trail", __name__, url_prefix="/trail")


@bp.get("/")
@roles(AUDITOR, SECURITY)
def index() -> ResponseReturnValue:
    """Everything for the auditor; for the security officer the stream of security alone."""
    auditor = current_actor().role == AUDITOR
    wanted = request.args.get("stream", "").strip() if auditor else streams.SECURITY
    wrong = bool(wanted) and not _STREAM.fullmatch(wanted)
    rows = [] if wrong else trail.page(wanted or None, before=cursors.before(), limit=trail.PAGE + 1)
    more, rows = len(rows) > trail.PAGE, rows[: trail.PAGE]
    offices = names.organisations(row.actor_org for row in rows)
    page = render_template(
        "trail/index.html",
        rows=[_row(row, offices) for row in rows],
        stream=wanted,
        auditor=auditor,
        state_labels=STATE_LABELS,
        findings=[BAD_STREAM] if wrong else [],
        next=rows[-1].id if more else None,
        paged=request.args.get("before") is not None,
    )
    return page, answered(RulesBroken([BAD_STREAM])) if wrong else 200


def _row(row: Event, offices: Mapping[str, Any]) -> dict[str, Any]:
    """An event as the table shows it: codes, and the person as the first figures of a random number."""
    body = json.loads(row.body)
    extra = dict(body.get("extra", {}))
    more = {"reason": body.get("reason"), "operator": body.get("actor_operator")} | extra
    kind, key = streams.parted(row.stream)
    return {
        "event": row,
        "office": getattr(offices.get(row.actor_org or ""), "name", row.actor_org),
        "claim_id": key if kind == streams.CLAIM else None,
        "did": said(row.action),
        "role": Text(ROLE_LABELS[row.actor_role]) if row.actor_role in ROLE_LABELS else Text(N_("Not logged in")),
        "more": [(name, text) for name, text in more.items() if text is not None],
    }
