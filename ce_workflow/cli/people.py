"""`flask people`: units and rosters from files, accounts and roles one by one."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path
from typing import Any

import click
from flask import current_app
from flask.cli import AppGroup

from ce_workflow import clock
from ce_workflow.acts import enrol, reference
from ce_workflow.acts.enrol import Enrolled
from ce_workflow.cli.accounts import appoint, password_needed
from ce_workflow.cli.frame import by_operator, command, enact, progress
from ce_workflow.cli.reference import report
from ce_workflow.cli.say import say
from ce_workflow.cli.tables import in_lines, table
from ce_workflow.errors import Finding, RulesBroken
from ce_workflow.people import roster, units
from ce_workflow.people.names import masked_name
from ce_workflow.people.roles import GRANTED
from ce_workflow.people.roster import RosterLine
from ce_workflow.store.people import organisation_kinds
from ce_workflow.words import N_, Text

commands = AppGroup("people", help="Units, professionals, accounts and roles.")
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
A_TIME = 2000


@commands.command("load")
@click.option("--units", "units_file", type=FILE, help="Units: code, name, department, district, kind.")
@click.option("--roster", "roster_file", type=FILE, help="Professionals, as in the sample roster.")
@command
def load(units_file: Path | None, roster_file: Path | None) -> None:
    """Load units and a roster; repeatable, changes are named. A file with wrong lines is refused as a whole."""
    if units_file is None and roster_file is None:
        raise click.UsageError("Say --units FILE, --roster FILE or both.")
    load_files(units_file, roster_file)


def load_files(units_file: Path | None, roster_file: Path | None, at: datetime | None = None) -> dict[str, list[str]]:
    """Load the files; the persons of each unit in the order of the roster."""
    organisations, lines = _read(units_file, roster_file)
    if units_file is not None:
        loaded = enact("load_units", lambda told: reference.organisations(organisations, **told), by_operator(), at)
        report(N_("units"), loaded)
    if roster_file is None:
        return {}
    done = enrol_lines(lines, at)
    _report(lines, done)
    persons: dict[str, list[str]] = {}
    for line, person_id in zip(lines, done.person_ids, strict=True):
        persons.setdefault(line.unit, []).append(person_id)
    return persons


def _read(units_file: Path | None, roster_file: Path | None) -> tuple[list[dict[str, Any]], list[RosterLine]]:
    """Both files, read; raises RulesBroken with everything that is wrong with either."""
    kinds = organisation_kinds()
    found: list[Finding] = []
    organisations: list[dict[str, Any]] = []
    lines: list[RosterLine] = []
    if units_file is not None:
        organisations, faults = units.read(table(units_file, units.COLUMNS), kinds)
        found += in_lines(units_file, faults)
    if roster_file is not None:
        known = {code for code, kind in kinds.items() if kind == "unit"} | {row["code"] for row in organisations}
        rows = table(roster_file, roster.COLUMNS)
        lines, faults = roster.read(rows, known, on=clock.day_of(clock.now()))
        found += in_lines(roster_file, faults)
    if found:
        raise RulesBroken(found)
    return organisations, lines


def enrol_lines(lines: list[RosterLine], at: datetime | None = None) -> Enrolled:
    """Enrol in transactions of some thousand lines."""
    vault = current_app.extensions["ce"].vault
    whole = Enrolled()
    with progress(N_("Professionals"), len(lines)) as advance:
        for start in range(0, len(lines), A_TIME):
            part = lines[start : start + A_TIME]
            done = enact("enrol", lambda told, part=part: enrol.enrol(part, vault=vault, **told), by_operator(), at)  # type: ignore[misc]
            whole.person_ids += done.person_ids
            whole.new += done.new
            whole.changed |= done.changed
            advance(len(part))
    return whole


def _report(lines: list[RosterLine], done: Enrolled) -> None:
    text = N_("professionals: %(new)s new, %(changed)s changed, %(unchanged)s unchanged")
    counts = {"new": len(done.new), "changed": len(done.changed), "unchanged": done.unchanged}
    click.echo(say(Text(text, **counts)))
    for line, person_id in zip(lines, done.person_ids, strict=True):
        if what := done.changed.get(person_id):
            named = {"name": masked_name(line.name), "unit": line.unit, "columns": ", ".join(what)}
            click.echo("  " + say(Text(N_("%(name)s of %(unit)s: changed %(columns)s"), **named)))


@commands.command("add-user")
@click.argument("username")
@click.option("--role", required=True, type=click.Choice(GRANTED), help="What the account is appointed to.")
@click.option("--of", "scope", default="", help="The code of the organisation it is appointed for.")
@click.option("--person", "number", help="The identity number of the natural person.")
@command
def add_user(username: str, role: str, scope: str, number: str | None) -> None:
    """Make an account with a role; an account that is there gets the role beside those it has.

    The password is read from CE_NEW_PASSWORD, or asked for.
    """
    password = None
    if password_needed(username):
        password = os.environ.get("CE_NEW_PASSWORD") or click.prompt(
            say(N_("Password")), hide_input=True, confirmation_prompt=True, err=True
        )
    appoint(username, password, role, scope, number)
    click.echo(say(Text(N_("%(username)s: %(role)s %(of)s"), username=username, role=role, of=scope)).rstrip())
