"""Accounts and roles, for administrators. Nothing of any claim is shown here, and identity numbers only masked."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from typing import Any

from flask import Blueprint, current_app, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from ce_workflow import clock
from ce_workflow.acts import appoint, doorway, enrol, passwords
from ce_workflow.errors import Finding, NotFound, RulesBroken
from ce_workflow.kinds.fields import typed_day
from ce_workflow.people import id_number
from ce_workflow.people.names import normalise
from ce_workflow.people.roles import ADMIN
from ce_workflow.people.roles import LABELS as ROLE_LABELS
from ce_workflow.store import accounts, organisations
from ce_workflow.store.people import persons_with
from ce_workflow.store.sealing import CannotOpen
from ce_workflow.web.cursors import LARGEST, asked
from ce_workflow.web.frame import answered, current_actor, refuse, request_id, roles, say
from ce_workflow.web.people_forms import AccountForm, GrantForm, PasswordForm
from ce_workflow.words import N_, Text

ACCOUNT = f"/<int(max={LARGEST}):user_id>"
NOBODY_HAS_IT = Text(N_("Nobody on the rosters has this identity number. Load the roster of the unit first."))
ONE_OF_TWO = Text(N_("Give the identity number of a person on the rosters, or the name of a person who is on none."))
NO_NAME = Text(N_("Write the user name with which the account logs in."))
USERNAME = re.compile(r"[a-z0-9][a-z0-9._-]*")
NO_DAY = Text(N_("Write the day like 2019-12-31."))

bp = Blueprint("people", __name__, url_prefix="/people")


@bp.get("/")
@roles(ADMIN)
def index() -> str:
    """Accounts in the order of their user names, from the one that is asked for on; or those of a person so named."""
    start, words = (asked(name) for name in ("from", "q"))
    sought = {"begins": words} if USERNAME.fullmatch(words) else {"name": words or None}
    rows = accounts.page(start, **sought, limit=accounts.PAGE + 1)
    more = len(rows) > accounts.PAGE
    return render_template(
        "people/index.html",
        rows=rows[: accounts.PAGE],
        roles_of=accounts.roles_of([row.id for row in rows], clock.now()),
        sought=words,
        paged=bool(start),
        next=rows[-1].username if more else None,
    )


@bp.get("/new")
@roles(ADMIN)
def new() -> str:
    """The form for another account."""
    return render_template("people/new.html", form=AccountForm())


@bp.post("/new")
@roles(ADMIN)
def add() -> ResponseReturnValue:
    """Another account, for a person on a roster or for an officer who is on none."""
    form = AccountForm()
    try:
        user_id = _open_account(form)
    except RulesBroken as refusal:
        form.lay(refusal.findings)
        return render_template("people/new.html", form=form, findings=refusal.findings), answered(refusal, "add_user")
    flash(say(N_("The account is there. Give it a role next.")), "done")
    return redirect(url_for("people.show", user_id=user_id), 303)


@bp.get(ACCOUNT)
@roles(ADMIN)
def show(user_id: int) -> str:
    """One account: its person, its roles, and what may be done with it."""
    return _account(user_id)


@bp.post(f"{ACCOUNT}/grants")
@roles(ADMIN)
def grant(user_id: int) -> ResponseReturnValue:
    """A role for an organisation, until a day if one is given."""
    form = GrantForm()
    try:
        until = _end_of(form.valid_to.data)
        role, scope = form.role.data or "", (form.scope.data or "").strip()
        _enter("grant", lambda told: appoint.grant(user_id, role, scope, current_actor(), valid_to=until, **told))
    except RulesBroken as refusal:
        form.lay(refusal.findings)
        return _account(user_id, grant_form=form, findings=refusal.findings), answered(refusal, "grant")
    flash(say(N_("The role is given.")), "done")
    return redirect(url_for("people.show", user_id=user_id), 303)


@bp.post(f"{ACCOUNT}/grants/<int(max={LARGEST}):grant_id>/end")
@roles(ADMIN)
def end_grant(user_id: int, grant_id: int) -> ResponseReturnValue:
    """The role ends now, with its log-ins."""
    if grant_id not in {row.id for row in accounts.grants(user_id)}:
        refuse("end_grant", NotFound())
    return _done(
        user_id,
        "end_grant",
        lambda told: appoint.end_grant(grant_id, current_actor(), **told),
        N_("The role has ended."),
    )


@bp.post(f"{ACCOUNT}/disable")
@roles(ADMIN)
def disable(user_id: int) -> ResponseReturnValue:
    """The account is closed, with its roles and log-ins."""
    return _done(
        user_id,
        "disable_user",
        lambda told: appoint.disable_user(user_id, current_actor(), **told),
        N_("The account is closed."),
    )


@bp.post(f"{ACCOUNT}/password")
@roles(ADMIN)
def set_password(user_id: int) -> ResponseReturnValue:
    """Another password; every log-in of the account ends."""
    form, row = PasswordForm(), accounts.one(user_id)
    if row is None:
        refuse("set_password", NotFound())
        raise AssertionError("unreachable")
    password = form.new_password.data or ""
    if found := passwords.weaknesses(password, row.username):
        renamed = [Finding(f.code, f.text, f.clause, f.level, "new_password") for f in found]
        form.lay(renamed)
        return _account(user_id, password_form=form, findings=renamed), answered(RulesBroken(renamed), "set_password")
    hashed = passwords.hash_password(password, passwords.cost_of(current_app.config))
    return _done(
        user_id,
        "set_password",
        lambda told: appoint.set_password(user_id, hashed, current_actor(), **told),
        N_("The password is changed, and every log-in of the account has ended."),
    )


def _enter(act: str, work: Any) -> Any:
    """`work(told)` as an act of this request; `told` is the time and the request's id."""
    told: dict[str, Any] = {"at": clock.now(), "request_id": request_id()}
    return doorway.enter(act, lambda: work(told), current_actor(), **told)


