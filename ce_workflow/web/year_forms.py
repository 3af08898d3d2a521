"""Forms of a year. A page shows several of them, so that each carries its name before the names of its fields."""

from __future__ import annotations

from typing import Any

from flask import request
from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, StringField, TextAreaField

from ce_workflow.acts.years import PLATFORM_CLASSES
from ce_workflow.states.years import CLOSING, DAY_LABELS, NEED_LABELS, setting
from ce_workflow.web.forms import KeptForm
from ce_workflow.web.inputs import ChoiceField, DayField, NumberField
from ce_workflow.web.say import hours, later, say
from ce_workflow.words import N_


class YearForm(KeptForm):
    """What all forms of a year share: which year was read (`seen`), and columns with what the row says."""

    name = ""
    seen = HiddenField()

    def __init__(self, row: Any, *, sent: bool) -> None:
        """Filled with the row, or as it was sent; whoever is shown the form again has seen the row as it is."""
        self._begin(f"year-{row.year}.{row.seq}-{self.name}", sent=sent, data=_said(row))
        self.seen.data = str(row.seq)

    def _begin(self, unsent_name: str, *, sent: bool, data: dict[str, str]) -> None:
        super().__init__(unsent_name, typed=request.form if sent else None, prefix=self.name, data=data)
        self.read = self.seen.data or ""

    @property
    def seen_number(self) -> int:
        """The number of the event that was the last one when the year was read; none for what no page sends."""
        return int(self.read) if self.read.isascii() and self.read.isdecimal() and len(self.read) < 10 else 0

    def typed(self) -> dict[str, str]:
        """Column -> what was typed; columns that the form does not show are left out."""
        fields = (field for field in self if field.short_name in (*DAY_LABELS, *NEED_LABELS))
        return {field.short_name: field.data or "" for field in fields}


class _Needs(YearForm):
    total = NumberField(later(NEED_LABELS["total"]), decimal=True)
    public = NumberField(later(NEED_LABELS["public"]), decimal=True)
    professional = NumberField(later(NEED_LABELS["professional"]), decimal=True)


class NewForm(_Needs):
    """Another year."""

    name = "new"
    year = NumberField(_l("Year"))
    opens_on = DayField(later(DAY_LABELS["opens_on"]))

    def __init__(self, known: int, *, sent: bool) -> None:
        """`known`: how many years there are."""
        self._begin(f"years.{known}", sent=sent, data={})


class NeedsForm(_Needs):
    """What the year asks for."""

    name = "needs"


class _Closing(YearForm):
    filing_closes_on = DayField(later(DAY_LABELS["filing_closes_on"]))
    deciding_closes_on = DayField(later(DAY_LABELS["deciding_closes_on"]))
    locked_on = DayField(later(DAY_LABELS["locked_on"]))


class DaysForm(_Closing):
    """The days that have not passed."""

    name = "days"
    opens_on = DayField(later(DAY_LABELS["opens_on"]))

    def __init__(self, row: Any, *, sent: bool, state: str) -> None:
        super().__init__(row, sent=sent)
        for column in DAY_LABELS:
            if state not in setting(column).sources:
                del self[column]

    def shown(self) -> list[Any]:
        """The fields in the order of the days."""
        return [self[column] for column in DAY_LABELS if column in self]


class ReopenForm(_Closing):
    """The closing days that a year shall have, and why."""

    name = "again"
    reason = TextAreaField(_l("Reason"), render_kw={"rows": 3})

    def shown(self) -> list[Any]:
        return [self[column] for column in CLOSING]


class ThemeForm(YearForm):
    """A theme, and who may teach it."""

    name = "theme"
    theme = StringField(_l("Theme"), render_kw={"autocomplete": "off"})
    platform_class = ChoiceField(_l("Taught on"))

    def __init__(self, row: Any, *, sent: bool) -> None:
        super().__init__(row, sent=sent)
        self.platform_class.offer(
            [(code, say(label)) for code, label in PLATFORM_CLASSES.items()], say(N_("Please choose"))
        )


def _said(row: Any) -> dict[str, str]:
    days = {name: (on := getattr(row, name)) and on.isoformat() for name in DAY_LABELS}
    return days | {name: hours(getattr(row, name)) for name in NEED_LABELS}
