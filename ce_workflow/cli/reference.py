"""`flask reference`: the reference data that comes with the product."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import click
from flask.cli import AppGroup

from ce_workflow.acts import reference, rule_sets
from ce_workflow.acts.reference import LOAD, Loaded
from ce_workflow.cli import packaged
from ce_workflow.cli.frame import by_operator, command, enact
from ce_workflow.cli.say import say
from ce_workflow.words import N_, Text

commands = AppGroup("reference", help="Reference data: organisations, years, themes, the city's rules.")


@commands.command("load")
@command
def load() -> None:
    """Load what comes with the product; what is there already stays, changes are named."""

    def work(told: dict[str, Any]) -> list[tuple[str, Loaded]]:
        found = [
            (N_("organisations"), reference.organisations(packaged.organisations(), **told, action=LOAD)),
            (N_("years"), reference.years(packaged.years(), **told, action=LOAD)),
        ]
        new = reference.themes(packaged.themes(), **told)
        found.append((N_("themes"), Loaded(new=[f"{year} {theme}" for year, theme, _ in new])))
        return [*found, (N_("rule sets"), Loaded(new=rules(told)))]

    for what, loaded in enact("load_reference", work, by_operator()):
        report(what, loaded)


def rules(told: dict[str, Any]) -> list[str]:
    """Publish the city's rules that come with the product; the versions that are new."""
    return [version for text in packaged.rule_sets() if (version := rule_sets.bring(text, **told))]


def report(what: str, loaded: Loaded) -> None:
    """How many are new, and each that changed or was left alone by name."""
    text = N_("%(what)s: %(new)s new, %(changed)s changed")
    click.echo(say(Text(text, what=Text(what), new=len(loaded.new), changed=len(loaded.changed))))
    for keys, columns in _together(loaded.changed):
        click.echo("  " + say(Text(N_("%(key)s: changed %(columns)s"), key=keys, columns=columns)))
    for keys, columns in _together(loaded.left):
        text = N_("%(key)s: differs in %(columns)s, was changed here and stays so")
        click.echo("  " + say(Text(text, key=keys, columns=columns)))


def _together(found: dict[str, tuple[str, ...]]) -> Iterator[tuple[str, str]]:
    """(keys, columns), what changed alike in one line."""
    alike: dict[tuple[str, ...], list[str]] = {}
    for key, columns in found.items():
        alike.setdefault(columns, []).append(key)
    for columns, keys in alike.items():
        yield ", ".join(keys), ", ".join(columns)
