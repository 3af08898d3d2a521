"""The timeline of a claim: its events, put into words when somebody reads them.

An event holds codes only, so that it reads in any language. What somebody wrote lies in
a row that can be erased; the event still proves that there was something.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ce_workflow.ledger.units import to_hours
from ce_workflow.people import roles
from ce_workflow.people.actor import Actor
from ce_workflow.rules.decision import REASONS
from ce_workflow.states.names import label
from ce_workflow.states.steps import SAYS
from ce_workflow.store import names
from ce_workflow.web.shown import is_masked, person_name
from ce_workflow.words import N_, Text

REASON_LABELS = {choice.code: choice.label for choice in REASONS}
FIGURES = {
    "submit": ("claimed", N_("Hours claimed: %(hours)s")),
    "review": ("reviewed", N_("Hours confirmed: %(hours)s")),
    "verify": ("recognised", N_("Hours recognised: %(hours)s")),
    "credit": ("recognised", N_("Hours credited: %(hours)s")),
}
"""The figure of hours that each step settles."""


@dataclass(frozen=True)
class Entry:
    """One line: who did what and when, and what belongs to it."""

    at: datetime
    who: Text
    did: Text
    state: Text | None
    step: str
    details: Sequence[Text | str] = ()
    operator: Text | None = None
    note: str | None = None
    document: str | None = None
    erased: bool = False
    hidden: bool = False


def entries(rows: Sequence[Any], reader: Actor, *, revealed: bool = False) -> list[Entry]:
    """The events of a claim (`store.claims.events`), oldest first, as this reader may see them."""
    bodies = [json.loads(row.Event.body) for row in rows]
    desks = [body.get("extra", {}).get("desk") for body in bodies]
    organisations = names.organisations([*desks, *(row.Event.actor_org for row in rows)])
    told = (_entry(row, body, organisations, reader, revealed=revealed) for row, body in zip(rows, bodies, strict=True))
    return list(told)


def reason_of(rows: Sequence[Any], step: str) -> Text | None:
    """The reason given when `step` was last taken, if one was."""
    for row in reversed(rows):
        if row.Event.action == step:
            return _reason(json.loads(row.Event.body))
    return None


def _entry(row: Any, body: dict[str, Any], organisations: dict[str, Any], reader: Actor, *, revealed: bool) -> Entry:
    happened, kept = row.Event, json.loads(row.note) if row.note else {}
    extra = body.get("extra", {})
    masked = is_masked(reader, revealed=revealed)
    return Entry(
        at=happened.at,
        who=_who(row, organisations, reader, revealed=revealed),
        did=_did(happened.action, extra, organisations),
        state=label(happened.to_state, extra.get("route")) if happened.to_state != happened.from_state else None,
        step=happened.action,
        details=_details(body),
        operator=_operator(body, reader),
        note=None if masked else kept.get("note"),
        document=None if masked else kept.get("document"),
        erased="note" in body and not row.note,
        hidden=masked and bool(row.note),
    )


def _who(row: Any, organisations: dict[str, Any], reader: Actor, *, revealed: bool) -> Text:
    role = row.Event.actor_role
    words = Text(roles.LABELS[role])
    if role == roles.SYSTEM:
        return words
    params = {"role": words, "name": person_name(row.person_name or "", reader, revealed=revealed)}
    office = organisations.get(row.Event.actor_org or "")
    if office is None or role == roles.CLAIMANT:
        return Text(N_("%(role)s %(name)s"), **params)
    return Text(N_("%(role)s %(name)s, %(organisation)s"), **params, organisation=office.name)


def _did(action: str, extra: dict[str, Any], organisations: dict[str, Any]) -> Text:
    desk = organisations.get(extra.get("desk") or "")
    if action == "reroute" and desk is not None:
        return Text(
            N_("passed the claim on to %(organisation)s: nobody was left before who may decide it"),
            organisation=desk.name,
        )
    return Text(SAYS.get(action, action))


def _details(body: dict[str, Any]) -> list[Text]:
    found = _figure(body)
    if reason := _reason(body):
        found.append(Text(N_("Reason: %(reason)s"), reason=reason))
    if flags := sum(name.startswith("check:flag:") for name in body.get("extra", {})):
        found.append(Text(N_("Points flagged and looked at: %(count)s"), count=flags))
    if body.get("on_behalf_of"):
        found.append(Text(N_("On behalf of the claimant")))
    return found


def _operator(body: dict[str, Any], reader: Actor) -> Text | None:
    """Who typed it at the command line: part of the record, but no part of what was decided."""
    if not body.get("actor_operator") or reader.role == roles.CLAIMANT:
        return None
    return Text(N_("Typed by the operator %(operator)s"), operator=body["actor_operator"])


def _figure(body: dict[str, Any]) -> list[Text]:
    name, words = FIGURES.get(body["action"], ("", ""))
    units = body.get("hours", {}).get(name)
    return [] if units is None else [Text(words, hours=to_hours(units))]


def _reason(body: dict[str, Any]) -> Text | None:
    code = body.get("reason")
    return Text(REASON_LABELS.get(code, code)) if code else None
