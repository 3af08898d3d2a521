"""The form by which a unit reduces what a year asks of one of its people."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import SelectField, StringField
from wtforms.fields import SelectChoice

from ce_workflow.ledger.reductions import REASONS
from ce_workflow.store.tables.reductions import LONGEST_DOCUMENT
from ce_workflow.web.forms import KeptForm
from ce_workflow.web.inputs import DayField
from ce_workflow.web.say import say
from ce_workflow.words import N_


class ReductionForm(KeptForm):
    """Why, from which day to which, by which document."""

    reason = SelectField(_l("Reason"), validate_choice=False)
    from_day = DayField(_l("First day"))
    to_day = DayField(_l("Last day"), description=_l("It counts too. Days outside of the year count for nothing."))
    document = StringField(
        _l("Document number"),
        description=_l("The document that grants it."),
        render_kw={"maxlength": LONGEST_DOCUMENT, "autocomplete": "off"},
    )

    def __init__(self, year: int, person_id: str, decided: int, typed: Any = None) -> None:
        """`decided`: how many reductions of the year have been decided for the person, whether they hold or not."""
        super().__init__(f"reduction-{year}-{person_id[:16]}.{decided}", typed=typed)
        choices = [SelectChoice(code, say(label)) for code, label in REASONS.items()]
        self.reason.choices = [SelectChoice("", say(N_("Please choose"))), *choices]
