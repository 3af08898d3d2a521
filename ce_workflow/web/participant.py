"""The participant for whom an organiser files: named by their identity number, which is nowhere kept or told."""

from __future__ import annotations

from flask import current_app

from ce_workflow import clock
from ce_workflow.acts.doorway import enter
from ce_workflow.acts.participants import find_participant
from ce_workflow.errors import Finding, TooMany
from ce_workflow.people import id_number
from ce_workflow.people.actor import Actor
from ce_workflow.people.roles import CLAIMANT
from ce_workflow.web.gate import request_id
from ce_workflow.words import N_, Text

FIELD = "participant"


def participant(typed: str, actor: Actor) -> tuple[str | None, list[Finding]]:
    """The id of the person that an organiser files for, or what is wrong; a claimant files for nobody else."""
    if actor.role == CLAIMANT:
        return None, []
    if not typed.strip():
        text = N_("Write the identity number of the participant. To claim for yourself, change your role.")
        return None, [Finding("participant_missing", Text(text), field=FIELD)]
    number = id_number.normalise(typed)
    if isinstance(number, Finding):
        return None, [Finding(number.code, number.text, field=FIELD)]
    index = current_app.extensions["ce"].vault.index_of(number)
    at, asked = clock.now(), request_id()
    try:
        person_id = enter(
            "find_participant", lambda: find_participant(index, actor, at=at), actor, at=at, request_id=asked
        )
    except TooMany as refusal:
        return None, [Finding("too_many_lookups", refusal.text, field=FIELD)]
    if person_id is None:
        text = N_(
            "No person with this identity number is on a roster. Compare it, or ask the unit to enter the person."
        )
        return None, [Finding("unknown_person", Text(text), field=FIELD)]
    return person_id, []
