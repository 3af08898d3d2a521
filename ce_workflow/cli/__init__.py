"""Doors for operators: the same acts as everywhere, typed at a terminal."""

from __future__ import annotations

from flask import Flask

from ce_workflow.cli import claims, demo, people, reference, rules, trail, year


def open_doors(app: Flask) -> None:
    """Add every command to the application."""
    for room in (claims, demo, people, reference, rules, trail, year):
        app.cli.add_command(room.commands)
