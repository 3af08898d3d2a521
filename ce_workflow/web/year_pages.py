"""Years as everybody in the house reads them and the city edits them: days, needs, themes, reopening."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from ce_workflow import clock
from ce_workflow.acts import doorway, reopening, year_typed
from ce_workflow.acts import years as acts
from ce_workflow.acts.years import PLATFORM_CLASSES
from ce_workflow.errors import Moved, NotFound, Refusal, RulesBroken
from ce_workflow.people.roles import CITY
from ce_workflow.states.years import BY_NAME, CLOSING, DAY_LABELS, LABELS, LOCKED, NEED_LABELS, state_of
from ce_workflow.store import years
from ce_workflow.store.tables.years import ASKED, REQUEST_LABELS
from ce_workflow.web.frame import answered, any_role, current_actor, refuse, request_id, roles, say
from ce_workflow.web.inputs import anchored
from ce_workflow.web.year_forms import DaysForm, NeedsForm, NewForm, ReopenForm, ThemeForm, YearForm
from ce_workflow.words import N_

YEAR = "/<int(fixed_digits=4):year>"
REQUEST = f"{YEAR}/requests/<int(max=999999999):number>"
Told = dict[str, Any]

bp = Blueprint("years", __name__, url_prefix="/years")


@bp.get("/")
@any_role
def index() -> str:
    """Every year with its state and its days."""
    return _index(_new(sent=False))


@bp.post("/new")
@roles(CITY)
def add() -> ResponseReturnValue:
    """Another year."""
    form = _new(sent=True)
    text = (form.year.data or "").strip()
    number = int(text) if text.isascii() and text.isdecimal() and len(text) == 4 else 0
    try:
        _enter("open_year", lambda told: acts.open_year(number, year_typed.read(form.typed()), **told))
    except RulesBroken as refusal:
        form.refused()
        return _index(form, refusal), answered(refusal, "open_year")
    form.sent()
    flash(say(N_("The year is there. Set its themes next.")), "done")
    return redirect(url_for("years.show", year=number), 303)


@bp.get(YEAR)
@any_role
def show(year: int) -> str:
    """One year; forms for the city."""
    return _page(_row(year))


@bp.post(f"{YEAR}/days")
@roles(CITY)
def set_days(year: int) -> ResponseReturnValue:
    """The days that have not passed."""
    form = _forms(_row(year), "days")["days"]
    return _change(
        year, form, lambda told: acts.change(year, year_typed.read(form.typed()), **told), N_("The days are set.")
    )


@bp.post(f"{YEAR}/needs")
@roles(CITY)
def set_needs(year: int) -> ResponseReturnValue:
    """What the year asks for."""
    form = NeedsForm(_row(year), sent=True)
    words = N_("What the year asks for is set.")
    return _change(year, form, lambda told: acts.change(year, year_typed.read(form.typed()), **told), words)


@bp.post(f"{YEAR}/themes")
@roles(CITY)
def add_theme(year: int) -> ResponseReturnValue:
    """One more theme."""
    form = ThemeForm(_row(year), sent=True)
    new = (form.theme.data or "", form.platform_class.data or "")
    return _change(year, form, lambda told: acts.add_theme(year, new, **told), N_("The theme is added."))


@bp.post(f"{YEAR}/themes/remove")
@roles(CITY)
def remove_theme(year: int) -> ResponseReturnValue:
    """One theme less."""
    form = ThemeForm(_row(year), sent=True)
    old = (request.form.get("old_theme", ""), request.form.get("old_class", ""))
    form.read = request.form.get("seen", "")
    return _change(year, form, lambda told: acts.remove_theme(year, old, **told), N_("The theme is removed."))


@bp.post(f"{YEAR}/reopen")
@roles(CITY)
def ask(year: int) -> ResponseReturnValue:
    """Ask for what has passed to be moved or lifted."""
    form = ReopenForm(_row(year), sent=True)

    def work(told: Told) -> int:
        return reopening.ask(year, year_typed.read(form.typed()), form.reason.data or "", **told)

    return _change(year, form, work, N_("It is asked for. Another officer of the city has to confirm it."))


@bp.post(f"{REQUEST}/confirm")
@roles(CITY)
def confirm(year: int, number: int) -> ResponseReturnValue:
    """Reopen the year as somebody else asked for it."""
    words = N_("The year is reopened.")
    return _change(year, None, lambda told: reopening.confirm(year, number, **told), words, "reopen_year")


@bp.post(f"{REQUEST}/drop")
@roles(CITY)
def drop(year: int, number: int) -> ResponseReturnValue:
    """End the request, and reopen nothing."""
    words = N_("The request is dropped; nothing has changed.")
    return _change(year, None, lambda told: reopening.drop(year, number, **told), words, "drop_reopening")


def _change(
    year: int, form: YearForm | None, work: Callable[[Told], Any], words: str, act: str = "change_year"
) -> ResponseReturnValue:
    """Do it and show the year again; or the year with what was typed and what stands against it."""
    more = {"seen": form.seen_number} if form is not None else {}
    try:
        _enter(act, lambda told: work(told | more))
    except (RulesBroken, Moved) as refusal:
        if form is not None:
            form.refused()
        return _page(_row(year), form, refusal), answered(refusal, act)
    if form is not None:
        form.sent()
    flash(say(words), "done")
    return redirect(url_for("years.show", year=year), 303)


def _enter(act: str, work: Callable[[Told], Any]) -> Any:
    """`work(told)` as an act of this request; `told` is the actor, the time and the request's id."""
    actor, at = current_actor(), clock.now()
    told = {"actor": actor, "at": at, "request_id": request_id()}
    return doorway.enter(act, lambda: work(told), actor, at=at, request_id=request_id())


