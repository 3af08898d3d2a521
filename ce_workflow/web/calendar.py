"""The calendar of working days of a year: read by everybody in the house, corrected by the city."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from flask import Blueprint, Flask, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l
from wtforms import StringField

from ce_workflow import clock
from ce_workflow.acts import calendar_days as acts
from ce_workflow.acts import doorway
from ce_workflow.errors import NotFound, Refusal, RulesBroken
from ce_workflow.kinds.fields import FIRST_YEAR, LAST_YEAR
from ce_workflow.people.roles import CITY
from ce_workflow.store import calendar as kept
from ce_workflow.store import years
from ce_workflow.store.tables.calendar import LONGEST_DOCUMENT
from ce_workflow.web.forms import HouseForm
from ce_workflow.web.frame import answered, any_role, current_actor, refuse, request_id, roles, say
from ce_workflow.web.inputs import ChoiceField, DayField, anchored
from ce_workflow.words import N_, Text
from ce_workflow.working_days import HOLIDAYS, KIND_LABELS, Calendar, holidays_of, is_arranged

YEAR = "/<int(fixed_digits=4):year>/calendar"
_SHORT = {"maxlength": LONGEST_DOCUMENT, "autocomplete": "off"}

bp = Blueprint("calendar", __name__, url_prefix="/years")


class DayForm(HouseForm):
    """A day that is worked, or off, by which document, and why."""

    day = DayField(_l("Day"))
    kind = ChoiceField(_l("It is a"))
    document = StringField(_l("Document number"), render_kw=_SHORT)
    reason = StringField(_l("Reason"), render_kw=_SHORT)

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        self.kind.offer([(code, say(label)) for code, label in KIND_LABELS.items()], say(N_("Please choose")))


def open_door(app: Flask) -> None:
    app.jinja_env.filters["day_off"] = day_off


def day_off(on: date | None) -> Text | None:
    """That a deadline which is still to come falls on a day off, and when work goes on; None where it does not."""
    if on is None or on < clock.day_of(clock.now()):
        return None
    return calendar().note(on)


def calendar() -> Calendar:
    """As it holds now; read once a request."""
    if "calendar" not in g:
        g.calendar = kept.calendar()
    found: Calendar = g.calendar
    return found


@bp.get(YEAR)
@any_role
def show(year: int) -> str:
    """The holidays of one year, the weekends that are worked, and what the city corrected; a form for the city."""
    return _page(year, DayForm(formdata=None))


@bp.post(f"{YEAR}/days")
@roles(CITY)
def set_day(year: int) -> ResponseReturnValue:
    """One more correction."""
    form = DayForm()
    raw = {name: form[name].data or "" for name in ("day", "kind", "document", "reason")}
    words = N_("The day is set. Periods of working days that begin from now on are counted by it.")
    return _change(year, form, "set_day", lambda told: acts.set_day(raw, **told), words)


@bp.post(f"{YEAR}/days/<int(max=999999999):number>/take-back")
@roles(CITY)
def take_back(year: int, number: int) -> ResponseReturnValue:
    """One correction less."""
    words = N_("It is taken back; the day is what it was arranged to be.")
    form = DayForm(formdata=None)
    return _change(year, form, "take_day_back", lambda told: acts.take_back(number, **told), words)


def _change(
    year: int, form: DayForm, act: str, work: Callable[[dict[str, Any]], Any], words: str
) -> ResponseReturnValue:
    """Do it and show the calendar again; or with what was typed and what stands against it."""
    told: dict[str, Any] = {"actor": current_actor(), "at": clock.now(), "request_id": request_id()}
    try:
        doorway.enter(act, lambda: work(told), **told)
    except RulesBroken as refusal:
        return _page(year, form, refusal), answered(refusal, act)
    flash(say(words), "done")
    typed = request.form.get("day", "")[:4]
    shown = int(typed) if typed.isascii() and typed.isdecimal() else year
    return redirect(url_for("calendar.show", year=shown), 303)


def _page(year: int, form: DayForm, refusal: Refusal | None = None) -> str:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        refuse("read_calendar", NotFound())
    today = clock.day_of(clock.now())
    return render_template(
        "years/calendar.html",
        year=year,
        there=years.one(year) is not None,
        around=[other for other in (year - 1, year + 1) if FIRST_YEAR <= other <= LAST_YEAR],
        arranged=is_arranged(year),
        holidays=holidays_of(year),
        called=HOLIDAYS,
        working=calendar().count(date(year, 1, 1), date(year, 12, 31)),
        corrections=kept.corrections(year),
        kinds=KIND_LABELS,
        today=today,
        mine=current_actor().role == CITY,
        form=form,
        refusal=refusal,
        findings=anchored(form, refusal.findings) if refusal else [],
    )
