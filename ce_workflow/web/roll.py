"""The roll of a unit: who has met the year and who is short, by how much; and what the unit reduces, by which document.

Reviewers see their own unit, departments and districts theirs, the city every one. Only a reviewer
of the unit decides about reductions.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from ce_workflow import clock
from ce_workflow.acts import doorway, reductions
from ce_workflow.errors import Finding, NotFound, RulesBroken
from ce_workflow.ledger.reductions import REASONS
from ce_workflow.people import titles
from ce_workflow.people.reach import ROLL_READERS
from ce_workflow.people.roles import REVIEWER
from ce_workflow.store import ledger, needs, roll
from ce_workflow.store.tables import Organisation, Year
from ce_workflow.web.cursors import LARGEST, asked
from ce_workflow.web.frame import answered, current_actor, refuse, request_id, roles, say
from ce_workflow.web.roll_forms import ReductionForm
from ce_workflow.web.roll_list import roll_list
from ce_workflow.web.shown import is_masked, person_name
from ce_workflow.web.years import standing_of
from ce_workflow.words import N_

YEAR = "/<int(fixed_digits=4):year>"
PERSON = f"{YEAR}/<person>/reductions"
_PERSON_ID = re.compile(r"[0-9a-f]{32}")

bp = Blueprint("roll", __name__, url_prefix="/roll")


@bp.get("/")
@roles(*ROLL_READERS)
def index() -> str:
    """The roll of the year that began last."""
    begun = ledger.years(clock.day_of(clock.now()))
    return _shown(begun[0]) if begun else render_template("roll/units.html", year=None, units=[], years=[])


@bp.get(YEAR)
@roles(*ROLL_READERS)
def show(year: int) -> str:
    """The roll of a year."""
    return _shown(_year(year))


def _shown(row: Year) -> str:
    """The unit that the address names, or the only one within reach; else the units to choose from."""
    actor, code = current_actor(), request.args.get("unit", "").strip()[:40]
    if code:
        unit = roll.unit(code, actor)
        if unit is None:
            raise NotFound
    else:
        start, sought = (asked(name) for name in ("from", "q"))
        units = roll.units(actor, start, sought=sought, limit=roll.PAGE + 1)
        if len(units) != 1 or start or sought:
            return _units(row, units, start, sought)
        [unit] = units
    today = clock.day_of(clock.now())
    found = roll_list(unit, row, today, actor, request.args.get("show"), request.args.get("after"))
    return render_template(
        "roll/show.html",
        roll=found,
        unit=unit,
        year=row.year,
        years=[other.year for other in ledger.years(today)],
        level_labels=titles.LABELS,
    )


def _units(row: Year, units: Sequence[Organisation], start: str, sought: str) -> str:
    """The units to choose from; one more than a page holds says where the next begins."""
    shown = units[: roll.PAGE]
    return render_template(
        "roll/units.html",
        year=row.year,
        years=[other.year for other in ledger.years(clock.day_of(clock.now()))],
        units=shown,
        sizes=roll.sizes(unit.code for unit in shown),
        sought=sought,
        paged=bool(start),
        next=units[roll.PAGE].code if len(units) > roll.PAGE else None,
    )


@bp.get(PERSON)
@roles(*ROLL_READERS)
def person(year: int, person: str) -> str:
    """How one of the people stands, and every reduction that was ever decided for them."""
    return _person(_year(year), person)


@bp.post(PERSON)
@roles(REVIEWER)
def reduce(year: int, person: str) -> ResponseReturnValue:
    """Reduce what the year asks of them."""
    form = _form(year, person, request.form)
    given = {name: form[name].data for name in ("reason", "from_day", "to_day", "document")}
    return _decided(
        "reduce_need",
        year,
        person,
        lambda told: reductions.reduce_need(person, year, given, current_actor(), **told),
        N_("The need is reduced."),
        form,
    )


@bp.post(f"{PERSON}/<int(max={LARGEST}):number>/cancel")
@roles(REVIEWER)
def cancel(year: int, person: str, number: int) -> ResponseReturnValue:
    """The reduction holds no more."""
    given = {"document": request.form.get("document", "")}
    return _decided(
        "cancel_reduction",
        year,
        person,
        lambda told: reductions.cancel_reduction(number, person, given, current_actor(), **told),
        N_("The reduction is cancelled."),
        number=number,
    )


def _decided(
    act: str,
    year: int,
    person: str,
    work: Callable[[dict[str, Any]], Any],
    words: str,
    form: ReductionForm | None = None,
    number: int | None = None,
) -> ResponseReturnValue:
    """Do it and show the person again; or with what stands against it."""
    actor = current_actor()
    told: dict[str, Any] = {"at": clock.now(), "request_id": request_id()}
    if not _PERSON_ID.fullmatch(person) or ledger.year(year) is None:
        refuse(act, NotFound())
    try:
        doorway.enter(act, lambda: work(told), actor, **told)
    except RulesBroken as refusal:
        found = [_beside(finding, number) for finding in refusal.findings]
        if form is not None:
            form.refused()
            form.lay(found)
        return _person(_year(year), person, form, found), answered(refusal, act)
    if form is not None:
        form.sent()
    flash(say(words), "done")
    return redirect(url_for("roll.person", year=year, person=person), 303)


def _beside(finding: Finding, number: int | None) -> Finding:
    """The finding at the field of the form that was sent: each reduction has one of its own for its cancelling."""
    field = f"{finding.field}-{number}" if finding.field and number else finding.field
    return Finding(finding.code, finding.text, finding.clause, finding.level, field)


def _person(row: Year, person_id: str, form: ReductionForm | None = None, findings: Any = ()) -> str:
    actor = current_actor()
    found = roll.unit_of(person_id, actor) if _PERSON_ID.fullmatch(person_id) else None
    if found is None:
        raise NotFound
    person, unit = found
    return render_template(
        "roll/person.html",
        person=person,
        name=person_name(person.name, actor),
        unit=unit,
        level_labels=titles.LABELS,
        reason_labels=REASONS,
        shown=standing_of(person_id, row, clock.day_of(clock.now())),
        decided=[(one.Reduction, person_name(one.by, actor)) for one in needs.decided(person_id, row.year)],
        masked=is_masked(actor, revealed=False),
        own=person_id == actor.person_id,
        decides=actor.role == REVIEWER and person_id != actor.person_id,
        form=form or _form(row.year, person_id),
        findings=findings,
    )


def _form(year: int, person_id: str, typed: Any = None) -> ReductionForm:
    decided = needs.decided(person_id, year) if _PERSON_ID.fullmatch(person_id) else ()
    return ReductionForm(year, person_id, len(decided), typed)


def _year(number: int) -> Year:
    row = ledger.year(number)
    if row is None:
        raise NotFound
    return row
