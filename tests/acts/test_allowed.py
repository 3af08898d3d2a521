"""What is offered beforehand is what an act takes, for everybody of the cast in every state."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from flask import Flask

from ce_workflow import clock
from ce_workflow.acts.allowed import hindrance, may_take, options, options_of
from ce_workflow.acts.perform import perform
from ce_workflow.acts.preview import against_submission
from ce_workflow.errors import Refusal, RulesBroken
from ce_workflow.people import duties
from ce_workflow.people.actor import Actor
from ce_workflow.states import steps
from ce_workflow.states.steps import NAMES
from ce_workflow.store.database import db
from tests.cast import PATHS, actor, make_claim

pytestmark = pytest.mark.template("cast")
CAST = ("claimant", "claimant2", "unit", "unit2", "unit-b", "sector", "sector-b", "district", "city", "base")
DEEDS = ((1, "edit"), (2, "review"))


def taken(step: str, claim_id: int, by: Actor) -> bool:
    """Would the act get as far as its rules? Nothing of it is kept."""
    refusal = perform(step, [(claim_id, None, {})], by, at=clock.now(), request_id="test")[0].refusal
    db.session.rollback()
    return refusal is None or isinstance(refusal, RulesBroken)


@pytest.mark.parametrize("by", ["claimant", "unit"])
@pytest.mark.parametrize("state", list(PATHS))
def test_a_step_is_open_when_the_act_would_take_it(app: Flask, state: str, by: str) -> None:
    claim_id = make_claim(app, "patent", state, by)
    who = [actor(app, name) for name in CAST] + [actor(app, by, "claimant")]
    with app.app_context():
        for one in who:
            found = options(claim_id, one, clock.now())
            open_steps = {option.step.name for option in found if option.refusal is None}
            steps = {name for name in NAMES if name != "create" and taken(name, claim_id, one)}
            assert steps == open_steps, (one.username, one.role)
            assert {name for name in open_steps if may(name, claim_id, one)} == open_steps


def may(name: str, claim_id: int, by: Actor) -> bool:
    """`may_take` as yes or no."""
    try:
        return may_take(name, claim_id, by, clock.now()).name == name
    except Refusal:
        return False


def test_several_claims_are_asked_about_at_once(app: Flask) -> None:
    numbers = [make_claim(app, state=state) for state in ("submitted", "unit_reviewed", "credited")]
    reviewer = actor(app, "unit2")
    with app.app_context():
        at = clock.now()
        assert options_of(numbers, reviewer, at) == {number: options(number, reviewer, at) for number in numbers}


def test_a_preview_takes_no_step(app: Flask) -> None:
    claim_id = make_claim(app, "patent", "draft", fields={"patent_type": "design"}, evidence=[])
    with app.app_context():
        found = against_submission(claim_id, actor(app, "claimant"), clock.now())
    assert {finding.code for finding in found} >= {"design_patent", "evidence_missing"}


@pytest.mark.parametrize(
    ("step", "state", "who", "says"),
    [
        ("appeal", "rejected", "unit", "with a claim that is “Not recognised”"),
        ("revoke", "credited", "unit", "with a claim that is “Credited”"),
        ("submit", "draft", "claimant2", None),
        ("review", "submitted", "sector", "the claim is now with "),
        ("submit", "returned", "unit", "the claim is now with the claimant"),
    ],
)
def test_a_refusal_says_where_the_claim_lies_or_that_it_is_finished(
    app: Flask, step: str, state: str, who: str, says: str | None
) -> None:
    claim_id, by = make_claim(app, state=state), actor(app, who)
    with app.app_context(), pytest.raises(Refusal) as refused:
        may_take(step, claim_id, by, clock.now())
    assert refused.value.code == ("not_your_desk" if says else "not_found")
    assert (says or "There is nothing here") in str(refused.value)


def test_every_reason_of_separation_is_said() -> None:
    deeds = [SimpleNamespace(seq=n, action=a, actor_role="reviewer", actor_person_id="b" * 32) for n, a in DEEDS]
    who = Actor(1, "unit", "b" * 32, "verifier", ("chengdu-health",))
    claim = SimpleNamespace(
        person_id="a" * 32, filed_by="c" * 32, filed_by_org=None, desk="chengdu-health", deeds=deeds
    )
    step = steps.find("verify", "unit_reviewed", "unit_then_sector")
    assert step is not None
    refusal = hindrance(step, claim, who)
    assert str(refusal) == f"{duties.FILED} {duties.UNIT_BEFORE} Somebody else has to decide this claim."
