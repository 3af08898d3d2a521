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
from ce_workflow.states.names import label
from ce_workflow.store import claims, names, trail
from ce_workflow.store.tables import Event
from ce_workflow.trail import streams
from ce_workflow.web import cursors
from ce_workflow.web.actions import said
from ce_workflow.web.frame import answered, current_actor, roles
from ce_workflow.words import N_, Text

KINDS = {
    "claim": N_("Claim"),
    "person": N_("Person"),
    "org": N_("Organisation"),
    "year": N_("Year"),
    "rules": N_("Rules on hours"),
    "batch": N_("Import"),
    "security": N_("Security"),
}
"""What the events of a stream are about, in the order in which it is offered."""

_STREAM = re.compile(
    r"security|(?:claim|batch):[0-9]{1,18}|person:[0-9a-f]{32}|year:[0-9]{4}|org:[A-Za-z0-9_-]{1,40}"
    r"|rules:[A-Za-z0-9.-]{1,60}"
)

bp = Blueprint("trail", __name__, url_prefix="/trail")


@bp.get("/")
@roles(AUDITOR, SECURITY)
def index() -> ResponseReturnValue:
    """Everything for the auditor; for the security officer the stream of security alone."""
    auditor = current_actor().role == AUDITOR
    wanted = _wanted() if auditor else streams.SECURITY
    findings = _wrong(wanted) if wanted and not _STREAM.fullmatch(wanted) else []
    rows = [] if findings else trail.page(wanted or None, before=cursors.before(), limit=trail.PAGE + 1)
    more, rows = len(rows) > trail.PAGE, rows[: trail.PAGE]
    offices = names.organisations(row.actor_org for row in rows)
    routes = claims.routes_of(number for row in rows if (number := _claim_of(row)))
    kind, key = streams.parted(wanted)
    page = render_template(
        "trail/index.html",
        rows=[_row(row, offices, routes) for row in rows],
        stream=wanted,
        kind=kind,
        key=key or ("" if kind in KINDS else kind),
        kinds=KINDS,
        auditor=auditor,
        findings=findings,
        next=rows[-1].id if more else None,
        paged=request.args.get("before") is not None,
    )
    return page, answered(RulesBroken(findings)) if findings else 200


def _wanted() -> str:
    """The stream that is asked for: by its name, or by what it is about and which one; blank for all."""
    kind, key = _typed("about"), _typed("number")
    if not kind and not key:
        return _typed("stream")
    return kind if kind == streams.SECURITY else streams.stream_of(kind, key)


def _typed(name: str) -> str:
    """What the address says under this name; what cannot be shown is seen not to belong to any stream."""
    words = request.args.get(name, "").strip()[: cursors.LONGEST]
    return "".join(character if character.isprintable() else "\ufffd" for character in words)


def _wrong(wanted: str) -> list[Finding]:
    """What is wrong with what was asked for, beside the box."""
    kind, key = streams.parted(wanted)
    unknown = N_("There is no “%(word)s” in the trail. Choose what it is about, and write its number.")
    text = Text(unknown, word=key or kind)
    if kind in KINDS and not key:
        text = Text(N_("Write which one: its number, code, year or version."))
    return [Finding("bad_stream", text, field="number")]


def _row(row: Event, offices: Mapping[str, Any], routes: Mapping[int, str]) -> dict[str, Any]:
    """An event as the table shows it: codes, and the person as the first figures of a random number."""
    body = json.loads(row.body)
    extra = dict(body.get("extra", {}))
    more = {"reason": body.get("reason"), "operator": body.get("actor_operator")} | extra
    kind, key = streams.parted(row.stream)
    claim = _claim_of(row)
    moved = row.from_state != row.to_state
    return {
        "event": row,
        "office": getattr(offices.get(row.actor_org or ""), "name", row.actor_org),
        "claim_id": claim,
        "about": Text(KINDS[kind]) if kind in KINDS else kind,
        "key": key[:8] if kind == streams.PERSON else key,
        "did": said(row.action),
        "role": Text(ROLE_LABELS[row.actor_role]) if row.actor_role in ROLE_LABELS else Text(N_("Not logged in")),
        "states": [label(state, routes.get(claim or 0)) for state in (row.from_state, row.to_state) if state and moved],
        "more": [(name, text) for name, text in more.items() if text is not None],
    }


def _claim_of(row: Event) -> int | None:
    """The number of the claim that the event is about."""
    kind, key = streams.parted(row.stream)
    return int(key) if kind == streams.CLAIM else None
