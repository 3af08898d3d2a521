"""Log-in, log-out and the change of role.

The password is looked at outside of any transaction, by two requests at a time at
most: each look costs memory on purpose. An unknown name costs as much as a known one.
"""

from __future__ import annotations

import ipaddress
import unicodedata
from functools import lru_cache
from threading import BoundedSemaphore
from types import SimpleNamespace

from flask import Blueprint, current_app, flash, redirect, render_template, request, session
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l
from flask_login import login_user, logout_user
from werkzeug.wrappers import Response
from wtforms import HiddenField, PasswordField, StringField

from ce_workflow import clock
from ce_workflow.acts import doorway, log_in, passwords
from ce_workflow.acts.log_in import LogInFailed, NoRole
from ce_workflow.errors import Finding, Refusal, TooMany
from ce_workflow.people.actor import NOBODY
from ce_workflow.store.transaction import transaction
from ce_workflow.web.forms import HouseForm
from ce_workflow.web.frame import any_role, current_visit, public, request_id, say
from ce_workflow.web.local_path import local_path
from ce_workflow.web.visit import the_visit, visit_of
from ce_workflow.words import N_, Text

AT_ONCE = 2
PATIENCE = 10  # seconds
_looks = BoundedSemaphore(AT_ONCE)

bp = Blueprint("log_in", __name__)


class LogInForm(HouseForm):
    """Name and password."""

    username = StringField(_l("User name"), render_kw={"autocomplete": "username", "autocapitalize": "none"})
    password = PasswordField(_l("Password"), render_kw={"autocomplete": "current-password"})
    next = HiddenField()


@bp.get("/login")
@public
def show() -> ResponseReturnValue:
    """The form; whoever has logged in is led on."""
    if current_visit():
        return redirect(local_path(request.args.get("next")))
    return render_template("log_in.html", form=LogInForm(next=local_path(request.args.get("next"))))


@bp.post("/login")
@public
def enter() -> ResponseReturnValue:
    """Log in, and go on to the page that was asked for."""
    form = LogInForm()
    username = unicodedata.normalize("NFC", form.username.data or "").strip()
    password = form.password.data or ""
    found = _unfit(username, password)
    if found:
        return _again(form, findings=found), 422
    try:
        token = _token_for(username, password)
    except (LogInFailed, NoRole) as refusal:
        return _again(form, refusal), refusal.status
    except TooMany as refusal:
        return _again(form, refusal), refusal.status, {"Retry-After": str(refusal.text.params["seconds"])}
    _carry(token)
    return redirect(local_path(form.next.data), 303)


@bp.post("/logout")
@any_role
def leave() -> Response:
    """End the session, here and wherever its cookie was copied to."""
    visit, at = the_visit(), clock.now()
    transaction(lambda: log_in.log_out(visit.token, visit.actor, at=at, request_id=request_id()))
    logout_user()
    session.clear()
    flash(say(N_("You have logged out.")), "done")
    return redirect("/login", 303)


@bp.post("/role")
@any_role
def change_role() -> Response:
    """Take another of one's roles, with a new token."""
    visit, at, role = the_visit(), clock.now(), request.form.get("role", "")
    token = doorway.enter(
        "change_role",
        lambda: log_in.change_role(visit.token, role, visit.actor, at=at, request_id=request_id()),
        visit.actor,
        at=at,
        request_id=request_id(),
    )
    login_user(visit_of(token))
    return redirect("/", 303)


def _unfit(username: str, password: str) -> list[Finding]:
    """What makes it needless to ask whether the password is right."""
    found = []
    if not username:
        found.append(Finding("username_missing", Text(N_("Please type your user name.")), field="username"))
    if not password:
        found.append(Finding("password_missing", Text(N_("Please type your password.")), field="password"))
    unfit = ("password_long", "password_unreadable")
    found += [finding for finding in passwords.weaknesses(password, "") if finding.code in unfit]
    return found


def _token_for(username: str, password: str) -> str:
    """The token of a new session; raises TooMany, LogInFailed or NoRole."""
    at, network, asked = clock.now(), _network(), request_id()
    user = doorway.enter("log_in", lambda: log_in.attempt(username, network, at=at), NOBODY, at=at, request_id=asked)
    right, new_hash = _look(user, password)
    if user is None or not right or not user.active:
        transaction(lambda: log_in.turn_away(user, at=at, request_id=asked))
        raise LogInFailed
    return doorway.enter(
        "log_in",
        lambda: log_in.log_in(user, network, new_hash=new_hash, at=at, request_id=asked),
        NOBODY,
        at=at,
        request_id=asked,
    )


def is_right(username: str, password: str) -> bool:
    """Is it the password of this account? Tries are counted as those at the log-in are. Raises TooMany."""
    at, network, asked = clock.now(), _network(), request_id()
    user = doorway.enter("log_in", lambda: log_in.attempt(username, network, at=at), NOBODY, at=at, request_id=asked)
    right = _look(user, password)[0] and user is not None
    if right:
        transaction(lambda: log_in.forgive(username, network, at))
    else:
        transaction(lambda: log_in.turn_away(user, at=at, request_id=asked))
    return right


def _look(user: SimpleNamespace | None, password: str) -> tuple[bool, str | None]:
    """Is the password right, and what is its hash at the present cost if that has changed?"""
    cost = passwords.cost_of(current_app.config)
    if not _looks.acquire(timeout=PATIENCE):
        raise TooMany(seconds=PATIENCE)
    try:
        right = passwords.verify_password(user.password_hash if user else _nobodys(cost), password)
        changed = right and user is not None and passwords.needs_new_hash(user.password_hash, cost)
        return right, passwords.hash_password(password, cost) if changed else None
    finally:
        _looks.release()


@lru_cache(maxsize=4)
def _nobodys(cost: passwords.Cost) -> str:
    """A hash that no password fits in practice: unknown names take as long as known ones."""
    return passwords.hash_password("nobody's password", cost)


def _carry(token: str) -> None:
    """Give the browser the token in a fresh cookie: whatever it carried before is gone."""
    session.clear()
    login_user(visit_of(token))


def _again(form: LogInForm, refusal: Refusal | None = None, findings: list[Finding] | None = None) -> str:
    form.lay(findings or ())
    text = refusal.text if refusal else None
    return render_template("log_in.html", form=form, text=text, findings=findings)


def _network() -> str:
    """The network that the request comes from: an address of IPv4, the first half of one of IPv6."""
    try:
        address = ipaddress.ip_address(request.remote_addr or "")
    except ValueError:
        return "unknown"
    if address.version == 6:
        return str(ipaddress.ip_network((int(address) >> 64 << 64, 64)))
    return str(address)
