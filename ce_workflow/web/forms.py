"""Forms of the house: WTForms with the token of flask-wtf, filled by hand, never by `populate_obj`.

A `Refusal` with findings is laid beside the fields that they name; what names none
stands in the summary at the top alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flask_wtf import FlaskForm

from ce_workflow.errors import Finding
from ce_workflow.web.say import say


class HouseForm(FlaskForm):
    """A form whose fields take findings."""

    def lay(self, findings: Iterable[Finding]) -> None:
        """Put each finding at the field that it names."""
        for finding in findings:
            if finding.field in self._fields:
                field: Any = self._fields[finding.field]
                field.errors = [*field.errors, say(finding.text)]
