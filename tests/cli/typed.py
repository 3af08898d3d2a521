"""Commands as an operator types them, run within the test."""

from __future__ import annotations

from typing import Any

from click.testing import Result
from flask import Flask


def typed(app: Flask, *words: str, env: dict[str, str] | None = None, **options: Any) -> Result:
    """What the command answers: `exit_code`, `stdout`, `stderr`. An error that nobody expected is raised."""
    terminal = {"CE_LANGUAGE": "en", **(env or {})}
    result = app.test_cli_runner().invoke(args=list(words), env=terminal, **options)
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def done(app: Flask, *words: str, **options: Any) -> str:
    """The standard output of a command that succeeds."""
    result = typed(app, *words, **options)
    assert result.exit_code == 0, result.output
    return str(result.stdout)
