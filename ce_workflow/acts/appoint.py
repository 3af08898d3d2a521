"""Accounts and roles: who is appointed to what, by whom, until when.

Nobody appoints themselves; administrator, auditor and security officer are three
different natural persons (等保三员). Granting ends nothing. A grant is never deleted,
only ended; with it end the sessions in that role, and claims that wait at a desk where
nobody is left are passed on in the same transaction.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from types import SimpleNamespace

from sqlalchemy import insert, select, update

from ce_workflow.acts.enrol import may_appoint
from ce_workflow.acts.log_in import fresh_token
from ce_workflow.acts.pass_on import pass_on
from ce_workflow.acts.record import Codes, record
from ce_workflow.errors import Finding, NotFound, RulesBroken
from ce_workflow.people.actor import SYSTEM, Actor
from ce_workflow.people.roles import GRANTED, LABELS, SCOPE_KIND, clash
from ce_workflow.store import sessions
from ce_workflow.store.database import db
from ce_workflow.store.people import held, organisation, roles_of_person, user_named
from ce_workflow.store.tables import Grant, Person, Session, User
from ce_workflow.trail.event import ENDED, GIVEN, of_grant
from ce_workflow.trail.said import of_user
from ce_workflow.words import N_, Text

USERNAME = re.compile(r"[a-z0-9][a-z0-9._-]{1,59}")


def add_user(username: str, password_hash: str, person_id: str, actor: Actor, *, at: datetime, request_id: str) -> int:
    """An account for a person; its number. The password was hashed, and found good enough, before."""
    may_appoint(actor, at)
    if not USERNAME.fullmatch(username):
        text = N_("A user name has 2 to 60 lower-case letters, digits and . _ -, and begins with a letter or digit.")
        raise RulesBroken([Finding("bad_username", Text(text), field="username")])
    if user_named(username) is not None:
        text = N_("There is an account named “%(username)s” already.")
        raise RulesBroken([Finding("username_taken", Text(text, username=username), field="username")])
    _lock(person_id)
    values = {"username": username, "password_hash": password_hash, "person_id": person_id, "created_at": at}
    user_id = int(db.session.scalars(insert(User).values(active=True, **values).returning(User.id)).one())
    _say(person_id, "add_user", of_user(values | {"id": user_id}), actor, at=at, request_id=request_id)
    return user_id


def grant(
    user_id: int,
    role: str,
    scope: str,
    actor: Actor,
    *,
    at: datetime,
    request_id: str,
    valid_from: datetime | None = None,
    valid_to: datetime | None = None,
) -> int:
    """A role for the organisation `scope` ('' for roles without one), from `at` on unless told; its number."""
    may_appoint(actor, at)
    user = _user(user_id)
    _lock(user.person_id)
    found = [*_against_scope(role, scope), *_against_person(user, role, scope, actor, at)]
    if valid_to is not None and valid_to <= (valid_from or at):
        text = N_("The end must come after the beginning.")
        found.append(Finding("ends_before_it_starts", Text(text), field="valid_to"))
    if found:
        raise RulesBroken(found)
    values = {"user_id": user_id, "person_id": user.person_id, "role": role, "scope": scope}
    values |= {"valid_from": valid_from or at, "valid_to": valid_to, "granted_by": actor.user_id}
    grant_id = int(db.session.scalars(insert(Grant).values(**values).returning(Grant.id)).one())
    codes = of_grant(SimpleNamespace(id=grant_id, **values))
    _say(user.person_id, GIVEN, codes, actor, at=at, request_id=request_id)
    return grant_id


def end_grant(grant_id: int, actor: Actor, *, at: datetime, request_id: str) -> None:
    """The role ends now: with its sessions; claims that nobody is left to decide are passed on."""
    may_appoint(actor, at)
    row = db.session.execute(select(Grant.__table__).where(Grant.id == grant_id)).mappings().first()
    if row is None or (row["valid_to"] is not None and row["valid_to"] <= at):
        raise NotFound
    if row["person_id"] == actor.person_id:
        raise RulesBroken([_own()])
    _lock(row["person_id"])
    _end([SimpleNamespace(**row)], actor, at=at, request_id=request_id)


def disable_user(user_id: int, actor: Actor, *, at: datetime, request_id: str) -> None:
    """The account is closed: its roles and sessions end. The person and all that they did stay."""
    may_appoint(actor, at)
    user = _user(user_id)
    _lock(user.person_id)
    if user.person_id == actor.person_id:
        raise RulesBroken([_own()])
    db.session.execute(update(User).where(User.id == user_id).values(active=False))
    _say(user.person_id, "disable_user", {"user": user_id}, actor, at=at, request_id=request_id)
    g = Grant.__table__.c
    asked = select(Grant.__table__).where(g.user_id == user_id, g.valid_to.is_(None) | (g.valid_to > at))
    _end([SimpleNamespace(**row) for row in db.session.execute(asked).mappings()], actor, at=at, request_id=request_id)
    _end_sessions(user_id, None, at)


def set_own_password(token: str, actor: Actor, password_hash: str, *, at: datetime, request_id: str) -> str:
    """Another password for the account that asks; its log-in goes on under the token returned, all others end."""
    logged_in_at = sessions.end(token, at)
    if logged_in_at is None or actor.user_id is None:
        raise NotFound
    _set_password(_user(actor.user_id), password_hash, actor, at=at, request_id=request_id)
    fresh = fresh_token()
    sessions.begin(fresh, actor.user_id, actor.role, at, logged_in_at)
    return fresh


def set_password(user_id: int, password_hash: str, actor: Actor, *, at: datetime, request_id: str) -> None:
    """Another password, by an administrator; every session of the account ends."""
    may_appoint(actor, at)
    _set_password(_user(user_id), password_hash, actor, at=at, request_id=request_id)


def _set_password(user: SimpleNamespace, password_hash: str, actor: Actor, *, at: datetime, request_id: str) -> None:
    db.session.execute(update(User).where(User.id == user.id).values(password_hash=password_hash))
    codes = of_user(vars(user) | {"password_hash": password_hash})
    _say(user.person_id, "set_password", codes, actor, at=at, request_id=request_id)
    _end_sessions(user.id, None, at)


def _end(grants: Sequence[SimpleNamespace], actor: Actor, *, at: datetime, request_id: str) -> None:
    for row in grants:
        ends = max(at, row.valid_from)
        db.session.execute(update(Grant).where(Grant.id == row.id).values(valid_to=ends))
        _end_sessions(row.user_id, row.role, at)
        codes = of_grant(SimpleNamespace(**vars(row) | {"valid_to": ends}))
        _say(row.person_id, ENDED, codes, actor, at=at, request_id=request_id)
    pass_on({row.scope for row in grants if row.scope}, SYSTEM, at=at, request_id=request_id)


def _end_sessions(user_id: int, role: str | None, at: datetime) -> None:
    """End the log-ins of the account, or those in one role."""
    asked = update(Session).where(Session.user_id == user_id, Session.ended_at.is_(None)).values(ended_at=at)
    db.session.execute(asked if role is None else asked.where(Session.role == role))


def _against_scope(role: str, scope: str) -> list[Finding]:
    """The role is one that can be given, and for an organisation of its kind."""
    if role not in GRANTED:
        text = Text(N_("There is no role “%(role)s” to be given."), role=role)
        return [Finding("unknown_role", text, field="role")]
    wanted, label = SCOPE_KIND[role], Text(LABELS[role])
    if wanted is None:
        text = Text(N_("%(role)s: nobody is appointed to this for one organisation."), role=label)
        return [Finding("scope_not_asked", text, field="scope")] if scope else []
    if not scope:
        text = Text(N_("%(role)s: write the code of the organisation for which the role is held."), role=label)
        return [Finding("scope_missing", text, field="scope")]
    found = organisation(scope)
    if found is None:
        text = Text(N_("There is no organisation with the code “%(code)s”."), code=scope)
        return [Finding("unknown_organisation", text, field="scope")]
    if found.kind != wanted:
        text = Text(N_("%(role)s: “%(name)s” is not the kind of organisation for it."), role=label, name=found.name)
        return [Finding("wrong_organisation", text, field="scope")]
    return []


def _against_person(user: SimpleNamespace, role: str, scope: str, actor: Actor, at: datetime) -> list[Finding]:
    """Not to oneself, not to a closed account, not twice, and not beside a role that excludes it."""
    found = []
    if user.person_id == actor.person_id:
        found.append(_own())
    if not user.active:
        found.append(Finding("account_closed", Text(N_("This account is closed.")), field="username"))
    g = Grant.__table__.c
    same = (g.user_id == user.id, g.role == role, g.scope == scope, held(at))
    if role in GRANTED and scope.isprintable() and db.session.execute(select(g.id).where(*same)).first():
        found.append(Finding("held_already", Text(N_("The account holds this role already.")), field="role"))
    if held_role := clash(roles_of_person(user.person_id, at), role):
        text = N_("This person is %(held)s already: administrator, auditor and security officer are three persons.")
        found.append(Finding("roles_clash", Text(text, held=Text(LABELS[held_role])), field="role"))
    return found


def _own() -> Finding:
    text = N_("Nobody changes their own roles: another administrator has to do it.")
    return Finding("own_roles", Text(text), field="username")


def _user(user_id: int) -> SimpleNamespace:
    row = db.session.execute(select(User.__table__).where(User.id == user_id)).mappings().first()
    if row is None:
        raise NotFound
    return SimpleNamespace(**row)


def _lock(person_id: str) -> None:
    """Two appointments of one person at once take turns, so that each sees what the other gave."""
    if db.session.scalar(select(Person.id).where(Person.id == person_id).with_for_update()) is None:
        raise NotFound


def _say(
    person_id: str,
    action: str,
    codes: Codes,
    actor: Actor,
    *,
    at: datetime,
    request_id: str,
) -> None:
    record("person", {person_id: (action, codes)}, actor, at=at, request_id=request_id)
