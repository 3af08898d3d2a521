"""How every doorway enters: one transaction for the act, a second one for what was refused.

A refused act leaves no business row; that it was tried is recorded after its rollback,
never on a second connection while the first one holds locks. A refusal carries the mark
that it was recorded, so that it is recorded once, however many doorways it passes.
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
    refused = [(outcome.refusal, outcome.claim_id) for outcome in outcomes if outcome.refusal]
    _record(step, refused, actor, at=at, request_id=request_id)
    return outcomes


def enter(act: str, work: Callable[[], T], actor: Actor, *, at: datetime, request_id: str) -> T:
    """`work()` in one transaction, for acts that are no steps of a claim; a refusal is recorded and raised."""
    try:
        return transaction(work)
    except Refusal as refusal:
        _record(act, [(refusal, None)], actor, at=at, request_id=request_id)
        raise


def denied(
    act: str, refusal: Refusal, actor: Actor, *, at: datetime, request_id: str, claim_id: int | None = None
) -> None:
    """Record a refusal that was given beside any act: before it began, by a page or by a reader of files."""
    _record(act, [(refusal, claim_id)], actor, at=at, request_id=request_id)


def _record(
    act: str, refused: Sequence[tuple[Refusal, int | None]], actor: Actor, *, at: datetime, request_id: str
) -> None:
    new = [(refusal, claim_id) for refusal, claim_id in refused if not refusal.recorded]
    if not new:
        return
    actions = [_action(act, refusal, claim_id) for refusal, claim_id in new]
    transaction(lambda: record_security(actions, actor, at=at, request_id=request_id))
    for refusal, _ in new:
        refusal.recorded = True


def _action(act: str, refusal: Refusal, claim_id: int | None) -> tuple[str, Codes]:
    claim = claim_id if is_number(claim_id) else None
    return "refused", {"act": act, "code": refusal.code, "status": refusal.status, "claim": claim}
