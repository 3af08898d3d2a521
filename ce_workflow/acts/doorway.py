"""How every doorway enters: one transaction for the act, a second one for what was refused.

A refused act leaves no business row; that it was tried is recorded after its rollback,
never on a second connection while the first one holds locks.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import TypeVar

from ce_workflow.acts.perform import Item, Outcome, perform
from ce_workflow.acts.record import Codes, record_security
from ce_workflow.errors import Refusal
from ce_workflow.people.actor import Actor
from ce_workflow.store.tables.claims import is_number
from ce_workflow.store.transaction import transaction

T = TypeVar("T")


def take(
    step: str, items: Sequence[Item], actor: Actor, *, at: datetime, request_id: str, filed_on: date | None = None
) -> list[Outcome]:
    """`perform`, committed; one outcome an item. Refused items are in the security stream afterwards."""
    outcomes = transaction(
        lambda: perform(step, items, actor, at=at, request_id=request_id, filed_on=filed_on),
        one_write=len(items) == 1,
    )
    refused = [(outcome.claim_id, outcome.refusal) for outcome in outcomes if outcome.refusal]
    if refused:
        _record(
            [_refused(step, refusal, claim_id) for claim_id, refusal in refused], actor, at=at, request_id=request_id
        )
    return outcomes


def enter(act: str, work: Callable[[], T], actor: Actor, *, at: datetime, request_id: str) -> T:
    """`work()` in one transaction, for acts that are no steps of a claim; a refusal is recorded and raised."""
    try:
        return transaction(work)
    except Refusal as refusal:
        _record([_refused(act, refusal, None)], actor, at=at, request_id=request_id)
        raise


def denied(act: str, refusal: Refusal, actor: Actor, *, at: datetime, request_id: str) -> None:
    """Record a refusal that a doorway itself gave, before any act began."""
    _record([_refused(act, refusal, None)], actor, at=at, request_id=request_id)


def _refused(act: str, refusal: Refusal, claim_id: int | None) -> tuple[str, Codes]:
    claim = claim_id if is_number(claim_id) else None
    return "refused", {"act": act, "code": refusal.code, "status": refusal.status, "claim": claim}


def _record(actions: list[tuple[str, Codes]], actor: Actor, *, at: datetime, request_id: str) -> None:
    transaction(lambda: record_security(actions, actor, at=at, request_id=request_id))
