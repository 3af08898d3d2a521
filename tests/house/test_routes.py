"""Every address declares who may open it, is written the house's way, and changes things by forms alone."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from ce_workflow import create_app
from ce_workflow.web.declare import roles_of

PATH = re.compile(r"/|/sw\.js|(/[a-z0-9-]+|/<(int(\([a-z_0-9=]+\))?:)?[a-z_]+>)+/?")
NAMES = {"code", "form", "kind", "kind_code", "person", "step_path", "version"}
"""Parts of addresses that are words of ours; everything else in angle brackets is a number."""


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    return create_app({"CE_INSTANCE": str(tmp_path_factory.mktemp("instance"))})


def views(app: Flask) -> list[tuple[str, set[str], Callable[..., Any]]]:
    """(path, methods, view) of every address but that of static files."""
    return [
        (rule.rule, set(rule.methods or ()) - {"HEAD", "OPTIONS"}, app.view_functions[rule.endpoint])
        for rule in app.url_map.iter_rules()
        if rule.endpoint != "static"
    ]


def test_every_view_declares_who_may_open_it(app: Flask) -> None:
    assert [path for path, _, view in views(app) if not roles_of(view)] == []


def test_what_changes_things_is_posted_and_nothing_else(app: Flask) -> None:
    assert {method for _, methods, _ in views(app) for method in methods} == {"GET", "POST"}
    assert [path for path, methods, _ in views(app) if len(methods) != 1] == []


def test_no_form_goes_without_its_token(app: Flask) -> None:
    protect = app.extensions["csrf"]
    assert not protect._exempt_views
    assert not protect._exempt_blueprints
    assert app.config["WTF_CSRF_ENABLED"]
    assert app.config["WTF_CSRF_CHECK_DEFAULT"]


def test_paths_are_kebab_case_and_numbers_are_numbers(app: Flask) -> None:
    paths = [path for path, _, _ in views(app)]
    assert [path for path in paths if not PATH.fullmatch(path)] == []
    words = {name for path in paths for name in re.findall(r"<([a-z_]+)>", path)}
    assert words == NAMES
