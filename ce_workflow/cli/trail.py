"""`flask trail`: is everything as it was written?

Exit status 0: it is; 1: something was tampered with, the first of it is named; 2: it
could not be found out.
"""

from __future__ import annotations

import sys

import click
from flask import current_app
from flask.cli import AppGroup
from sqlalchemy.exc import SQLAlchemyError

from ce_workflow.cli.frame import command, complain, progress
from ce_workflow.cli.say import say
from ce_workflow.reports.verify_trail import Verified, count_events, count_files, verify
from ce_workflow.store.blobs import BlobStoreDown
from ce_workflow.trail.verify import Fault
from ce_workflow.words import N_, Text

commands = AppGroup("trail", help="The audit trail.")

TAMPERED, UNKNOWN = 1, 2


@commands.command("verify")
@click.option("--blobs", is_flag=True, help="Read every file of evidence too.")
@command
def verify_trail(*, blobs: bool) -> None:
    """Go through every event and what follows from it, and name what is not as it was written."""
    try:
        with progress(N_("Events"), count_events() + (count_files() if blobs else 0)) as advance:
            found = verify(advance, current_app.extensions["ce"].blobs if blobs else None)
    except BlobStoreDown as fault:
        complain(say(fault.text))
        sys.exit(UNKNOWN)
    except (SQLAlchemyError, OSError, ValueError) as fault:
        complain(say(Text(N_("The trail could not be verified: %(why)s"), why=str(fault.__cause__ or fault))))
        sys.exit(UNKNOWN)
    _tell(found)
    if not found.holds:
        sys.exit(TAMPERED)


def _tell(found: Verified) -> None:
    counts = {"events": found.events, "streams": found.streams, "faults": found.count}
    if found.holds:
        click.echo(say(Text(N_("%(events)s events in %(streams)s streams: all as they were written."), **counts)))
        return
    text = N_("%(events)s events in %(streams)s streams: TAMPERED WITH, %(faults)s faults. The first:")
    click.echo(say(Text(text, **counts)))
    for fault in found.faults:
        click.echo(f"  {_place(fault)} [{fault.code}]: {say(fault.detail)}")


def _place(fault: Fault) -> str:
    return fault.stream if fault.seq is None else f"{fault.stream} seq {fault.seq}"
