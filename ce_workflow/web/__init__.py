"""Doors for people."""

from __future__ import annotations

from flask import Flask
from flask_wtf import CSRFProtect

from ce_workflow.web import (
    claims,
    compress,
    desk,
    evidence,
    filing,
    gate,
    guide,
    headers,
    health,
    home,
    language,
    ledger,
    log_in,
    navigation,
    password,
    people,
    providers,
    refused,
    reveal,
    say,
    steps,
    trail,
    visit,
)

FRAME = (say, language, visit, navigation, headers, compress, gate, refused)
ROOMS = (
    log_in,
    home,
    claims,
    filing,
    reveal,
    steps,
    evidence,
    desk,
    ledger,
    guide,
    providers,
    people,
    password,
    trail,
    health,
)


def open_doors(app: Flask) -> None:
    """Add every page to the application. The gate comes before the tokens of forms are looked at."""
    for part in FRAME:
        part.open_door(app)
    CSRFProtect(app)
    for room in ROOMS:
        app.register_blueprint(room.bp)
