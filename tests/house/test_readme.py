"""The README is true: its diagram, its settings, its commands, its accounts."""

from __future__ import annotations

import re

import click
from flask import Flask

import config
from ce_workflow.cli.cast import ACCOUNTS
from ce_workflow.states.diagram import mermaid
from tests.house.source import ROOT

README = (ROOT / "README.md").read_text()


def test_the_diagram_is_the_one_that_the_steps_draw() -> None:
    drawn = re.search(r"```mermaid\n(.*?)\n```", README, re.DOTALL)
    assert drawn is not None
    assert drawn[1] == mermaid()


def test_every_setting_is_named() -> None:
    assert [setting.name for setting in config.SETTINGS if f"| `{setting.name}` |" not in README] == []


def test_every_command_is_named(app: Flask) -> None:
    ours = {name: group for name, group in app.cli.commands.items() if name not in {"run", "shell", "routes", "db"}}
    named = [
        f"flask {name} {word}".strip()
        for name, group in ours.items()
        for word in (group.commands if isinstance(group, click.Group) and name != "demo" else [""])
    ]
    assert named
    assert [command for command in named if command not in README] == []


def test_every_demo_account_is_named() -> None:
    assert [account.username for account in ACCOUNTS if f"`{account.username}`" not in README] == []
