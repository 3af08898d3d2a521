"""Inputs of forms: each keeps what was typed as text, whatever it was.

The browser is told what keyboard to show; whether the text can be read is asked by the
kinds, so that page, command and load answer alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from wtforms import MultipleFileField, SelectField, SelectMultipleField, StringField
from wtforms.fields import SelectChoice
from wtforms.widgets import CheckboxInput, ListWidget, TextInput

from ce_workflow.errors import Finding

ACCEPT = ".pdf,.jpg,.jpeg,.png,application/pdf,image/jpeg,image/png"
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class DayWidget(TextInput):
    """A calendar; plain text for what a calendar cannot show, so that it is not lost."""

    def __call__(self, field: Any, **given: Any) -> Any:
        shown = not field.data or _DAY.fullmatch(field.data)
        given.setdefault("type", "date" if shown else "text")
        return super().__call__(field, **given)


class DayField(StringField):
    widget = DayWidget()


class NumberField(StringField):
    """Digits, by the keyboard of digits; `decimal` with a point."""

    widget = TextInput()

    def __init__(self, *args: Any, decimal: bool = False, **given: Any) -> None:
        keyboard = {"inputmode": "decimal" if decimal else "numeric", "autocomplete": "off", "size": "8"}
        keyboard["enterkeyhint"] = "next"
        super().__init__(*args, render_kw=keyboard, **given)


class ChoiceField(SelectField):
    """One of a list. An answer outside it is kept and shown; the kinds say what is wrong with it."""

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, validate_choice=False, **given)

    def offer(self, pairs: list[tuple[str, str]], blank: str) -> None:
        """The answers as (code, words), after a blank one."""
        offered = [SelectChoice("", blank), *(SelectChoice(code, words) for code, words in pairs)]
        if self.data and self.data not in {code for code, _ in pairs}:
            offered.append(SelectChoice(self.data, self.data))
        self.choices = offered


class TicksField(SelectMultipleField):
    """A list to tick off."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, validate_choice=False, **given)


class FilesField(MultipleFileField):
    """Evidence files of one piece. A browser never fills them in again."""

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, render_kw={"accept": ACCEPT}, **given)


def word_of(field: Any) -> str:
    """What was typed or chosen, in words."""
    if isinstance(field, ChoiceField):
        return next((str(choice.label) for choice in field.choices if choice.value == field.data), field.data)
    return str(field.data)


def anchored(form: Any, findings: Iterable[Finding]) -> list[Finding]:
    """Lay the findings at the form's fields; the same for the summary, each with the id of its input as `field`.

    The summary goes down the form as its reader does; what concerns no field comes first.
    """
    known = {field.short_name: field.id for field in form}
    order = ["", *known]
    found = sorted(findings, key=lambda finding: order.index(finding.field) if finding.field in known else 0)
    form.lay(found)
    return [replace(finding, field=known.get(finding.field or "")) for finding in found]
