"""Forms of the house: WTForms with the token of flask-wtf, filled by hand, never by `populate_obj`.

A `Refusal` with findings is laid beside the fields that they name; what names none
stands in the summary at the top alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from flask_wtf import FlaskForm
from werkzeug.datastructures import MultiDict
from wtforms import FileField, HiddenField

from ce_workflow.errors import Finding
from ce_workflow.web import unsent
from ce_workflow.web.say import say


class HouseForm(FlaskForm):
    """A form whose fields take findings."""

    def lay(self, findings: Iterable[Finding]) -> None:
        """Put each finding at the field that it names."""
        for finding in findings:
            if finding.field in self._fields:
                field: Any = self._fields[finding.field]
                field.errors = [*field.errors, say(finding.text)]


class KeptForm(HouseForm):
    """A form that is kept while it is typed, under this name (`web.unsent`); filled with what was kept, unless sent."""

    typed_at: datetime | None = None
    """Since when what it is filled with is kept; None where it is filled with what stands there already."""

    def __init__(self, name: str, *, typed: Any = None, **given: Any) -> None:
        found = unsent.kept(name) if name and typed is None else None
        super().__init__(formdata=MultiDict(found.answers) if found else typed, **given)
        self.unsent_name, self.typed_at = name, found.at if found else None

    @property
    def unsent_address(self) -> str:
        """Where a script sends what is typed."""
        return unsent.address(self.unsent_name, self._kept())

    def refused(self) -> None:
        """It was sent and refused: what was typed is there when the page is opened again."""
        if self.unsent_name:
            unsent.refused(self.unsent_name, unsent.answers(self._kept()))

    def sent(self) -> None:
        """It was sent for good."""
        if self.unsent_name:
            unsent.sent(self.unsent_name)

    def _kept(self) -> list[str]:
        """The answers that people give by typing or choosing, by the names that they are sent under."""
        return [field.name for field in self if not isinstance(field, HiddenField | FileField)]
