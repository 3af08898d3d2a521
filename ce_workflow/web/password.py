"""One's own password: the present one, then another. This log-in goes on, every other one of the account ends."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, current_app, flash, redirect, render_template
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l
from flask_login import login_user
from wtforms import PasswordField

from ce_workflow import clock
from ce_workflow.acts import appoint, doorway, passwords
from ce_workflow.errors import Finding, RulesBroken
from ce_workflow.web.forms import HouseForm
from ce_workflow.web.frame import answered, any_role, request_id, say
from ce_workflow.web.log_in import is_right
from ce_workflow.web.visit import the_visit, visit_of
from ce_workflow.words import N_, Text

WRONG = Text(N_("This is not your present password."))
NOT_TWICE = Text(N_("The two new passwords differ. Type the same one twice."))
UNCHANGED = Text(N_("The new password is the present one."))

bp = Blueprint("password", __name__, url_prefix="/password")


class OwnPasswordForm(HouseForm):
    """The present password, and twice the new one."""

    present_password = PasswordField(_l("Present password"), render_kw={"autocomplete": "current-password"})
    password = PasswordField(
        _l("New password"),
        description=_l(
            "At least %(least)s characters. A few words that belong together only for you are easiest to keep.",
            least=passwords.LEAST_CHARACTERS,
        ),
        render_kw={"autocomplete": "new-password"},
    )
    repeated_password = PasswordField(_l("New password once more"), render_kw={"autocomplete": "new-password"})


@bp.get("/")
@any_role
def show() -> str:
    """The form."""
    return render_template("password.html", form=OwnPasswordForm(formdata=None))


@bp.post("/")
@any_role
def change() -> ResponseReturnValue:
    """Another password for one's own account."""
    form, visit = OwnPasswordForm(), the_visit()
    present, password = form.present_password.data or "", form.password.data or ""
    found = _against(visit.actor.username, present, password, form.repeated_password.data or "")
    if found:
        form.lay(found)
        refusal = RulesBroken(found)
        refusal.recorded = any(finding.text == WRONG for finding in found)  # as a failed log-in
        return render_template("password.html", form=form, findings=found), answered(refusal, "set_password")
    hashed = passwords.hash_password(password, passwords.cost_of(current_app.config))
    told: dict[str, Any] = {"at": clock.now(), "request_id": request_id()}
    token = doorway.enter(
        "set_password",
        lambda: appoint.set_own_password(visit.token, visit.actor, hashed, **told),
        visit.actor,
        **told,
    )
    login_user(visit_of(token))
    flash(say(N_("Your password is changed. Every other log-in of your account has ended.")), "done")
    return redirect("/password/", 303)


def _against(username: str, present: str, password: str, again: str) -> list[Finding]:
    """Everything that is wrong at once. Whether the present one is right is asked last, since each look is counted."""
    found = passwords.weaknesses(password, username)
    if password != again:
        found.append(Finding("password_not_twice", NOT_TWICE, field="repeated_password"))
    if password and password == present:
        found.append(Finding("password_unchanged", UNCHANGED, field="password"))
    if not is_right(username, present):
        found.insert(0, Finding("password_wrong", WRONG, field="present_password"))
    return found
