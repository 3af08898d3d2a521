"""Rule files that lie, at the command: file and line, what to write instead, and never a traceback."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from flask import Flask

from tests.cli.typed import typed
from tests.lying import LYING

pytestmark = pytest.mark.template("cast")


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_every_lie_is_answered_with_file_and_line(app: Flask, tmp_path: Path, language: str) -> None:
    file = tmp_path / "rules.toml"
    for name, written in LYING.items():
        file.write_bytes(written)
        result = typed(app, "rules", "check", str(file), env={"CE_LANGUAGE": language})
        assert (name, result.exit_code, type(result.exception)) == (name, 1, SystemExit)
        assert "Traceback" not in result.output, name
        lines = result.stdout.splitlines()
        if not lines:
            assert "UTF-8" in result.stderr, name
        for line in lines:
            assert re.match(rf"{re.escape(str(file))}:[1-9]\d*: \S", line), (name, line)