def _done(user_id: int, act: str, work: Any, words: str) -> ResponseReturnValue:
    """Do it and show the account again; or the account with what stands against it."""
    try:
        _enter(act, work)
    except RulesBroken as refusal:
        return _account(user_id, findings=refusal.findings), answered(refusal, act)
    flash(say(words), "done")
    return redirect(url_for("people.show", user_id=user_id), 303)


def _account(
    user_id: int,
    *,
    grant_form: GrantForm | None = None,
    password_form: PasswordForm | None = None,
    findings: Any = (),
) -> str:
    row, at = accounts.one(user_id), clock.now()
    if row is None:
        raise NotFound
    return render_template(
        "people/show.html",
        account=row,
        number=_masked(row),
        grants=[(grant, accounts.is_open(grant, at)) for grant in accounts.grants(user_id)],
        grant_form=grant_form or GrantForm(formdata=None),
        password_form=password_form or PasswordForm(formdata=None),
        findings=findings,
        role_labels=ROLE_LABELS,
        organisations=organisations.authorities(),
        own=row.person_id == current_actor().person_id,
    )


def _masked(row: Any) -> str:
    """The identity number as it may be shown; nothing where there is none, or where it was erased."""
    if not row.id_sealed:
        return ""
    try:
        return id_number.masked(current_app.extensions["ce"].vault.open(row.person_id, row.wrapped, row.id_sealed))
    except CannotOpen:
        return ""


def _person(form: AccountForm) -> tuple[str | None, str, list[Finding]]:
    """(id of a known person, else the name of a new one, else what is wrong)."""
    typed, name = form.id_number.data or "", (form.name.data or "").strip()
    if bool(typed) == bool(name):
        return None, "", [Finding("person_missing", ONE_OF_TWO, field="id_number")]
    if name:
        spelt = normalise(name)
        return (None, "", [spelt]) if isinstance(spelt, Finding) else (None, spelt, [])
    number = id_number.normalise(typed)
    if isinstance(number, Finding):
        return None, "", [number]
    known = list(persons_with([current_app.extensions["ce"].vault.index_of(number)]).values())
    if not known:
        return None, "", [Finding("unknown_person", NOBODY_HAS_IT, field="id_number")]
    return known[0].id, "", []


def _open_account(form: AccountForm) -> int:
    """The number of the new account; raises RulesBroken."""
    username, password, actor = (form.username.data or "").strip(), form.password.data or "", current_actor()
    person_id, name, found = _person(form)
    if not username:
        found = [Finding("username_missing", NO_NAME, field="username"), *found]
    if found := [*found, *passwords.weaknesses(password, username)]:
        raise RulesBroken(found)
    hashed = passwords.hash_password(password, passwords.cost_of(current_app.config))

    def work(told: dict[str, Any]) -> int:
        known = person_id or enrol.introduce(name, actor, **told)
        return appoint.add_user(username, hashed, known, actor, **told)

    return int(_enter("add_user", work))


def _end_of(typed: str | None) -> datetime | None:
    """The end of the day in Chengdu; raises RulesBroken for what is no day."""
    if not (typed or "").strip():
        return None
    on = typed_day(typed)
    if on is None or on == date.max:
        raise RulesBroken([Finding("bad_date", NO_DAY, field="valid_to")])
    return datetime.combine(on + timedelta(days=1), time(), clock.CHENGDU)
