"""The page of parts shows every part: whoever adds a macro to templates/parts adds it there too."""

from __future__ import annotations

from pathlib import Path

import pytest
from jinja2 import Environment, nodes

from tests.house.source import ROOT

TEMPLATES = ROOT / "templates"
PARTS = sorted((TEMPLATES / "parts").glob("*.html"))
SHOWN = sorted((TEMPLATES / "guide").glob("parts*.html"))
"""`/help/parts` and what it includes; a part that needs room gets a file of its own, `guide/parts_....html`."""

UNSEEN = {"token": "a hidden field", "keeps": "what a tag says", "says_unkept": "what a tag says"}
"""Macros with nothing to look at, and why."""


def tree(path: Path) -> nodes.Template:
    return Environment(extensions=["jinja2.ext.i18n"], autoescape=True).parse(path.read_text())


def shown() -> set[tuple[str, str]]:
    """(template, macro) of all that the page of parts imports and calls."""
    found = set()
    for path in SHOWN:
        template = tree(path)
        called = {call.node.name for call in template.find_all(nodes.Call) if isinstance(call.node, nodes.Name)}
        for source in template.find_all(nodes.FromImport):
            assert isinstance(source.template, nodes.Const)
            for name in source.names:
                original, here = name if isinstance(name, tuple) else (name, name)
                if here in called:
                    found.add((source.template.value, original))
    return found


@pytest.mark.parametrize("path", PARTS, ids=lambda path: path.name)
def test_the_page_of_parts_shows_every_macro(path: Path) -> None:
    macros = {node.name for node in tree(path).body if isinstance(node, nodes.Macro)} - set(UNSEEN)
    missing = {name for name in macros if (f"parts/{path.name}", name) not in shown()}
    assert missing == set(), f"show {sorted(missing)} in templates/guide/parts.html or a parts_....html beside it"


def test_what_the_page_includes_is_included() -> None:
    page = (TEMPLATES / "guide" / "parts.html").read_text()
    assert [path.name for path in SHOWN if path.name != "parts.html" and f"guide/{path.name}" not in page] == []
