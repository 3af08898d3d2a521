"""A rule set in a file: read as text, and everything that is wrong with it said by line."""

from __future__ import annotations

from pathlib import Path

import click

from ce_workflow.acts.looked_over import LookedOver
from ce_workflow.cli.frame import complain
from ce_workflow.cli.say import say
from ce_workflow.errors import Finding, RulesBroken
from ce_workflow.words import N_, Text

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


def read_text(file: Path) -> str:
    """The text of the file; raises RulesBroken where it is none."""
    try:
        return file.read_text("utf-8")
    except UnicodeDecodeError:
        text = Text(N_("%(file)s is no text in UTF-8. Save it as UTF-8."), file=str(file))
        raise RulesBroken([Finding("not_utf8", text)]) from None


def tell_faults(file: Path, looked: LookedOver) -> None:
    """Each fault in a line, then how many there are."""
    for fault in looked.faults:
        where = f"{file}:{fault.line}: " + (f"{fault.path}: " if fault.path else "")
        click.echo(where + say(fault.text))
    complain(say(Text(N_("To be put right first: %(count)s."), count=len(looked.faults))))
    if looked.rules is not None:
        complain(say(Text(N_("Then it would be %(version)s."), version=looked.rules.version)))
