"""The list of pages (tools/pages.py) is whole: every address that shows a page is looked at, and each by one name."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from werkzeug.exceptions import NotFound

from ce_workflow import create_app
from ce_workflow.cli.cast import ACCOUNTS
from ce_workflow.states.names import LABELS
from tests.house.source import ROOT
from tools.pages import COLLEAGUE, PAGES, REFUSED, name_of, states_in

DOCUMENTS = ("README.md", "docs/claimants.md", "docs/reviewers.md")
NO_PAGES = {
    "static": "files",
    "evidence.show": "a file",
    "evidence_pages.show": "a page of a file",
    "rules.document": "a file",
    "offline.script": "a script",
    "health.alive": "for machines",
    "health.ready": "for machines",
}
"""Endpoints that are asked by GET and show no page, and what they show."""


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    return create_app({"CE_INSTANCE": str(tmp_path_factory.mktemp("instance"))})


def listed() -> list[tuple[str, str]]:
    return [(username, path) for username, paths in PAGES.items() for path in paths]


def test_every_page_is_looked_at(app: Flask) -> None:
    router, seen = app.url_map.bind("127.0.0.1"), set(NO_PAGES)
    for _, path in listed():
        try:
            endpoint, _ = router.match(path.format(**dict.fromkeys(states_in(path), 1)).partition("?")[0], "GET")
        except NotFound:
            endpoint = ""  # that is a page too
        seen.add(endpoint)
    shown = {rule.endpoint for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ())}
    assert shown - seen == set(), "add them to tools/pages.py (or, where they show no page, here)"
    assert set(NO_PAGES) <= shown


def test_documents_show_pictures_that_there_are_and_that_are_taken_anew() -> None:
    taken = {name_of(username, path) for username, path in listed()}
    shown = {
        (ROOT / document).parent / picture
        for document in DOCUMENTS
        for picture in re.findall(r'src="([^"]+\.png)"', (ROOT / document).read_text())
    }
    assert len(shown) >= 4
    assert [path for path in shown if not path.is_file()] == []
    assert {path.name.split(".")[0] for path in shown} <= taken
    assert sum(path.stat().st_size for path in (ROOT / "docs" / "images").iterdir()) < 4_500_000


def test_every_page_has_a_name_of_its_own() -> None:
    names = [name_of(username, path) for username, path in listed()]
    assert len(names) == len(set(names))


def test_the_list_speaks_of_accounts_and_states_that_there_are() -> None:
    assert set(PAGES) - {""} <= {account.username for account in ACCOUNTS}
    assert set().union(*(states_in(path) for _, path in listed())) <= {COLLEAGUE, *LABELS}
    assert set(REFUSED) <= set(listed())
