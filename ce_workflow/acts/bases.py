"""The city edits the time for which the evaluation of a base holds; one event, which says the whole row."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import select

from ce_workflow.acts import reference
from ce_workflow.errors import Finding, Moved, NotFound, RoleNeeded, RulesBroken
from ce_workflow.people.actor import Actor
from ce_workflow.people.roles import CITY, SYSTEM
from ce_workflow.store import facts
from ce_workflow.store.database import db
from ce_workflow.store.tables import Organisation
from ce_workflow.words import N_, Text


def set_validity(
    code: str,
    first: date | None,
    last: date | None,
    actor: Actor,
    *,
    at: datetime,
    request_id: str,
    seen: int | None = None,
) -> None:
    """From when until when the evaluation holds; None: without beginning, without end.

    `seen`: the number of the base's last event when it was read. Raises NotFound, RoleNeeded, Moved, RulesBroken.
    """
    if actor.role != SYSTEM and (actor.role != CITY or facts.granted(actor, at) is None):
        raise RoleNeeded
    o = Organisation
    asked = select(o.seq, o.name).where(o.code == code, o.kind == "base").with_for_update(key_share=True)
    row = db.session.execute(asked).first()
    if row is None:
        raise NotFound
    if seen is not None and row.seq != seen:
        raise Moved(what=row.name)
    if first and last and last < first:
        text = N_("The last day comes before the first. Write %(day)s or a later day.")
        raise RulesBroken([Finding("ends_before_it_starts", Text(text, day=first), field="valid_to")])
    changed = {"code": code, "valid_from": first, "valid_to": last}
    reference.put("org", [changed], actor, at=at, request_id=request_id, action=reference.CHANGE)
