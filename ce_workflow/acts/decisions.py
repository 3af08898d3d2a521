"""What the deciders do, and what follows from the last decision by itself.

Claimed, computed, reviewed and recognised hours are kept apart. A last decision credits
in the same transaction, or, where the authority sets a notice period, when that ends.
Credit and revocation post pairs of entries; nothing is ever changed or deleted.
"""

from __future__ import annotations

from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

from ce_workflow.acts.act import Act
from ce_workflow.acts.desks import place, settle
from ce_workflow.acts.known import check, facts_of
from ce_workflow.errors import Finding, NotYourDesk, RulesBroken
from ce_workflow.kinds import KINDS
from ce_workflow.ledger.entries import credit_pair, reversal
from ce_workflow.ledger.units import to_units
from ce_workflow.people.actor import SYSTEM
from ce_workflow.rules import findings
from ce_workflow.rules.checks_ticked import flags_of
from ce_workflow.rules.decision import parse_decision
from ce_workflow.rules.sets.shape import WORKING_DAYS
from ce_workflow.states.names import UNIT_ONLY
from ce_workflow.trail.streams import claim_stream, tx_of
from ce_workflow.words import N_, Text


def review(act: Act, claim: SimpleNamespace, given: dict[str, Any]) -> None:
    """The unit confirms hours (五(二))."""
    said = _decide(act, claim, given)
    claim.units_reviewed, claim.reviewed_by = to_units(said["hours"]), act.actor.person_id
    if claim.route == UNIT_ONLY:
        claim.units_recognised = claim.units_reviewed
    _pass(act, claim, "review", said)


def verify(act: Act, claim: SimpleNamespace, given: dict[str, Any]) -> None:
    """The competent department recognises hours (五(二))."""
    said = _decide(act, claim, given)
    claim.units_recognised, claim.verified_by = to_units(said["hours"]), act.actor.person_id
    _pass(act, claim, "verify", said)


def credit(act: Act, claim: SimpleNamespace, given: dict[str, Any]) -> None:
    """By the system: one pair of entries, in the year of completion, "不得跨年" (五(二))."""
    if claim.credit_due_on is not None and act.today < claim.credit_due_on:
        text = Text(N_("The notice period runs until %(on)s; the hours are credited after it."), on=claim.credit_due_on)
        raise RulesBroken([Finding("notice_period", text, clause="五(二)")])
    check(findings("credit", KINDS[claim.kind], {}, facts_of(act, claim)))
    _credit(act, claim)


def _credit(act: Act, claim: SimpleNamespace) -> None:
    claim.desk = claim.credit_due_on = None
    pair = credit_pair(**_posting(act, claim))
    claim.credit_entry_id = pair[0].id
    act.change.post(pair)
    act.move(claim, "credit", by=SYSTEM)


def revoke(act: Act, claim: SimpleNamespace, given: dict[str, Any]) -> None:
    """Hours found false are answered by a reversal; after the year's lock with a document's number."""
    said = _decide(act, claim, given)
    act.change.post(reversal(credited_by=claim.credit_entry_id, **_posting(act, claim)))
    claim.credit_entry_id = claim.desk = None
    act.move(claim, "revoke", reason=said["reason"], note=said["note"], document=said["document"])


def send_back(act: Act, claim: SimpleNamespace, given: dict[str, Any]) -> None:
    """The claimant may correct and submit again."""
    _decline(act, claim, "send_back", _decide(act, claim, given))


def reject(act: Act, claim: SimpleNamespace, given: dict[str, Any]) -> None:
    """Not recognised; the claimant may appeal."""
    _decline(act, claim, "reject", _decide(act, claim, given))


def uphold(act: Act, claim: SimpleNamespace, given: dict[str, Any]) -> None:
    """The appeal fails."""
    _decline(act, claim, "uphold", _decide(act, claim, given))


def overturn(act: Act, claim: SimpleNamespace, given: dict[str, Any]) -> None:
    """The appeal succeeds: decided anew, by others; after the year's lock with a document's number."""
    said = _decide(act, claim, given)
    _undecide(claim)
    place(act, claim, "overturn", note=said["note"], document=said["document"])


def reroute(act: Act, claim: SimpleNamespace, given: dict[str, Any]) -> None:
    """By the system, when nobody is left at the desk who may decide."""
    if not settle(act, claim):
        raise NotYourDesk(role=Text(N_("System")), holder=claim.desk or "")


def _decide(act: Act, claim: SimpleNamespace, given: dict[str, Any]) -> dict[str, Any]:
    """What the decider gave, typed; raises RulesBroken with every finding at once."""
    kind = KINDS[claim.kind]
    said, found = parse_decision(act.step, kind, given, flags_of(claim))
    check(findings(act.step, kind, said, facts_of(act, claim)), found)
    return said


def _pass(act: Act, claim: SimpleNamespace, step: str, said: dict[str, Any]) -> None:
    last = step == "verify" or claim.route == UNIT_ONLY
    if last and claim.notice_days:
        claim.credit_due_on = _end_of_notice(act, claim)
    if last:
        act.move(claim, step, reason=said["reason"], note=said["note"], checks=said["checks"])
        if not claim.notice_days:
            _credit(act, claim)
    else:
        place(act, claim, step, note=said["note"], reason=said["reason"], checks=said["checks"])


def _end_of_notice(act: Act, claim: SimpleNamespace) -> date:
    """The day on which the hours are credited; later corrections of the calendar leave it as it is."""
    if claim.notice_unit == WORKING_DAYS:
        return act.calendar().after(act.today, claim.notice_days)
    return act.today + timedelta(days=claim.notice_days)


def _decline(act: Act, claim: SimpleNamespace, step: str, said: dict[str, Any]) -> None:
    _undecide(claim)
    act.move(claim, step, reason=said.get("reason"), note=said["note"])


def _undecide(claim: SimpleNamespace) -> None:
    """What was decided stands in the events; the claim itself is undecided again."""
    claim.units_reviewed = claim.units_recognised = claim.reviewed_by = claim.verified_by = None
    claim.desk = claim.credit_due_on = None


def _posting(act: Act, claim: SimpleNamespace) -> dict[str, Any]:
    """What the next event of the claim posts, at the moment of that event."""
    return {
        "tx_id": tx_of(claim_stream(claim.id), claim.version + 1),
        "person_id": claim.person_id,
        "year": claim.year,
        "category": claim.category,
        "units": claim.units_recognised,
        "claim_id": claim.id,
        "rule_version": claim.rule_version,
        "at": max(act.at, claim.moved_at),
    }
