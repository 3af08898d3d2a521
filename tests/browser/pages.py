"""The main pages of each role, and a small city in which each has something to show."""

from __future__ import annotations

from string import Formatter

from flask import Flask

from tests.cast import make_claim

PAGES: dict[str, tuple[str, ...]] = {
    "": (
        "/login",
        "/help/",
        "/help/states",
        "/help/kinds/training",
        "/help/parts",
        "/providers",
        "/nowhere",
        "/offline",
    ),
    "claimant": (
        "/",
        "/claims/",
        "/claims/new",
        "/claims/new/study_abroad",
        "/claims/{draft}",
        "/claims/{draft}/edit",
        "/claims/{credited}/receipt",
        "/claims/{rejected}",
        "/claims/{credited}",
        "/ledger/",
        "/ledger/2019",
        "/password/",
        "/desk/",
    ),
    "unit": (
        "/desk/",
        "/desk/{submitted}?kind=conference",
        "/claims/",
        "/claims/{submitted}",
        "/claims/{submitted}/send-back",
        "/claims/{returned}",
    ),
    "sector": ("/desk/", "/claims/{unit_reviewed}", "/claims/{credited}"),
    "district": ("/desk/", "/claims/{appealed}"),
    "city": ("/desk/", "/claims/"),
    "base": ("/claims/", "/claims/new/public_course"),
    "auditor": ("/trail/", "/trail/?stream=nonsense", "/claims/", "/claims/{revoked}"),
    "admin": ("/people/", "/people/new", "/people/1"),
    "security": ("/trail/",),
}
"""By account; the blank one is nobody. In braces is a claim in that state. Some are refused: that is a page too."""

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
    wanted = {state for path in PAGES[username] for _, state, _, _ in Formatter().parse(path) if state}
    made = {state: make_claim(app, KINDS[state], state) for state in sorted(wanted)}
    return [path.format(**made) for path in PAGES[username]]
