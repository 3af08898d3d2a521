"""Forms of the pages about accounts."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import PasswordField, SelectField, StringField
from wtforms.fields import SelectChoice

from ce_workflow.acts.passwords import LEAST_CHARACTERS
from ce_workflow.people.roles import GRANTED, LABELS
from ce_workflow.web.forms import HouseForm
from ce_workflow.web.inputs import DayField
from ce_workflow.web.say import say
from ce_workflow.words import N_

_QUIET = {"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}


class AccountForm(HouseForm):
    """Another account."""

    username = StringField(
        _l("User name"),
        description=_l("2 to 60 lower-case letters, digits and . _ -, beginning with a letter or digit."),
        render_kw=_QUIET,
    )
    id_number = StringField(
        _l("Identity number"),
        description=_l("Of a person who stands on a roster; leave the name blank then."),
        render_kw=_QUIET,
    )
    name = StringField(
        _l("Name"),
        description=_l("Of an officer who stands on no roster; leave the identity number blank then."),
        render_kw=_QUIET,
    )
    password = PasswordField(
        _l("First password"),
        description=_l("At least %(least)s characters. Hand it over in person.", least=LEAST_CHARACTERS),
        render_kw={"autocomplete": "new-password"},
    )


class GrantForm(HouseForm):
    """A role for an account."""

    role = SelectField(_l("Role"), validate_choice=False)
    scope = StringField(
        _l("Code of the organisation"),
        description=_l("For a reviewer the unit, for a verifier the department, and so on; empty for other roles."),
        render_kw=_QUIET,
    )
    valid_to = DayField(_l("Last day"), description=_l("Leave blank if there is no end."))

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        self.role.choices = [
            SelectChoice("", say(N_("Please choose"))),
            *(SelectChoice(code, say(LABELS[code])) for code in GRANTED),
        ]


class PasswordForm(HouseForm):
    """Another password for an account."""

    new_password = PasswordField(
        _l("New password"),
        description=_l("At least %(least)s characters. Every log-in of the account ends.", least=LEAST_CHARACTERS),
        render_kw={"autocomplete": "new-password"},
    )
