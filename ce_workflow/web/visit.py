"""A visit: who has logged in, read anew from the session's row at every request.

The cookie carries the token, the row its hash. A session that ended, idled for 30
minutes or is 12 hours old is none; a role that was taken away is gone at the next
request.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from flask import Flask
from flask_login import LoginManager, current_user

from ce_workflow import clock
from ce_workflow.people.actor import NOBODY, Actor
from ce_workflow.store import sessions
from ce_workflow.store.people import scopes_by_role
from ce_workflow.store.transaction import transaction
from ce_workflow.web.expired import LoggedOut

SEEN_EVERY = timedelta(minutes=1)

login_manager = LoginManager()
login_manager.session_protection = None  # the row decides, not the address or the browser


@dataclass(frozen=True)
class Visit:
    """What flask-login calls a user: one log-in of an account, with the role taken for now."""

    token: str
    actor: Actor
    person_name: str
    held: dict[str, tuple[str, ...]]
    is_authenticated: bool = True
    is_active: bool = True
    is_anonymous: bool = False

    def get_id(self) -> str:
        return self.token


def open_door(app: Flask) -> None:
    login_manager.init_app(app)


@login_manager.user_loader
def visit_of(token: str) -> Visit | None:
    """The visit that this token opens, if it still does."""
    at = clock.now()
    row = sessions.find(token, at)
    if row is None:
        return None
    held = scopes_by_role(row.user_id, at)
    role = row.role if row.role in held else next(iter(held), None)
    if role is None:
        return None
    if at - row.seen_at >= SEEN_EVERY:
        transaction(lambda: sessions.touch(token, at))
    actor = Actor(row.user_id, row.username, row.person_id, role, held[role])
    return Visit(token, actor, row.person_name, held)


def current_visit() -> Visit | None:
    """The visit of this request, None for whoever has not logged in."""
    return current_user._get_current_object() if current_user.is_authenticated else None  # noqa: SLF001


def the_visit() -> Visit:
    """The visit of this request, in views that nobody opens without one."""
    visit = current_visit()
    if visit is None:
        raise LoggedOut
    return visit


def current_actor() -> Actor:
    """Who asks, in the role taken for this request; NOBODY for whoever has not logged in."""
    visit = current_visit()
    return visit.actor if visit else NOBODY
