"""Claims at desks where nobody is left who may decide them: on to where somebody is.

That happens in the act by which a role ends. A role that ends by itself on its last day
has no act, and a claim may come to a desk while its last reviewer is being dismissed:
for both the operator's clock passes on what it finds.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select

from ce_workflow.acts.perform import Item, perform
from ce_workflow.people.actor import Actor
from ce_workflow.states.names import WAITING
from ce_workflow.store.database import db
from ce_workflow.store.tables import Claim

A_TIME = 200

C = Claim.__table__.c
_WAITS = (C.state.in_(WAITING), C.credit_due_on.is_(None))


def waiting_desks() -> list[str]:
    """The organisations at whose desks a claim waits."""
    return list(db.session.scalars(select(C.desk).where(*_WAITS).distinct().order_by(C.desk)))


def pass_on(desks: Collection[str], actor: Actor, *, at: datetime, request_id: str) -> int:
    """Pass on what waits at these desks and finds nobody there; how many claims. The rest stays where it is.

    `actor` is the system. Nothing is committed here.
    """
    last = passed = 0
    while desks:
        waits = (C.desk.in_(sorted(desks)), *_WAITS, C.id > last)
        rows = db.session.execute(select(C.id, C.version).where(*waits).order_by(C.id).limit(A_TIME)).all()
        if not rows:
            break
        items: list[Item] = [(row.id, row.version, {}) for row in rows]
        outcomes = perform("reroute", items, actor, at=at, request_id=request_id)
        passed += sum(outcome.refusal is None for outcome in outcomes)
        last = rows[-1].id
    return passed
