"""T-01: every cell of state, step, role and route, through `perform`.

Who takes the step is always the right person of the role: they have not touched the
claim, and have it on their desk if it lies with their role. So whatever is refused is
refused for the state, the role or the desk alone. What succeeds is what was written down
apart from the code, in tests/core/states/life.py.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from ce_workflow.acts.doorway import take
from ce_workflow.acts.perform import Outcome, perform
from ce_workflow.people.actor import NOBODY, Actor
from ce_workflow.store.database import db
from tests import cast
from tests.acts.city import City
from tests.acts.invariants import assert_invariants
from tests.core.states.life import CELLS, ROLES, STATES, STEPS

pytestmark = pytest.mark.template("cast")

UNTOUCHED = {"reviewer": "unit2", "verifier": "sector2"}
"""The account that has not touched the claim, where it does not bear the name of its role."""

_UNIT_THEN_SECTOR = {
    "draft": [],
    "submitted": ["submit claimant"],
    "unit_reviewed": ["submit claimant", "review unit"],
    "sector_verified": ["submit claimant", "review unit", "verify sector"],
    "credited": ["submit claimant", "review unit", "verify sector"],
    "returned": ["submit claimant", "send_back unit"],
    "rejected": ["submit claimant", "reject unit"],
    "withdrawn": ["submit claimant", "withdraw claimant"],
    "appealed": ["submit claimant", "reject unit", "appeal claimant"],
    "revoked": ["submit claimant", "review unit", "verify sector", "revoke sector"],
}
WAYS = {
    "unit_then_sector": _UNIT_THEN_SECTOR,
    "unit_only": {
        state: [step for step in way if step != "verify sector"]
        for state, way in _UNIT_THEN_SECTOR.items()
        if state != "sector_verified"
    },
    "sector_only": {
        state: [step.replace("unit", "sector") for step in way if step != "review unit"]
        for state, way in _UNIT_THEN_SECTOR.items()
        if state != "unit_reviewed"
    },
}
"""route -> state -> the steps that lead there. The two pairs that are left out cannot come about."""

NOTICE = {("unit_then_sector", "sector_verified"), ("unit_only", "unit_reviewed"), ("sector_only", "sector_verified")}
"""States in which a claim stays for a notice period alone."""

DESK = {
    ("unit_then_sector", "submitted"): "reviewer",
    ("unit_then_sector", "unit_reviewed"): "verifier",
    ("unit_only", "submitted"): "reviewer",
    ("unit_only", "unit_reviewed"): "reviewer",
    ("sector_only", "submitted"): "verifier",
}
"""The role at whose desk a claim lies; else sector_verified lies with the verifier, appealed with the district."""

AT_A_DESK = {"review", "verify", "send_back", "reject", "uphold", "overturn"}
GIVEN = cast.DECISIONS | {
    "review": {"checks": "all", "hours": "48"},
    "verify": {"checks": "all", "hours": "48"},
    "edit": {"fields": cast.FIELDS["patent"]},
    "create": {"kind": "patent", "fields": cast.FIELDS["patent"]},
}


def expected(step: str, state: str, route: str, role: str) -> int:
    """The status of the answer, 200 for a step that is taken."""
    cell = CELLS.get((step, state, route))
    if role in ("admin", "security", "base") or (state == "draft" and role not in ("claimant", "system")):
        return 404
    if cell is None:
        return 409
    holder = DESK.get((route, state), "district" if state == "appealed" else "verifier")
    if role not in cell.roles or (step in AT_A_DESK and role != holder):
        return 403
    if step in ("edit", "submit") and role != "claimant":
        return 403  # an organiser changes what it filed itself
    if step == "reroute" and (route, state) == ("unit_only", "unit_reviewed"):
        return 403  # it waits for the end of its notice period, not for a desk
    return 200


@pytest.mark.parametrize(("route", "state"), [(route, state) for route, ways in WAYS.items() for state in ways])
def test_t01_only_the_cells_of_the_table_succeed(city: City, route: str, state: str) -> None:
    claim_id = walked(city, route, state)
    begun = city.dump()
    for role in ROLES:
        actor = city.actor(UNTOUCHED.get(role, role), None if role == "system" else role)
        told = len(city.refusals())
        refused = [step for step in STEPS if expected(step, state, route, role) != 200 and step != "create"]
        for step in refused:
            outcome = take(step, [item(step, claim_id)], actor, at=moment(city, step), request_id="cell")[0]
            assert outcome.refusal is not None, (step, role)
            assert outcome.refusal.status == expected(step, state, route, role), (step, role, outcome.refusal)
            assert str(outcome.refusal.text)
        events = city.refusals()[told:]
        assert [event["act"] for event in events] == refused, role
        assert all(event["claim"] == claim_id and event["status"] in (403, 404, 409) for event in events)
        assert city.dump() == begun, role
        for step in sorted(set(STEPS) - set(refused) - {"create"}):
            outcome = tried(city, step, claim_id, actor, state)
            assert outcome.refusal is None, (step, role, outcome.refusal)
    assert city.dump() == begun


@pytest.mark.parametrize("role", [*ROLES, "nobody"])
def test_t01_claims_are_begun_by_claimants_and_organisers(city: City, role: str) -> None:
    begun = city.dump()
    actor = NOBODY if role == "nobody" else city.actor(UNTOUCHED.get(role, role), None if role == "system" else role)
    given = GIVEN["create"] | {"person": city.actor("claimant").person_id}
    outcome = take("create", [(None, None, given)], actor, at=city.at, request_id="cell")[0]
    if role in CELLS["create", None, "unit_only"].roles:
        assert outcome.or_raise().state == "draft"
        assert_invariants(db.session.connection())
    else:
        assert outcome.refusal is not None
        assert outcome.refusal.status == 403
        assert city.dump() == begun
        assert [event["act"] for event in city.refusals()] == ["create"]


@pytest.mark.parametrize("state", STATES)
def test_t01_nobody_may_do_nothing(city: City, state: str) -> None:
    claim_id = walked(city, "unit_then_sector", state)
    begun = city.dump()
    for step in STEPS[1:]:
        outcome = take(step, [item(step, claim_id)], NOBODY, at=city.at, request_id="cell")[0]
        assert outcome.refusal is not None
        assert outcome.refusal.status in (403, 404)
    assert city.dump() == begun
    assert len(city.refusals()) == len(STEPS) - 1


def walked(city: City, route: str, state: str) -> int:
    """A patent of the claimant in that state, on that route."""
    days = 10 if (route, state) in NOTICE else 0
    told = {"route": route, "days": days}
    city.tell("UPDATE ce_organisation SET route = :route, notice_days = :days WHERE code = 'chengdu-health'", **told)
    claim_id = city.claim("draft", "patent")
    for words in WAYS[route][state]:
        step, who = words.split()
        role = {"unit": "reviewer", "sector": "verifier"}.get(who, who)
        city.take(step, claim_id, who, role, **GIVEN.get(step, {})).or_raise()
    assert (city.row(claim_id).state, city.row(claim_id).route) == (state, route)
    return claim_id


def item(step: str, claim_id: int) -> tuple[int | None, int | None, dict[str, Any]]:
    return (None if step == "create" else claim_id, None, GIVEN.get(step, {}))


def moment(city: City, step: str) -> Any:
    """A credit is due when the notice period is over."""
    return city.at + timedelta(days=11 if step == "credit" else 0)


def tried(city: City, step: str, claim_id: int, actor: Actor, state: str) -> Outcome:
    """What becomes of a step that the table has; nothing of it stays."""
    desk = city.row(claim_id).desk
    db.session.rollback()
    connection = db.session.connection(execution_options={"ce_write": True})
    if step == "reroute":
        connection.exec_driver_sql(f"UPDATE ce_grant SET valid_to = valid_from WHERE scope = '{desk}'")
    outcome = perform(step, [item(step, claim_id)], actor, at=moment(city, step), request_id="cell")[0]
    if outcome.claim is not None:
        target = CELLS[step, state, outcome.claim.route if step != "reroute" else "unit_then_sector"].target
        last = "credited" if target == "sector_verified" else target
        last = "credited" if (step, outcome.claim.route) == ("review", "unit_only") else last
        assert outcome.claim.state == last, step
        assert_invariants(connection)
    db.session.rollback()
    return outcome
