"""What stands at the top of every page: where this role's work is."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from flask import Flask, current_app

from ce_workflow.people import roles
from ce_workflow.people.reach import READERS, ROLL_READERS
from ce_workflow.web.visit import current_visit
from ce_workflow.words import N_


class Place(NamedTuple):
    """One entry: its words, its address, and the roles that see it."""

    label: str
    path: str
    roles: frozenset[str]


PLACES = (
    Place(N_("My hours"), "/", frozenset({roles.CLAIMANT})),
    Place(N_("Desk"), "/desk/", roles.DESK_ROLES),
    Place(N_("Claims"), "/claims/", frozenset(READERS)),
    Place(N_("Roll"), "/roll/", frozenset(ROLL_READERS)),
    Place(N_("Hours ledger"), "/ledger/", frozenset({roles.CLAIMANT})),
    Place(N_("People"), "/people/", frozenset({roles.ADMIN})),
    Place(N_("Audit trail"), "/trail/", frozenset({roles.AUDITOR, roles.SECURITY})),
    Place(N_("Providers"), "/providers", frozenset()),
    Place(N_("Rules on hours"), "/rules/", frozenset({roles.VERIFIER, roles.DISTRICT, roles.CITY})),
    Place(N_("Years"), "/years/", frozenset({roles.VERIFIER, roles.DISTRICT, roles.CITY})),
    Place(N_("Guide"), "/help/", frozenset()),
)
IN_MENU = (
    Place(N_("Rules on hours"), "/rules/", frozenset(roles.LABELS) - {roles.VERIFIER, roles.DISTRICT, roles.CITY}),
)
"""What is looked up now and then stands in the menu, so that the bar has room for the day's work."""
FIRST_PAGES = {roles.AUDITOR: "/trail/", roles.SECURITY: "/trail/", roles.ADMIN: "/people/", roles.BASE: "/claims/"}


def open_door(app: Flask) -> None:
    app.jinja_env.globals.update(
        places=places,
        in_menu=in_menu,
        is_here=is_here,
        current_visit=current_visit,
        role_labels=roles.LABELS,
        asset=asset,
    )


def places() -> list[Place]:
    """The entries that the reader's role sees; those without roles are for everybody."""
    return _seen(PLACES)


def in_menu() -> list[Place]:
    """The entries of the menu under the reader's name."""
    return _seen(IN_MENU)


def _seen(listed: Iterable[Place]) -> list[Place]:
    visit = current_visit()
    return [place for place in listed if not place.roles or (visit and visit.actor.role in place.roles)]


def is_here(place: Place, path: str) -> bool:
    """Does the page that is shown at this path belong to the place?"""
    return path == place.path if place.path == "/" else path.startswith(place.path)


def first_page(role: str) -> str:
    """Where a member of staff begins; claimants begin at their year."""
    return FIRST_PAGES.get(role, "/desk/")


def asset(name: str) -> str:
    """The address of a static file, with its digest: what is kept by a browser is never an old one."""
    return f"{current_app.static_url_path}/{name}?v={_digest(str(current_app.static_folder), name)}"


@lru_cache(maxsize=64)
def _digest(folder: str, name: str) -> str:
    return hashlib.sha256(Path(folder, name).read_bytes()).hexdigest()[:12]
