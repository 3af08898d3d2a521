"""Separation of duties, by natural person."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from ce_workflow.people import duties
from ce_workflow.people.actor import SYSTEM, Actor
from ce_workflow.people.duties import against

OWNER, ME, CLERK, OTHER = "a" * 32, "b" * 32, "c" * 32, "d" * 32
CLAIM = SimpleNamespace(person_id=OWNER, filed_by=OWNER)
ROLE_OF = {"review": "reviewer", "verify": "verifier", "send_back": "verifier", "reject": "district", "revoke": "city",
           "uphold": "district", "overturn": "city"}  # fmt: skip
STEPS = sorted(duties.DECIDING)


def actor(person_id: str | None, role: str = "verifier") -> Actor:
    return Actor(1, "user", person_id, role, ("x",))


def said(reasons: list[object]) -> list[str]:
    return [str(reason) for reason in reasons]


def deed(action: str, person_id: str, role: str) -> SimpleNamespace:
    return SimpleNamespace(action=action, actor_person_id=person_id, actor_role=role)


def deeds(*lines: str, by: str = ME) -> list[SimpleNamespace]:
    """Each line as "step:role"."""
    return [deed(action, by, role) for action, _, role in (line.partition(":") for line in lines)]


def why(step: str, role: str, *done: SimpleNamespace) -> list[str]:
    return said(list(against(step, CLAIM, actor(ME, role), done)))


@pytest.mark.parametrize("step", STEPS)
def test_nobody_decides_their_own_claim_in_whatever_role(step: str) -> None:
    for role in ("reviewer", "verifier", "district", "city"):
        assert said(list(against(step, CLAIM, actor(OWNER, role), ()))) == [duties.OWN]


@pytest.mark.parametrize("step", STEPS)
def test_nobody_decides_a_claim_that_they_filed_for_somebody(step: str) -> None:
    filed = SimpleNamespace(person_id=OWNER, filed_by=CLERK)
    assert said(list(against(step, filed, actor(CLERK, ROLE_OF[step]), ()))) == [duties.FILED]
    for line in ("create:unit_organiser", "submit:base", "edit:reviewer"):
        assert why(step, ROLE_OF[step], *deeds(line)) == [duties.FILED]


@pytest.mark.parametrize("step", STEPS)
def test_somebody_uninvolved_is_free(step: str) -> None:
    others = [*deeds("create:claimant", "submit:claimant", by=OWNER), *deeds("review:reviewer", by=CLERK)]
    assert why(step, ROLE_OF[step], *others) == []


@pytest.mark.parametrize("step", STEPS)
def test_an_account_of_no_known_person_decides_nothing(step: str) -> None:
    assert said(list(against(step, CLAIM, actor(None), ()))) == [duties.UNKNOWN]


@pytest.mark.parametrize("step", ["create", "edit", "submit", "withdraw", "appeal", "credit", "reroute"])
def test_steps_that_decide_nothing_are_free_to_the_owner(step: str) -> None:
    assert against(step, CLAIM, actor(OWNER, "claimant"), deeds("create:claimant", "overturn:city", by=OWNER)) == []


@pytest.mark.parametrize("step", STEPS)
def test_the_system_is_free(step: str) -> None:
    assert against(step, CLAIM, SYSTEM, ()) == []


@pytest.mark.parametrize(
    ("step", "role", "done", "reason"),
    [
        ("verify", "verifier", "review:reviewer", duties.UNIT_BEFORE),
        ("verify", "district", "review:reviewer", duties.UNIT_BEFORE),
        ("send_back", "verifier", "review:reviewer", duties.UNIT_BEFORE),
        ("reject", "city", "send_back:reviewer", duties.UNIT_BEFORE),
        ("revoke", "verifier", "review:reviewer", duties.UNIT_BEFORE),
        ("review", "reviewer", "verify:verifier", duties.SECTOR_BEFORE),
        ("send_back", "reviewer", "verify:city", duties.SECTOR_BEFORE),
        ("review", "reviewer", "send_back:verifier", duties.SECTOR_BEFORE),
        ("reject", "reviewer", "send_back:district", duties.SECTOR_BEFORE),
        ("review", "reviewer", "uphold:city", duties.SECTOR_BEFORE),
    ],
)
def test_nobody_decides_on_both_levels(step: str, role: str, done: str, reason: str) -> None:
    assert why(step, role, *deeds(done)) == [reason]


@pytest.mark.parametrize(
    ("step", "role", "done"),
    [
        ("review", "reviewer", "send_back:reviewer"),
        ("review", "reviewer", "review:reviewer"),
        ("verify", "verifier", "send_back:verifier"),
        ("revoke", "verifier", "verify:verifier"),
        ("send_back", "verifier", "verify:verifier"),
        ("verify", "verifier", "read:verifier"),
    ],
)
def test_who_decided_on_the_same_level_may_decide_again(step: str, role: str, done: str) -> None:
    assert why(step, role, *deeds(done)) == []


@pytest.mark.parametrize("step", sorted(duties.APPEAL_STEPS))
@pytest.mark.parametrize("done", STEPS)
def test_an_appeal_is_decided_by_somebody_who_did_not_decide_before(step: str, done: str) -> None:
    mine = deed(done, ME, ROLE_OF[done])
    assert why(step, "district", mine) == [duties.DECIDED]
    assert why(step, "district", mine, deed("overturn", CLERK, "city")) == [duties.DECIDED]


AGAIN = sorted(duties.DECIDING - duties.APPEAL_STEPS)


@pytest.mark.parametrize("step", AGAIN)
def test_after_an_overturn_nobody_who_decided_before_decides_again(step: str) -> None:
    mine, overturn = deed(step, ME, ROLE_OF[step]), deed("overturn", CLERK, "city")
    assert why(step, ROLE_OF[step], mine, overturn) == [duties.OVERTURNED]
    assert why(step, ROLE_OF[step], mine, overturn, deed("review", OTHER, "reviewer")) == [duties.OVERTURNED]
    assert why(step, ROLE_OF[step], overturn, mine) == []
    assert why(step, ROLE_OF[step], deed(step, OTHER, ROLE_OF[step]), overturn) == []


@pytest.mark.parametrize("step", AGAIN)
def test_whoever_overturned_does_not_decide_anew(step: str) -> None:
    assert why(step, ROLE_OF[step], deed("overturn", ME, "city")) == [duties.OVERTURNED]


@pytest.mark.parametrize("step", AGAIN)
def test_a_second_overturn_bars_those_who_decided_between_the_two(step: str) -> None:
    overturn = deed("overturn", CLERK, "city")
    assert why(step, ROLE_OF[step], overturn, deed(step, ME, ROLE_OF[step]), overturn) == [duties.OVERTURNED]


def test_to_have_filed_or_appealed_before_an_overturn_is_not_to_have_decided() -> None:
    assert why("verify", "verifier", deed("appeal", ME, "claimant"), deed("overturn", CLERK, "city")) == []


def test_every_reason_is_given_at_once() -> None:
    reasons = against("uphold", CLAIM, actor(OWNER, "district"), deeds("reject:district", by=OWNER))
    assert said(list(reasons)) == [duties.OWN, duties.DECIDED]
