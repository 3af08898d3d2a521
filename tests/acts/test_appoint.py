"""Appointments: who may give what to whom, and what ends when a role ends."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from ce_workflow import clock
from ce_workflow.acts import appoint, enrol
from ce_workflow.acts.doorway import enter
from ce_workflow.errors import NotFound, RoleNeeded, RulesBroken
from ce_workflow.people.actor import SYSTEM, Actor
from ce_workflow.store import sessions
from ce_workflow.store.database import db
from ce_workflow.store.tables import Claim, Event, Grant, Session, User
from tests import cast

pytestmark = pytest.mark.template("cast")

Take = Callable[..., Any]


@pytest.fixture
def inside(app: Flask) -> Iterator[Flask]:
    with app.app_context():
        yield app


@pytest.fixture
def take(inside: Flask) -> Take:
    """`take(appoint.grant, user_id, ...)` as the administrator, or as `by`."""

    def work(act: Callable[..., Any], *given: Any, by: Actor | None = None) -> Any:
        actor = by or cast.actor(inside, "admin")
        told: dict[str, Any] = {"at": clock.now(), "request_id": "test"}
        return enter(act.__name__, lambda: act(*given, actor, **told), actor, **told)

    return work


def user(name: str) -> User:
    return db.session.scalars(select(User).where(User.username == name)).one()


def grants(name: str, role: str) -> list[int]:
    asked = select(Grant.id).join(User, User.id == Grant.user_id).where(User.username == name, Grant.role == role)
    return list(db.session.scalars(asked.where(Grant.valid_to.is_(None))))


def state(claim_id: int) -> tuple[str, str | None, str]:
    row = db.session.execute(select(Claim.state, Claim.desk, Claim.route).where(Claim.id == claim_id)).one()
    return row.state, row.desk, row.route


def codes(refused: pytest.ExceptionInfo[RulesBroken]) -> list[str]:
    return [finding.code for finding in refused.value.findings]


def test_a_role_counts_from_its_grant_on(inside: Flask, take: Take) -> None:
    grant_id = take(appoint.grant, user("claimant2").id, "reviewer", cast.HOSPITAL)
    assert cast.actor(inside, "claimant2", "reviewer").scopes == (cast.HOSPITAL,)
    assert db.session.get_one(Grant, grant_id).granted_by == user("admin").id
    said = select(Event.body).where(Event.stream == f"person:{user('claimant2').person_id}").order_by(Event.seq.desc())
    last = db.session.scalars(said).first() or ""
    assert '"action":"grant"' in last
    assert f'"role":"reviewer","scope":"{cast.HOSPITAL}"' in last


def test_nobody_gives_a_role_to_themselves(take: Take) -> None:  # I-12
    with pytest.raises(RulesBroken) as refused:
        take(appoint.grant, user("admin").id, "reviewer", cast.HOSPITAL)
    assert codes(refused) == ["own_roles"]


def test_not_even_by_another_account(take: Take) -> None:  # I-12: by natural person
    second = take(appoint.add_user, "admin-too", "-", user("admin").person_id, by=SYSTEM)
    with pytest.raises(RulesBroken) as refused:
        take(appoint.grant, second, "reviewer", cast.HOSPITAL)
    assert codes(refused) == ["own_roles"]


@pytest.mark.parametrize("held", ["admin", "auditor", "security"])
@pytest.mark.parametrize("wanted", ["admin", "auditor", "security"])
def test_administrator_auditor_and_security_are_three_persons(take: Take, held: str, wanted: str) -> None:  # I-12
    second = take(appoint.add_user, "second-account", "-", user(held).person_id, by=SYSTEM)
    if wanted == held:
        take(appoint.grant, second, wanted, "", by=SYSTEM)
        return
    with pytest.raises(RulesBroken) as refused:
        take(appoint.grant, second, wanted, "", by=SYSTEM)
    assert codes(refused) == ["roles_clash"]


@pytest.mark.parametrize(
    ("role", "scope", "code"),
    [
        ("reviewer", "chengdu-health", "wrong_organisation"),
        ("reviewer", "U99999", "unknown_organisation"),
        ("reviewer", "", "scope_missing"),
        ("verifier", cast.HOSPITAL, "wrong_organisation"),
        ("district", "chengdu", "wrong_organisation"),
        ("city", "510112", "wrong_organisation"),
        ("base", "510112", "wrong_organisation"),
        ("auditor", "chengdu", "scope_not_asked"),
        ("claimant", cast.HOSPITAL, "scope_not_asked"),
        ("system", "", "unknown_role"),
        ("emperor", "", "unknown_role"),
    ],
)
def test_a_role_is_for_an_organisation_of_its_kind(take: Take, role: str, scope: str, code: str) -> None:
    with pytest.raises(RulesBroken) as refused:
        take(appoint.grant, user("claimant2").id, role, scope)
    assert codes(refused) == [code]


def test_everything_that_stands_against_a_grant_is_said_at_once(take: Take) -> None:
    take(appoint.disable_user, user("auditor").id)
    with pytest.raises(RulesBroken) as refused:
        take(appoint.grant, user("auditor").id, "reviewer", "chengdu-health")
    assert codes(refused) == ["wrong_organisation", "account_closed"]


def test_granting_ends_nothing(inside: Flask, take: Take) -> None:
    before = db.session.scalar(select(func.count()).select_from(Grant).where(Grant.valid_to.is_(None))) or 0
    sessions.begin("token", user("unit").id, "reviewer", clock.now())
    db.session.commit()
    take(appoint.grant, user("unit").id, "reviewer", cast.SCHOOL)
    with pytest.raises(RulesBroken) as refused:
        take(appoint.grant, user("unit").id, "reviewer", cast.SCHOOL)
    assert codes(refused) == ["held_already"]
    assert db.session.scalar(select(func.count()).select_from(Grant).where(Grant.valid_to.is_(None))) == before + 1
    assert db.session.scalars(select(Session.ended_at)).all() == [None]


@pytest.mark.parametrize("name", ["claimant", "unit", "city", "auditor", "security"])
def test_nobody_but_the_administrator_appoints(inside: Flask, take: Take, name: str) -> None:
    with pytest.raises(RoleNeeded):
        take(appoint.grant, user("claimant2").id, "reviewer", cast.HOSPITAL, by=cast.actor(inside, name))
    last = db.session.scalars(select(Event.body).where(Event.stream == "security").order_by(Event.id.desc())).first()
    assert '"act":"grant"' in (last or "")


def test_an_administrator_whose_role_has_ended_appoints_nobody(inside: Flask, take: Take) -> None:
    admin = cast.actor(inside, "admin")
    take(appoint.end_grant, grants("admin", "admin")[0], by=SYSTEM)
    with pytest.raises(RoleNeeded):
        take(appoint.grant, user("claimant2").id, "reviewer", cast.HOSPITAL, by=admin)


def test_ending_a_role_ends_its_sessions_and_no_others(inside: Flask, take: Take) -> None:
    for token, name, role in (("a", "unit", "reviewer"), ("b", "unit", "claimant"), ("c", "unit2", "reviewer")):
        sessions.begin(token, user(name).id, role, clock.now())
    db.session.commit()
    take(appoint.end_grant, grants("unit", "reviewer")[0])
    ended = select(Session.user_id, Session.role).where(Session.ended_at.is_not(None))
    assert [tuple(row) for row in db.session.execute(ended)] == [(user("unit").id, "reviewer")]
    assert db.session.scalar(select(func.count()).select_from(Grant).where(Grant.role == "reviewer")) == 3


def test_a_role_ends_once(take: Take) -> None:
    grant_id = grants("unit", "reviewer")[0]
    take(appoint.end_grant, grant_id)
    with pytest.raises(NotFound):
        take(appoint.end_grant, grant_id)


def test_claims_go_on_when_nobody_is_left_at_their_desk(
    inside: Flask, take: Take, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ce_workflow.acts.pass_on.A_TIME", 2)
    waiting = [cast.make_claim(inside, "patent") for _ in range(5)]
    elsewhere = cast.make_claim(inside, by="outsider")
    reviewed = cast.make_claim(inside, "degree", "unit_reviewed")
    take(appoint.end_grant, grants("unit", "reviewer")[0])
    assert {state(claim_id)[1] for claim_id in waiting} == {cast.HOSPITAL}
    take(appoint.end_grant, grants("unit2", "reviewer")[0])
    assert {state(claim_id) for claim_id in waiting} == {("submitted", "chengdu-health", "sector_only")}
    assert state(elsewhere)[1:] == (cast.SCHOOL, "unit_then_sector")
    assert state(reviewed) == ("unit_reviewed", "chengdu-health", "unit_then_sector")
    last = select(Event.action, Event.actor_role, Event.request_id).where(Event.stream == f"claim:{waiting[0]}")
    assert tuple(db.session.execute(last.order_by(Event.seq.desc())).first() or ()) == ("reroute", "system", "test")


def test_a_reviewers_own_claim_goes_on_when_they_alone_are_left(inside: Flask, take: Take) -> None:
    own, anothers = cast.make_claim(inside, by="unit"), cast.make_claim(inside)
    take(appoint.end_grant, grants("unit2", "reviewer")[0])
    assert state(own)[1] == "chengdu-health"
    assert state(anothers)[1] == cast.HOSPITAL


def test_a_closed_account_is_left_with_nothing_but_its_past(inside: Flask, take: Take) -> None:
    sessions.begin("a", user("unit").id, "claimant", clock.now())
    db.session.commit()
    take(appoint.disable_user, user("unit").id)
    assert grants("unit", "reviewer") == grants("unit", "claimant") == []
    assert None not in db.session.scalars(select(Session.ended_at)).all()
    assert not user("unit").active
    with pytest.raises(AssertionError):
        cast.actor(inside, "unit")


def test_another_password_ends_every_session(inside: Flask, take: Take) -> None:
    sessions.begin("a", user("unit").id, "claimant", clock.now())
    db.session.commit()
    take(appoint.set_password, user("unit").id, "new")
    assert user("unit").password_hash == "new"
    assert None not in db.session.scalars(select(Session.ended_at)).all()
    with pytest.raises(RoleNeeded):
        take(appoint.set_password, user("unit2").id, "new", by=cast.actor(inside, "unit"))


@pytest.mark.parametrize("username", ["", "a", "Upper", "two words", "-first", "名字", "a" * 61])
def test_a_user_name_is_plain(take: Take, username: str) -> None:
    with pytest.raises(RulesBroken) as refused:
        take(appoint.add_user, username, "-", user("unit").person_id)
    assert codes(refused) == ["bad_username"]


def test_a_user_name_is_given_once(take: Take) -> None:
    with pytest.raises(RulesBroken) as refused:
        take(appoint.add_user, "unit", "-", user("unit").person_id)
    assert codes(refused) == ["username_taken"]


def test_an_officer_is_introduced_without_a_number(inside: Flask, take: Take) -> None:
    person_id = take(enrol.introduce, "周敏")
    user_id = take(appoint.add_user, "officer", "-", person_id)
    take(appoint.grant, user_id, "district", "510104")
    assert cast.actor(inside, "officer").role == "district"
