"""What an event says was done, in words; an action of an older release that has none is shown by its code."""

from __future__ import annotations

from ce_workflow.states import steps, years
from ce_workflow.words import N_, Text

OTHERS = {
    "sweep_blobs": N_("removed files that belong to no claim"),
    "add_user": N_("added an account"),
    "add_themes": N_("added themes"),
    "begin_simulation": N_("began to try rules on the claims of the year"),
    "cancel_reduction": N_("cancelled a reduction of what a year asks"),
    "change": N_("changed an entry"),
    "draft": N_("kept a draft of rules"),
    "disable_user": N_("closed an account"),
    "end_grant": N_("ended a role"),
    "enrol": N_("enrolled a person"),
    "grant": N_("gave a role"),
    "load": N_("loaded reference data"),
    "log_in": N_("logged in"),
    "log_in_failed": N_("failed to log in"),
    "log_out": N_("logged out"),
    "publish": N_("published rules"),
    "simulate": N_("tried rules on the claims of the year"),
    "recognise": N_("recognised hours that a platform reported"),
    "reduce_need": N_("reduced what a year asks"),
    "refused": N_("was refused"),
    "rehash": N_("stored the same password more strongly"),
    "replace": N_("replaced rules by the next version"),
    "reveal": N_("looked at personal data"),
    "role_changed": N_("changed the role"),
    "set_day": N_("set a day of the calendar of working days"),
    "set_password": N_("set a password"),
    "take_day_back": N_("took back a day of the calendar of working days"),
    "take_stock": N_("noted which files are missing"),
}


def said(action: str) -> Text:
    """What was done."""
    return Text(steps.SAYS.get(action) or years.SAYS.get(action) or OTHERS.get(action) or action)
