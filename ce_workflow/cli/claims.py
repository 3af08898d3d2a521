"""`flask claims`: steps taken in somebody's name, claims from a file, credit when a notice period ends."""

from __future__ import annotations

import json
import sys
from functools import partial
from pathlib import Path
from typing import Any

import click
from flask import current_app
from flask.cli import AppGroup

from ce_workflow import clock
from ce_workflow.acts.doorway import take
from ce_workflow.acts.pass_on import pass_on, waiting_desks
from ce_workflow.acts.perform import Item
from ce_workflow.acts.sweep import sweep, take_stock
from ce_workflow.cli.claim_file import Filing, load_claims
from ce_workflow.cli.frame import acting_as, by_operator, command, complain, enact, request_id, sentence
from ce_workflow.cli.say import say
from ce_workflow.people.roles import GRANTED
from ce_workflow.rules.decision import REASONS
from ce_workflow.states import steps
from ce_workflow.store import unsent
from ce_workflow.store.claims import due_for_credit, get
from ce_workflow.store.transaction import transaction
from ce_workflow.words import N_, Text

commands = AppGroup("claims", help="Steps of claims, and claims from a file.")
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
A_TIME = 500


class StepName(click.Choice[str]):
    """A step, spelt as in addresses (`send-back`) or as in the trail (`send_back`)."""

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        return super().convert(value.replace("-", "_"), param, ctx)


@commands.command("step")
@click.argument("claim_id", type=click.IntRange(min=1))
@click.argument("step", type=StepName(steps.BY_NAME), metavar="STEP")
@click.option("--as", "username", required=True, help="The account in whose name it is done.")
@click.option("--role", type=click.Choice(GRANTED), help="The role taken; else the one of the account that fits.")
@click.option("--hours", help="Hours confirmed or recognised.")
@click.option("--reason", type=click.Choice([reason.code for reason in REASONS]), help="Why not, or why other hours.")
@click.option("--note", help="A sentence to the reason.")
@click.option("--document", help="The document's number, for what happens after the year's lock.")
@click.option("--checks", help="The lines of the checklist that hold, with commas between, or: all.")
@click.option("--seen-version", type=click.IntRange(min=1), help="Refuse if the claim has changed since this version.")
@command
def step(
    claim_id: int, step: str, username: str, role: str | None, seen_version: int | None, **typed: str | None
) -> None:
    """Take STEP with claim CLAIM_ID."""
    actor = acting_as(username, role, prefer=_roles(step))
    before = get(claim_id, actor)
    was = before.state if before else ""
    given = {name: value for name, value in typed.items() if value is not None}
    claim = take(step, [(claim_id, seen_version, given)], actor, at=clock.now(), request_id=request_id())[0].or_raise()
    click.echo(f"claim {claim_id}: {was} -> {claim.state} (version {claim.version})")


def _roles(step: str) -> list[str]:
    """The roles that take the step, in the order of its rows."""
    return [role for row in steps.STEPS if row.name == step for role in row.roles]


@commands.command("load")
@click.argument("file", type=FILE)
@click.option("--evidence", type=FOLDER, required=True, help="The folder in which the named evidence lies.")
@click.option("--as", "username", required=True, help="Who files what names nobody.")
@click.option("--submit", is_flag=True, help="Submit each claim, not only keep its draft.")
@command
def load(file: Path, evidence: Path, username: str, *, submit: bool) -> None:
    """File the claims of FILE (JSON) and print one JSON line a claim."""
    for answer in load_claims(file, Filing(evidence, username, submit)):
        line = json.dumps(answer, ensure_ascii=False)
        click.echo(line.encode(errors="backslashreplace").decode())  # half of a pair is written as JSON escapes it
        sys.stdout.flush()


@commands.command("pass-on")
@command
def pass_on_claims() -> None:
    """Pass on the claims that wait where nobody is left who may decide them."""
    passed = 0
    for desk in waiting_desks():  # one transaction a desk, so that none is long
        passed += enact("reroute", partial(_pass_on, desk), by_operator())
    click.echo(say(Text(N_("%(passed)s claims passed on"), passed=passed)))


def _pass_on(desk: str, told: dict[str, Any]) -> int:
    return pass_on([desk], **told)


@commands.command("sweep-evidence")
@command
def sweep_evidence() -> None:
    """Remove files that belong to no claim, a week after they came, and look for those that claims have lost.

    What was typed into forms and not sent goes too, when it is older than it is kept.
    """
    transaction(lambda: unsent.forget(clock.now()))
    blobs = current_app.extensions["ce"].blobs
    swept = sweep(blobs, by_operator(), at=clock.now(), request_id=request_id())
    click.echo(say(Text(N_("%(swept)s files removed that belonged to no claim"), swept=swept)))
    stock = take_stock(blobs, by_operator(), at=clock.now(), request_id=request_id())
    text = N_("%(missing)s files of claims are missing from the evidence store, %(back)s are back")
    click.echo(say(Text(text, missing=stock.missing, back=stock.back)))
    for claim_id, evidence_id in stock.first:
        complain(say(Text(N_("claim %(claim)s: file %(id)s is missing"), claim=claim_id, id=evidence_id)))


@commands.command("credit-due")
@command
def credit_due() -> None:
    """Credit the claims whose notice period has ended."""
    credited, at, handled = 0, clock.now(), set[int]()
    on = clock.day_of(at)
    while due := [row for row in due_for_credit(on, A_TIME + len(handled) - credited) if row.id not in handled]:
        handled |= {row.id for row in due}
        items: list[Item] = [(row.id, row.version, {}) for row in due]
        for outcome in take("credit", items, by_operator(), at=at, request_id=request_id()):
            if outcome.refusal is None:
                credited += 1
                continue
            complain(f"claim {outcome.claim_id}: {say(outcome.refusal.text)}")
            for finding in outcome.refusal.findings:
                complain(f"  - {sentence(finding)}")
    text = N_("%(credited)s claims credited, %(refused)s not")
    click.echo(say(Text(text, credited=credited, refused=len(handled) - credited)))
