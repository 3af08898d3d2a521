"""Hours that were revoked come back once: by one correction, or by an appeal, never by both."""

from __future__ import annotations

import pytest
from flask import Flask

from ce_workflow.acts.doorway import take
from ce_workflow.acts.perform import Outcome
from ce_workflow.clock import now
from tests.cast import FIELDS, actor, files, make_claim, step_with

pytestmark = pytest.mark.template("cast")


def correct(app: Flask, claim_id: int) -> int:
    """A draft that corrects the claim; its number."""
    given = {"kind": "training", "fields": FIELDS["training"], "files": files(app, "training"), "corrects": claim_id}
    return perform(app, "create", None, given).or_raise().id


def perform(app: Flask, step: str, claim_id: int | None, given: dict | None = None) -> Outcome:
    with app.app_context():
        who = actor(app, "claimant")
        return take(step, [(claim_id, None, given or {})], who, at=now(), request_id="test")[0]


def codes(outcome: Outcome) -> list[str]:
    return [finding.code for finding in outcome.refusal.findings] if outcome.refusal else []


def test_one_correction_at_a_time(app: Flask) -> None:
    revoked = make_claim(app, state="revoked")
    first, second = correct(app, revoked), correct(app, revoked)
    assert perform(app, "submit", first).refusal is None
    assert codes(perform(app, "submit", second)) == ["corrected_already"]
    assert perform(app, "withdraw", first).refusal is None
    assert perform(app, "submit", second).refusal is None


def test_no_appeal_beside_a_correction_and_no_correction_beside_an_appeal(app: Flask) -> None:
    revoked = make_claim(app, state="revoked")
    correction = correct(app, revoked)
    assert perform(app, "submit", correction).refusal is None
    assert codes(perform(app, "appeal", revoked, {"note": "我有新的证明，请予复核。"})) == ["corrected_already"]
    assert perform(app, "withdraw", correction).refusal is None
    assert perform(app, "appeal", revoked, {"note": "我有新的证明，请予复核。"}).refusal is None
    again = make_claim(app, state="revoked")
    other = correct(app, again)
    assert perform(app, "appeal", again, {"note": "我有新的证明，请予复核。"}).refusal is None
    assert codes(perform(app, "submit", other)) == ["corrected_already"]


def test_a_correction_of_a_correction_belongs_to_the_family(app: Flask) -> None:
    revoked = make_claim(app, state="revoked")
    first = correct(app, revoked)
    assert perform(app, "submit", first).refusal is None
    for step in ("review", "verify", "revoke"):
        step_with(app, first, step)
    second = correct(app, first)
    assert perform(app, "submit", second).refusal is None
    assert codes(perform(app, "appeal", revoked, {"note": "我有新的证明，请予复核。"})) == ["corrected_already"]


def test_a_list_of_corrections_is_decided_like_one_after_the_other(app: Flask) -> None:
    revoked = make_claim(app, state="revoked")
    drafts = [correct(app, revoked), correct(app, revoked)]
    with app.app_context():
        outcomes = take("submit", [(d, None, {}) for d in drafts], actor(app, "claimant"), at=now(), request_id="test")
    assert [codes(outcome) for outcome in outcomes] == [[], ["corrected_already"]]
