"""Templates: they compile, and name no macro, block or value that nobody gives them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from jinja2 import Environment, StrictUndefined, meta, nodes

from ce_workflow import create_app
from tests.house.source import ROOT, sources

NAMES = sorted(str(path.relative_to(ROOT / "templates")) for path in (ROOT / "templates").rglob("*.html"))


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    return create_app({"CE_INSTANCE": str(tmp_path_factory.mktemp("instance"))})


@pytest.fixture(scope="module")
def strict(app: Flask) -> Environment:
    """The application's own environment, in which nothing undefined passes."""
    return app.jinja_env.overlay(undefined=StrictUndefined)


def tree(strict: Environment, name: str) -> nodes.Template:
    assert strict.loader is not None
    return strict.parse(strict.loader.get_source(strict, name)[0])


def macros(strict: Environment, name: str) -> set[str]:
    """What can be imported from a template: its macros, and what it sets at its top."""
    found = {node.name for node in tree(strict, name).body if isinstance(node, nodes.Macro)}
    for node in tree(strict, name).body:
        if isinstance(node, nodes.Assign):
            found |= {target.name for target in node.find_all(nodes.Name) if target.ctx == "store"}
    return found


def imported(template: nodes.Template) -> Iterator[tuple[str, str, str]]:
    """(template, macro, the name it has here) of every `from ... import`; the macro is empty for `import ... as`."""
    for node in template.find_all((nodes.FromImport, nodes.Import)):
        assert isinstance(node.template, nodes.Const), "a template is named, not worked out"
        if isinstance(node, nodes.Import):
            yield node.template.value, "", node.target
            continue
        for name in node.names:
            original, here = name if isinstance(name, tuple) else (name, name)
            yield node.template.value, original, here


def test_there_are_templates() -> None:
    assert "base.html" in NAMES


@pytest.mark.parametrize("name", NAMES)
def test_it_compiles(name: str, strict: Environment) -> None:
    strict.get_template(name)


@pytest.mark.parametrize("name", NAMES)
def test_what_it_imports_is_there_and_used(name: str, strict: Environment) -> None:
    template = tree(strict, name)
    used = {node.name for node in template.find_all(nodes.Name) if node.ctx == "load"}
    for source, macro, here in imported(template):
        assert not macro or macro in macros(strict, source), f"{source} has no macro {macro}"
        assert here in used, f"{here} is imported and not used"


@pytest.mark.parametrize("name", NAMES)
def test_what_it_asks_of_a_template_imported_whole_is_there(name: str, strict: Environment) -> None:
    template = tree(strict, name)
    whole = {here: source for source, macro, here in imported(template) if not macro}
    for node in template.find_all(nodes.Getattr):
        if isinstance(node.node, nodes.Name) and node.node.name in whole:
            assert node.attr in macros(strict, whole[node.node.name]), f"{node.node.name}.{node.attr}"


@pytest.mark.parametrize("name", NAMES)
def test_what_it_extends_or_includes_is_there(name: str, strict: Environment) -> None:
    for other in meta.find_referenced_templates(tree(strict, name)):
        assert other in NAMES


@pytest.mark.parametrize("name", NAMES)
def test_what_it_calls_is_a_macro_a_global_or_given_by_a_view(name: str, strict: Environment, app: Flask) -> None:
    """A function that nobody defined would fail only when that branch is shown."""
    template = tree(strict, name)
    open_names = meta.find_undeclared_variables(template)
    called = {node.node.name for node in template.find_all(nodes.Call) if isinstance(node.node, nodes.Name)}
    with app.test_request_context("/"):
        given = {word for fill in app.template_context_processors[None] for word in fill()}
    given |= macros(strict, name) | {here for _, _, here in imported(template)} | {"caller"}
    given |= {
        word.arg for view in sources("ce_workflow/web") for call in view.calls() for word in call.keywords if word.arg
    }
    assert {word for word in called & open_names if word not in given and word not in strict.globals} == set()


@pytest.mark.parametrize("name", NAMES)
def test_it_knows_every_filter_and_test_that_it_uses(name: str, strict: Environment) -> None:
    template = tree(strict, name)
    assert {node.name for node in template.find_all(nodes.Filter)} <= set(strict.filters)
    assert {node.name for node in template.find_all(nodes.Test)} <= set(strict.tests)


def test_no_template_is_left_over() -> None:
    """Each is extended, included, imported or rendered by somebody."""
    spoken = "".join(path.read_text() for folder in ("templates", "ce_workflow") for path in _texts(ROOT / folder))
    assert [name for name in NAMES if f'"{name}"' not in spoken and f"'{name}'" not in spoken] == []


def _texts(folder: Path) -> Iterator[Path]:
    return (path for path in folder.rglob("*") if path.suffix in (".py", ".html"))
