"""Coming and going: attempts, log-ins, changes of role, log-outs.

An attempt is counted before the password is looked at, so that many at once gain
nothing; a good one is forgiven. Who tries too often waits, longer each time, and is
never locked out. A token is new at each log-in and each change of role. Names that
were typed never come into an event.
"""

from __future__ import annotations

import secrets
from datetime import datetime
from types import SimpleNamespace

from sqlalchemy import select, update

from ce_workflow.acts.record import record, record_security
from ce_workflow.acts.waits import seconds_to_wait
from ce_workflow.errors import NotFound, Refusal, RoleNeeded, TooMany
from ce_workflow.people.actor import NOBODY, Actor
from ce_workflow.store import attempts, sessions
from ce_workflow.store.database import db
from ce_workflow.store.people import scopes_by_role
from ce_workflow.store.tables import User
from ce_workflow.trail.said import of_user
from ce_workflow.words import N_

TOKEN_BYTES = 32
FREE_OF_ACCOUNT = 5
FREE_OF_NETWORK = 50
LONGEST_FOR_ACCOUNT = 300
LONGEST_FOR_NETWORK = 10


class LogInFailed(Refusal):
    """No such account, a wrong password or a closed account: the answer is the same."""

    code = "log_in_failed"
    status = 422
    says = N_("The user name or the password is wrong.")


class NoRole(Refusal):
    """The account is right, but it has nothing to do here at present."""

    code = "no_role"
    status = 403
    says = N_("This account has no role at present. Please ask the administrator of your authority.")


def attempt(username: str, network: str, *, at: datetime) -> SimpleNamespace | None:
    """Count the attempt; the account if there is one: `id`, `username`, `person_id`, `active`, `password_hash`.

    Raises TooMany with the seconds to wait.
    """
    account, net = attempts.account_key(username), attempts.network_key(network)
    found = attempts.failures([account, net], at)
    wait = max(
        seconds_to_wait(found.get(account), at, free=FREE_OF_ACCOUNT, longest=LONGEST_FOR_ACCOUNT),
        seconds_to_wait(found.get(net), at, free=FREE_OF_NETWORK, longest=LONGEST_FOR_NETWORK, every=10),
    )
    if wait > 0:
        raise TooMany(seconds=wait)
    for key in sorted((account, net)):
        attempts.count(key, at)
    if not username.isprintable():
        return None
    row = db.session.execute(select(User.__table__).where(User.username == username)).mappings().first()
    return SimpleNamespace(**row) if row else None


def log_in(user: SimpleNamespace, network: str, *, new_hash: str | None, at: datetime, request_id: str) -> str:
    """A session for the account, whose password was right; its token. Raises NoRole.

    `new_hash` replaces a hash that was made at another cost, with an event of the person's.
    """
    unchanged = select(User.id).where(User.id == user.id, User.active, User.password_hash == user.password_hash)
    if db.session.scalar(unchanged) is None:
        raise LogInFailed
    held = scopes_by_role(user.id, at)
    role = next(iter(held), None)
    if role is None:
        raise NoRole
    actor = Actor(user.id, user.username, user.person_id, role, held[role])
    if new_hash:
        _hash_anew(user, new_hash, actor, at=at, request_id=request_id)
    forgive(user.username, network, at)
    token = fresh_token()
    sessions.begin(token, user.id, role, at)
    record_security([("log_in", {})], actor, at=at, request_id=request_id)
    return token


def _hash_anew(user: SimpleNamespace, new_hash: str, actor: Actor, *, at: datetime, request_id: str) -> None:
    """The same password under another hash, unless it was changed just now."""
    same = (User.id == user.id, User.password_hash == user.password_hash)
    asked = update(User).where(*same).values(password_hash=new_hash).returning(User.id)
    if db.session.scalar(asked) is None:
        raise LogInFailed
    codes = of_user(vars(user) | {"password_hash": new_hash})
    record("person", {user.person_id: ("rehash", codes)}, actor, at=at, request_id=request_id)


def fresh_token() -> str:
    """What a cookie carries: new at each log-in, and whenever what it opens changes."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def forgive(username: str, network: str, at: datetime) -> None:
    """The attempt was a good one, and is not counted against the account."""
    attempts.forgive(attempts.account_key(username), attempts.network_key(network), at)


def turn_away(user: SimpleNamespace | None, *, at: datetime, request_id: str) -> None:
    """Record that an attempt failed: on which account, if there is one."""
    why = "unknown" if user is None else "password" if user.active else "closed"
    codes = {"user": user.id if user else None, "why": why}
    record_security([("log_in_failed", codes)], NOBODY, at=at, request_id=request_id)


def change_role(token: str, role: str, actor: Actor, *, at: datetime, request_id: str) -> str:
    """Another role for what follows, in a new session that ends when the old one would have; its token."""
    held = scopes_by_role(actor.user_id, at) if actor.user_id else {}
    if actor.user_id is None or role not in held:
        raise RoleNeeded
    logged_in_at = sessions.end(token, at)
    if logged_in_at is None:
        raise NotFound
    fresh = fresh_token()
    sessions.begin(fresh, actor.user_id, role, at, logged_in_at)
    now = Actor(actor.user_id, actor.username, actor.person_id, role, held[role])
    codes = {"from": actor.role, "to": role}
    record_security([("role_changed", codes)], now, at=at, request_id=request_id)
    return fresh


def log_out(token: str, actor: Actor, *, at: datetime, request_id: str) -> None:
    """End the session: its cookie, and every copy of it, opens nothing any more."""
    if sessions.end(token, at) is not None:
        record_security([("log_out", {})], actor, at=at, request_id=request_id)
