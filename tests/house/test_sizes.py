"""Small files, small functions: each can be read in one sitting."""

from __future__ import annotations

import pytest

from tests.house.source import ROOT, sources
from tests.house.test_laws import functions

LONGEST_FILE = 300
LONGEST_FUNCTION = 40
LONGER: dict[str, str] = {
    "ce_workflow/trail/event.py:body": "the shape of an event, one key a line",
    "ce_workflow/acts/act.py:move": "the one function that moves a claim",
    "bench/rows.py:_event": "the same event in plain SQL",
}
"""Functions that are longer, and why."""


@pytest.mark.parametrize("folder", ["ce_workflow", "tests", "tools", "bench", "migrations", "config.py", "wsgi.py"])
def test_no_file_is_longer_than_one_reads_at_once(folder: str) -> None:
    long = {source.path: len(source.text.splitlines()) for source in sources(folder)}
    assert {path: lines for path, lines in long.items() if lines > LONGEST_FILE} == {}


@pytest.mark.parametrize("suffix", ["html", "css", "js"])
def test_no_page_style_or_script_is_longer_either(suffix: str) -> None:
    paths = [path for folder in ("templates", "static") for path in (ROOT / folder).rglob(f"*.{suffix}")]
    assert [str(path) for path in paths if len(path.read_text().splitlines()) > LONGEST_FILE] == []


def test_no_function_is_longer_than_a_screen_but_for_a_few() -> None:
    found = {
        f"{source.path}:{name}"
        for source in sources("ce_workflow", "tools", "bench", "config.py")
        for name, lines in functions(source)
        if lines > LONGEST_FUNCTION
    }
    assert found == set(LONGER)
