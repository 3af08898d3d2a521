"""An account and a role for it, from the command line."""

from __future__ import annotations

from typing import Any

from flask import current_app

from ce_workflow import clock
from ce_workflow.acts import appoint as appointing
from ce_workflow.acts import enrol
from ce_workflow.acts.passwords import cost_of, hash_password, weaknesses
from ce_workflow.cli.frame import by_operator, enact
from ce_workflow.errors import Finding, RulesBroken
from ce_workflow.people import id_number
from ce_workflow.people.roles import CLAIMANT, SCOPE_KIND
from ce_workflow.states.desks import CITY_BUREAU
from ce_workflow.store.people import organisation, persons_with, user_named
from ce_workflow.words import N_, Text


def password_needed(username: str) -> bool:
    """An account that is there keeps its password."""
    return user_named(username) is None


def appoint(username: str, password: str | None, role: str, scope: str, number: str | None) -> None:
    """The account, made if it is not there, holds the role. Raises RulesBroken with every finding at once.

    `number` names the natural person, whether a roster knows them already or not. For a
    claimant without one `scope` names the unit.
    """
    normalised = _normalised(number)
    vault = current_app.extensions["ce"].vault
    found = [] if password is None else weaknesses(password, username)
    if found:
        raise RulesBroken(found)
    hashed = None if password is None else hash_password(password, cost_of(current_app.config))

    def work(told: dict[str, Any]) -> None:
        user = user_named(username)
        known = persons_with([vault.index_of(normalised)]) if normalised else {}
        person = next(iter(known.values()), None)
        if user is not None and normalised and (person is None or person.id != user.person_id):
            text = N_("The account “%(username)s” belongs to another person.")
            raise RulesBroken([Finding("another_person", Text(text, username=username), field="person")])
        if user is None:
            unit = _unit(scope if role == CLAIMANT else "")
            known_by: dict[str, Any] = {"unit": unit, "number": normalised, "vault": vault}
            person_id = person.id if person else enrol.introduce(username, **known_by, **told)
            user_id = appointing.add_user(username, hashed or "", person_id, **told)
        else:
            user_id = user.id
        appointing.grant(user_id, role, _scope(role, scope), **told)

    enact("add_user", work, by_operator())


def _normalised(number: str | None) -> str | None:
    if number is None:
        return None
    normalised = id_number.normalise(number, on=clock.day_of(clock.now()))
    if isinstance(normalised, Finding):
        raise RulesBroken([normalised])
    return normalised


def _unit(code: str) -> str | None:
    found = organisation(code) if code else None
    if code and (found is None or found.kind != "unit"):
        text = Text(N_("There is no unit with the code “%(code)s”."), code=code)
        raise RulesBroken([Finding("unknown_unit", text, field="of")])
    return code or None


def _scope(role: str, scope: str) -> str:
    """What the grant names: roles of the whole city name no organisation, a claimant's unit is in the roster."""
    if SCOPE_KIND[role] is None and (role == CLAIMANT or scope == CITY_BUREAU):
        return ""
    return scope
