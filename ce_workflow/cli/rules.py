"""`flask rules`: rule sets looked over, tried, published, listed and read."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import click
from flask.cli import AppGroup

from ce_workflow.acts import rule_sets as acts
from ce_workflow.acts.looked_over import MAKER_OF, LookedOver, look_over
from ce_workflow.cli.frame import acting_as, by_operator, command, enact
from ce_workflow.cli.rule_file import FILE, read_text, tell_faults
from ce_workflow.cli.say import say
from ce_workflow.cli.simulate import simulate_set, verify
from ce_workflow.cli.simulate_begun import simulate_begun
from ce_workflow.errors import NotFound
from ce_workflow.people.actor import Actor
from ce_workflow.rules.sets import describe
from ce_workflow.rules.sets.explain import PLATFORM_DEFAULT
from ce_workflow.rules.sets.shape import RuleSet
from ce_workflow.rules.sets.tables import Words
from ce_workflow.store import rule_sets
from ce_workflow.store.organisations import placed
from ce_workflow.store.tables.rule_sets import STATE_LABELS
from ce_workflow.words import N_, Text

commands = AppGroup("rules", help="Rule sets: how hours are worked out, by authority and year.")
commands.add_command(simulate_set)
commands.add_command(simulate_begun)
commands.add_command(verify)


@commands.command("check")
@click.argument("file", type=FILE)
@command
def check(file: Path) -> None:
    """Say everything that is wrong with the rule set in FILE, and change nothing."""
    looked = look_over(read_text(file))
    if looked.faults or looked.rules is None:
        tell_faults(file, looked)
        sys.exit(1)
    row = rule_sets.one(looked.rules.version)
    text = N_("%(file)s: no faults; it would be %(version)s.")
    if row is not None:
        text = N_("%(file)s: no faults; it is %(version)s, which is there already: %(state)s.")
    state = Text(STATE_LABELS[row.state]) if row is not None else ""
    click.echo(say(Text(text, file=str(file), version=looked.rules.version, state=state)))


@commands.command("publish")
@click.argument("file", type=FILE)
@click.option("--as", "username", help="The account in whose name it is done; else the operator's own act.")
@command
def publish(file: Path, username: str | None) -> None:
    """Publish the rule set in FILE: it is the one in force of its authority and year from now on."""
    text = read_text(file)
    actor = _maker(username, look_over(text)) if username else by_operator()
    version = enact("publish_rules", lambda told: acts.publish_text(text, **told), actor)
    click.echo(say(Text(N_("%(version)s is published."), version=version)))


@commands.command("list")
@command
def list_sets() -> None:
    """Every version: its state, its days, who published it and when."""
    for row in rule_sets.listed():
        days = f"{row.in_force_from}–{row.in_force_to or ''}"
        by = " ".join(filter(None, [say(Text("%(word)s", word=row.published_at)) if row.published_at else "", row.by]))
        click.echo("  ".join([f"{row.version:<24}", say(STATE_LABELS[row.state]), days, by]).rstrip())


@commands.command("show")
@click.argument("version")
@click.option("--text", "as_written", is_flag=True, help="The document as it was written.")
@command
def show(version: str, *, as_written: bool) -> None:
    """The rule set VERSION in words, with what it inherits."""
    row = rule_sets.one(version)
    if row is None:
        raise NotFound
    if as_written:
        click.echo(row.text, nl=False)
        return
    rules = look_over(row.text).rules if row.published_at is None else rule_sets.whole(version)
    click.echo(f"{row.version}  {say(STATE_LABELS[row.state])}")
    if rules is not None:
        for line in _lines(rules):
            click.echo(line)


def _lines(rules: RuleSet) -> Iterator[str]:
    for one in describe.general(rules):
        yield f"  {say(one.text)}  [{_rests_on(one)}]"
    for way in describe.ways(rules):
        yield f"{say(way.label)}  [{way.cited}]"
        for label, lines in way.steps:
            yield f"  {say(label)}"
            for line in lines:
                yield f"    {'; '.join(map(say, line.texts))}  [{_rests_on(line)}]"
                yield from (f"      {say(N_('when'))} {say(when)}" for when in line.when)
                yield from (f"      {' | '.join(map(_cell, row))}" for row in (line.table.rows if line.table else ()))


def _cell(word: Words) -> str:
    return say(Text("%(word)s", word=word))


def _rests_on(one: describe.Described | describe.General) -> str:
    """The document and clause, that it is a default, and by which set it was written."""
    return ", ".join(filter(None, [say(PLATFORM_DEFAULT) if one.platform else "", one.cited, one.origin]))


def _maker(username: str, looked: LookedOver) -> Actor:
    """The account, in the role in which it makes the rules of that authority if it has it."""
    authority = placed(looked.rules.authority) if looked.rules else None
    role = MAKER_OF.get(authority.kind) if authority else None
    return acting_as(username, None, prefer=[role] if role else MAKER_OF.values())
