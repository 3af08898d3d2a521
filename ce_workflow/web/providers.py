"""The public directory of CE bases and learning platforms; the city says until when their evaluation holds."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l
from wtforms import HiddenField

from ce_workflow import clock
from ce_workflow.acts import bases, doorway
from ce_workflow.errors import Finding, Moved, NotFound, Refusal, RulesBroken
from ce_workflow.kinds.fields import typed_day
from ce_workflow.people.roles import CITY
from ce_workflow.store import organisations
from ce_workflow.web.forms import HouseForm
from ce_workflow.web.frame import answered, current_actor, current_visit, public, refuse, request_id, roles, say
from ce_workflow.web.inputs import DayField, anchored
from ce_workflow.words import N_, Text

NO_DAY = Text(N_("Write the day like 2019-12-31."))

bp = Blueprint("providers", __name__)


class ValidityForm(HouseForm):
    """From when until when the evaluation of a base holds."""

    seen = HiddenField()
    valid_from = DayField(_l("Evaluation valid from"))
    valid_to = DayField(_l("Evaluation valid until"))


@bp.get("/providers")
@public
def index() -> str:
    """Who may teach, until when their evaluation holds, and where their courses are."""
    visit, bases = current_visit(), organisations.bases()
    spans = Counter((base.valid_from, base.valid_to) for base in bases)
    common, count = spans.most_common(1)[0] if spans else (None, 0)
    return render_template(
        "providers.html",
        bases=bases,
        common=common if count > len(bases) / 2 and common != (None, None) else None,
        today=clock.day_of(clock.now()),
        link=safe_link,
        mine=visit is not None and visit.actor.role == CITY,
    )


@bp.get("/providers/<code>")
@roles(CITY)
def show(code: str) -> str:
    """The days of one base, to be set."""
    row = _row(code)
    days = {name: (on := getattr(row, name)) and on.isoformat() for name in ("valid_from", "valid_to")}
    return _page(row, ValidityForm(formdata=None, data=days))


@bp.post("/providers/<code>")
@roles(CITY)
def set_validity(code: str) -> ResponseReturnValue:
    """Set the days, if the base is as it was read."""
    row, form, actor = _row(code), ValidityForm(), current_actor()
    told: dict[str, Any] = {"at": clock.now(), "request_id": request_id()}
    seen = int(form.seen.data) if (form.seen.data or "").isdecimal() else 0
    try:
        first, last = _days(form)
        doorway.enter(
            "change_base", lambda: bases.set_validity(code, first, last, actor, seen=seen, **told), actor, **told
        )
    except (RulesBroken, Moved) as refusal:
        return _page(_row(code), form, refusal), answered(refusal, "change_base")
    flash(say(Text(N_("The days of “%(name)s” are set."), name=row.name)), "done")
    return redirect(url_for("providers.index"), 303)


def safe_link(address: str | None) -> str | None:
    """The address if it leads to a web page; anything else is shown as text, not as a link."""
    return address if address and address.lower().startswith(("https://", "http://")) else None


def _row(code: str) -> Any:
    row = next((base for base in organisations.bases() if base.code == code), None)
    if row is None:
        refuse("read_base", NotFound())
    return row


def _page(row: Any, form: ValidityForm, refusal: Refusal | None = None) -> str:
    form.seen.data = str(row.seq)
    findings = anchored(form, refusal.findings) if refusal else []
    return render_template("provider.html", base=row, form=form, refusal=refusal, findings=findings)


def _days(form: ValidityForm) -> tuple[date | None, date | None]:
    """Both days as they were typed; raises RulesBroken for what is no day."""
    fields = (form.valid_from, form.valid_to)
    read = [typed_day(field.data) if (field.data or "").strip() else None for field in fields]
    wrong = [field.short_name for field, on in zip(fields, read, strict=True) if (field.data or "").strip() and not on]
    if wrong:
        raise RulesBroken(Finding("bad_date", NO_DAY, field=name) for name in wrong)
    return read[0], read[1]
