"""Doors for people."""

from __future__ import annotations

from flask import Flask
from flask_wtf import CSRFProtect

from ce_workflow.web import (
    calendar,
    claims,
    compress,
    desk,
    evidence,
    evidence_pages,
    filing,
    gate,
    guide,
    half_filled,
    headers,
    health,
    home,
    language,
    ledger,
    log_in,
    navigation,
    offline,
    parts_page,
    password,
    people,
    providers,
    receipt,
    refused,
    reveal,
    roll,
    rules,
    say,
    simulations,
    steps,
    trail,
    unsent,
    visit,
    year_pages,
)

FRAME = (say, calendar, language, visit, navigation, headers, compress, gate, refused)
ROOMS = (
    log_in,
    home,
    claims,
    filing,
    half_filled,
    unsent,
    receipt,
    reveal,
    steps,
    evidence,
    evidence_pages,
    desk,
    ledger,
    roll,
    guide,
    parts_page,
    providers,
    rules,
    simulations,
    year_pages,
    calendar,
    people,
    password,
    trail,
    offline,
    health,
)


def open_doors(app: Flask) -> None:
    """Add every page to the application. The gate comes before the tokens of forms are looked at."""
    for part in FRAME:
        part.open_door(app)
    CSRFProtect(app)
    for room in ROOMS:
        app.register_blueprint(room.bp)
