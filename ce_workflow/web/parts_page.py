"""The page of parts: every part that pages are made of, in every state, for those who build and those who look."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

from flask import Blueprint, render_template
from wtforms import BooleanField, FileField, PasswordField, RadioField, StringField, TextAreaField

from ce_workflow.clock import CHENGDU
from ce_workflow.errors import Finding
from ce_workflow.kinds import KINDS
from ce_workflow.ledger.asked import of_the_year
from ce_workflow.ledger.reductions import Reduction
from ce_workflow.ledger.standing import standing
from ce_workflow.rules.sets.explain import Explained
from ce_workflow.states import names
from ce_workflow.web.claim_lines import Line
from ce_workflow.web.forms import HouseForm
from ce_workflow.web.frame import public
from ce_workflow.web.inputs import ChoiceField, DayField, NumberField, TicksField
from ce_workflow.web.say import later
from ce_workflow.words import N_, Text

bp = Blueprint("parts_page", __name__, url_prefix="/help")

NEED = SimpleNamespace(public=3000, professional=6000, total=9000)
STANDINGS = {
    N_("Nothing yet"): standing({}, NEED),
    N_("On its way"): standing({"public": 600, "professional": 2400}, NEED, {"public": 600, "professional": 5000}),
    N_("Met"): standing({"public": 3000, "professional": 6600}, NEED),
}
REDUCED = of_the_year(2019, NEED).reduced([Reduction("sick_leave", date(2019, 3, 1), date(2019, 4, 30), "〔2019〕12")])
WRONG = Finding("hours", Text(N_("Hours have at most one decimal.")), "三(三)1", field="wrong_hours")
ELSEWHERE = Finding("other", Text(N_("What stands in the claim as a whole leads to no field.")))
WORKED_LINES = [
    Explained(Text(N_("%(figure)s hours"), figure=28), Decimal(28), Decimal(28), "三(三)1", platform=False, origin=""),
    Explained(
        Text(N_("At most %(figure)s hours"), figure=24),
        Decimal(-4),
        Decimal(24),
        "",
        platform=True,
        origin="",
        is_cap=True,
    ),
]
SOME_DAY = datetime(2019, 11, 25, 9, tzinfo=CHENGDU)


class SampleForm(HouseForm):
    """A field of every type; two of them are wrong."""

    name = StringField(later(N_("A line")), description=later(N_("Help stands between the name and the field.")))
    wrong_hours = NumberField(later(N_("A line that is wrong")), decimal=True)
    on = DayField(later(N_("A day")))
    secret = PasswordField(later(N_("A password")), render_kw={"autocomplete": "off"})
    words = TextAreaField(later(N_("A longer text")))
    choice = ChoiceField(later(N_("One of a list")))
    one = RadioField(later(N_("One of a few")))
    several = TicksField(later(N_("Several of a few")))
    tick = BooleanField(later(N_("A tick")))
    file = FileField(later(N_("A file")))


@bp.get("/parts")
@public
def parts() -> str:
    """Every part in every state."""
    return render_template(
        "guide/parts.html",
        form=_form(),
        findings=[WRONG, ELSEWHERE],
        states=[(state, names.label(state)) for state in names.STATES],
        standings=STANDINGS,
        reduced=REDUCED,
        worked_lines=WORKED_LINES,
        some_day=SOME_DAY,
        lines=[_line(place, state) for place, state in enumerate(names.STATES, 1)],
    )


def _form() -> SampleForm:
    form = SampleForm(formdata=None)
    some = [(kind.code, later(kind.label)) for kind in list(KINDS.values())[:3]]
    form.choice.choices = form.one.choices = form.several.choices = some
    form.wrong_hours.data = "8.55"
    form.lay([WRONG])
    return form


def _line(place: int, state: str) -> Line:
    """A claim that is nobody's, in this state."""
    claim: Any = SimpleNamespace(id=place, title="", state=state, year=2019)
    mine = state in names.WITH_CLAIMANT
    now = Text(N_("With %(holder)s since %(day)s."), holder=Text(N_("the unit")), day=SOME_DAY.date())
    return Line(claim, KINDS["training"].label, names.label(state), 1200, None if mine else now, mine)
