"""`flask rules simulate` and `flask rules verify`: what a set would change, and that none has changed what was."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import click
from flask.cli import with_appcontext

from ce_workflow import clock
from ce_workflow.acts.looked_over import look_over
from ce_workflow.acts.simulations import keep
from ce_workflow.cli.frame import by_operator, command, enact, progress
from ce_workflow.cli.rule_file import FILE, read_text, tell_faults
from ce_workflow.cli.say import say
from ce_workflow.errors import Finding, RulesBroken
from ce_workflow.ledger.units import to_hours
from ce_workflow.reports import verify_hours
from ce_workflow.reports.simulate import count_claims, simulate
from ce_workflow.reports.simulated import FIGURES, GROUPS, OF_HOURS, Difference, Figures, Simulated, apart, named, read
from ce_workflow.rules.sets.explain import Explained
from ce_workflow.rules.sets.shape import RuleSet
from ce_workflow.store import facts, rule_sets, simulations
from ce_workflow.store.names import organisations
from ce_workflow.words import N_, Text

DIFFERS = 1


@click.command("simulate")
@click.argument("file", type=FILE)
@click.option("--year", type=int, required=True, help="The year whose claims are worked out.")
@click.option(
    "--result", "into", type=click.Path(dir_okay=False, path_type=Path), help="Write the result as JSON here."
)
@with_appcontext
@command
def simulate_set(file: Path, year: int, into: Path | None) -> None:
    """Work out the claims of a year under the rule set in FILE, beside what was credited; no claim changes."""
    looked = look_over(read_text(file))
    if looked.faults or looked.rules is None:
        tell_faults(file, looked)
        sys.exit(1)
    if facts.year(year) is None:
        raise RulesBroken([Finding("no_such_year", Text(N_("The year %(year)s is not there yet."), year=str(year)))])
    before = simulations.last(looked.rules.authority, year)
    found = _simulated(looked.rules, rule_sets.digest_of(looked.text, looked.parent), year)
    if into is not None:
        into.write_text(found.text() + "\n", "utf-8")
    number = enact("keep_simulation", lambda told: keep(found, **told), by_operator(), found.at)
    _print(_lines(found))
    if before is not None:
        _print(_compared(read(before.result), found))
    click.echo(say(Text(N_("It is kept as simulation %(number)s."), number=str(number))))


@click.command("verify")
@click.option("--year", type=int, help="The claims of this year alone.")
@with_appcontext
@command
def verify(year: int | None) -> None:
    """Work out every claim again from what it pins: is that what it has? Exit status 1: some differ."""
    with progress(N_("Claims"), verify_hours.count_submitted(year)) as advance:
        found = verify_hours.verify(year, advance)
    counts = {"claims": found.claims, "changed": found.changed, "differ": found.count}
    if found.changed:
        text = N_("%(changed)s were sent back and changed since: worked out anew when they are submitted again.")
        click.echo(say(Text(text, **counts)))
    if found.holds:
        click.echo(say(Text(N_("%(claims)s claims: all have the hours that were worked out for them."), **counts)))
        return
    click.echo(say(Text(N_("%(claims)s claims: %(differ)s DIFFER. The first:"), **counts)))
    for one in found.differing:
        text = N_("claim %(claim)s has %(kept)s, worked out again it is %(worked)s")
        figures = {"claim": str(one.claim), "kept": _hours(one.kept), "worked": _hours(one.worked)}
        click.echo("  " + say(Text(text, **figures)))
    sys.exit(DIFFERS)


def _simulated(rules: RuleSet, digest: str, year: int) -> Simulated:
    with progress(N_("Claims"), count_claims(rules.authority, year)) as advance:
        return simulate(rules, digest, year, at=clock.now(), advance=advance)


def _print(lines: Iterable[str]) -> None:
    for line in lines:
        click.echo(line)


def _lines(found: Simulated) -> Iterator[str]:
    text = N_("%(version)s on the claims of %(year)s of “%(authority)s”")
    yield say(Text(text, version=found.version, year=str(found.year), authority=found.authority))
    for what, figures in ((N_("Credited"), found.credited), (N_("Under way"), found.under_way)):
        yield f"{say(what)}"
        yield f"  {_figures(figures, FIGURES)}"
    names = organisations({code for group in ("department", "district") for code in found.tables[group]})
    for group, rows in found.sorted():
        if rows:
            yield say(GROUPS[group])
        for code, figures in rows:
            yield f"  {_word(named(group, code, names))}: {_figures(figures, FIGURES)}"
    if found.largest:
        yield say(N_("The largest differences"))
    for one in found.largest:
        yield from _difference(one)


def _figures(figures: Figures, which: Iterable[str]) -> str:
    return ", ".join(f"{say(FIGURES[name])} {_figure(name, getattr(figures, name))}" for name in which)


def _figure(name: str, figure: int) -> str:
    return _hours(figure) if name in OF_HOURS else str(figure)


def _hours(units: int | None) -> str:
    return "–" if units is None else f"{to_hours(units):f}"


def _difference(one: Difference) -> Iterator[str]:
    kind = _word(named("kind", one.kind, {}))
    text = N_("claim %(claim)s, %(kind)s: credited %(before)s, under the rules tried %(after)s")
    yield "  " + say(Text(text, claim=str(one.claim), kind=kind, before=_hours(one.before), after=_hours(one.after)))
    for what, units, lines in ((N_("Worked out then"), one.worked, one.then), (N_("Now"), one.after, one.now)):
        yield f"    {say(what)}: {_hours(units)}"
        yield from (f"      {_line(line)}" for line in lines)


def _line(line: Explained) -> str:
    return f"{line.change.normalize():+f}  {say(line.text)}" + (f"  [{line.cited}]" if line.cited else "")


def _compared(before: Simulated, found: Simulated) -> Iterator[str]:
    differing = apart(before, found)
    told = {"at": before.at, "version": before.version}
    if not differing:
        yield say(Text(N_("No figure differs from the simulation of %(at)s (%(version)s)."), **told))
        return
    yield say(Text(N_("Against the simulation of %(at)s (%(version)s):"), **told))
    for one in differing:
        yield f"  {say(one.label)}: {_figure(one.name, one.first)} → {_figure(one.name, one.second)}"


def _word(word: Text | str) -> str:
    return say(word) if isinstance(word, Text) else word
