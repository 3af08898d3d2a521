"""The pages of each role, from the one list (tools/pages.py), and a small city in which each has something to show."""

from __future__ import annotations

from flask import Flask
from playwright.sync_api import Page

from tests.cast import actor, make_claim
from tools import simulations
from tools.pages import COLLEAGUE, PAGES, meant, states_in

KINDS = {
    "draft": "study_abroad",
    "submitted": "conference",
    "unit_reviewed": "degree",
    "credited": "training",
    "returned": "achievement",
    "rejected": "public_course",
    "appealed": "patent",
    "revoked": "training",
}


def addresses(app: Flask, username: str) -> list[str]:
    """The addresses of the account's pages; the claims that they show are made."""
    wanted = set().union(*map(states_in, PAGES[username]))
    made: dict[str, object] = {state: make_claim(app, KINDS[state], state) for state in sorted(wanted - {COLLEAGUE})}
    if any("/simulations/" in path for path in PAGES[username]):
        city = actor(app, username)
        with app.app_context():
            simulations.make(city)
    made[COLLEAGUE] = actor(app, "claimant").person_id
    return [path.format(**made) for path in PAGES[username]]


def visit(page: Page, username: str, address: str) -> None:
    """Open the page; an address that is refused, and is not meant to be, is no page to look at."""
    answer = page.goto(address)
    assert answer is not None
    assert answer.status == meant(username, address), address


__all__ = ["KINDS", "PAGES", "addresses", "visit"]