def _row(year: int) -> Any:
    row = years.one(year)
    if row is None:
        refuse("read_year", NotFound())
    return row


def _new(*, sent: bool) -> NewForm:
    return NewForm(len(years.listed()), sent=sent)


def _forms(row: Any, sent: str = "") -> dict[str, Any]:
    """Every form of the page by its name; the one that was `sent` as it was typed."""
    state = state_of(row, clock.day_of(clock.now()))
    found: dict[str, Any] = {"days": DaysForm(row, sent=sent == "days", state=state)}
    return found | {made.name: made(row, sent=sent == made.name) for made in (NeedsForm, ThemeForm, ReopenForm)}


def _index(form: NewForm, refusal: Refusal | None = None) -> str:
    today = clock.day_of(clock.now())
    return render_template(
        "years/index.html",
        rows=[(row, state_of(row, today)) for row in years.listed()],
        labels=LABELS,
        days=DAY_LABELS,
        form=form,
        today=today,
        mine=current_actor().role == CITY,
        refusal=refusal,
        findings=anchored(form, refusal.findings) if refusal else [],
    )


def _page(row: Any, form: YearForm | None = None, refusal: Refusal | None = None) -> str:
    state = state_of(row, clock.day_of(clock.now()))
    forms = _forms(row) | ({form.name: form} if form is not None else {})
    if form is not None:
        form.seen.data = str(row.seq)
    found = list(refusal.findings) if refusal else []
    requests = years.requests(row.year)
    return render_template(
        "years/show.html",
        row=row,
        state=state,
        labels=LABELS,
        days=DAY_LABELS,
        closing=CLOSING,
        needs=NEED_LABELS,
        themes=years.themes(row.year),
        classes=PLATFORM_CLASSES,
        forms=forms,
        mine=current_actor().role == CITY,
        locked=state == LOCKED,
        reopens=state in BY_NAME["reopen_year"].sources and not any(one.state == ASKED for one in requests),
        requests=requests,
        request_labels=REQUEST_LABELS,
        person=current_actor().person_id,
        refusal=refusal,
        findings=anchored(form, found) if form is not None else found,
    )
