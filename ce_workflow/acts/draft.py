"""A claim before it is kept: blank, begun, and with the columns that follow from its answers."""

from __future__ import annotations

import json
from types import SimpleNamespace
from typing import Any

from ce_workflow.acts.act import Act
from ce_workflow.acts.worked import worked_out
from ce_workflow.errors import NotFound
from ce_workflow.kinds.fields import dump
from ce_workflow.kinds.kind import Kind
from ce_workflow.ledger.units import to_units
from ce_workflow.rules.case import computed
from ce_workflow.store import facts
from ce_workflow.store.tables import Claim

BLANK = dict.fromkeys(column.name for column in Claim.__table__.columns)


def blank() -> SimpleNamespace:
    """A claim of which nothing is known yet."""
    return SimpleNamespace(**BLANK)


def begun(claim_id: int, kind: Kind, person_id: str | None, corrects: int | None = None) -> SimpleNamespace:
    """A claim without answers, as far as rules may ask of it; raises NotFound where it `corrects` what it cannot.

    `person_id` None: it is not known yet whose it will be.
    """
    first = corrected(corrects, kind, person_id) if corrects is not None else None
    claim = blank()
    claim.id, claim.kind, claim.person_id, claim.version = claim_id, kind.code, person_id, 0
    claim.corrects, claim.family = corrects, first.family if first else claim_id
    claim.appeals, claim.deeds = 0, []
    return claim


def corrected(claim_id: int, kind: Kind, person_id: str | None = None) -> SimpleNamespace:
    """The claim that a new one of this kind corrects: of the same kind and person, if it is known, and revoked.

    Raises NotFound for every other.
    """
    first = facts.correctable(claim_id)
    if first is None or first.kind != kind.code or person_id not in (None, first.person_id):
        raise NotFound
    return first


def fill(act: Act, claim: SimpleNamespace, kind: Kind, typed: dict[str, Any]) -> None:
    """The columns that follow from the answers; hours by the rules that would hold if it were filed now."""
    claim.fields = json.dumps(dump(kind, typed), ensure_ascii=False)
    vars(claim).update(kind.columns(typed))
    hours = typed.get("hours_claimed")
    claim.units_claimed = None if hours is None else to_units(hours)
    claim.units_computed = computed(worked_out(act, claim, kind, typed))
