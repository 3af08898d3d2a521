"""What all commands share: who types them, how a refusal is said, how progress is shown.

What a command does goes through the same acts as everything else. A refusal is said in
the operator's language on standard error, with every finding and its clause, and the
exit status is 1; click itself answers bad usage with 2. What no doorway has recorded, such
as a file that cannot be read, is recorded here.
"""

from __future__ import annotations

import getpass
import secrets
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from functools import wraps
from typing import Any, TypeVar

import click

from ce_workflow import clock
from ce_workflow.acts.doorway import denied, enter
from ce_workflow.cli.say import say, spoken
from ce_workflow.errors import Finding, Refusal
from ce_workflow.people.actor import NOBODY, SYSTEM, Actor
from ce_workflow.store.people import actor_named
from ce_workflow.words import N_

T = TypeVar("T")
SHOWN = 50
"""Findings of one refusal that are shown; a file may have thousands of wrong lines."""


class NoSuchAccount(Refusal):
    """Nobody acts under this name, or not in this role."""

    code = "no_such_account"
    status = 404
    says = N_("There is no open account “%(username)s” with this role.")


def operator() -> str:
    """The name under which the operating system knows who types."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a user without an entry
        return "unknown"


def by_operator() -> Actor:
    """The system, with the operator's name: for what is done in nobody's name."""
    return replace(SYSTEM, operator=operator())


def acting_as(username: str, role: str | None, *, prefer: Iterable[str] = ()) -> Actor:
    """The account in whose name the operator acts; raises NoSuchAccount, which is recorded."""
    found = actor_named(username, clock.now(), role, prefer=prefer, operator=operator())
    if found is None:
        refusal = NoSuchAccount(username=username)
        denied("act_as", refusal, replace(NOBODY, operator=operator()), at=clock.now(), request_id=request_id())
        raise refusal
    return found


def request_id() -> str:
    """A name for one act, by which its events are found."""
    return f"cli-{secrets.token_hex(8)}"


def enact(act: str, work: Callable[[dict[str, Any]], T], actor: Actor, at: datetime | None = None) -> T:
    """`work(told)` in one transaction; `told` is the actor, the time and the request as acts are told them."""
    at, request = at or clock.now(), request_id()
    told = {"actor": actor, "at": at, "request_id": request}
    return enter(act, lambda: work(told), actor, at=at, request_id=request)


def command(work: Callable[..., None]) -> Callable[..., None]:
    """A command that speaks the operator's language and ends with status 1 after a refusal."""

    @wraps(work)
    def wrapped(*args: Any, **options: Any) -> None:
        with spoken():
            try:
                work(*args, **options)
            except Refusal as refusal:
                tell(refusal)
                denied(_name(), refusal, by_operator(), at=clock.now(), request_id=request_id())
                sys.exit(1)

    return wrapped


def _name() -> str:
    """The command as a code: `people load` is people_load."""
    here, words = click.get_current_context(), list[str]()
    while here.parent is not None:
        words.insert(0, here.info_name or "")
        here = here.parent
    return "_".join(words).replace("-", "_")


def tell(refusal: Refusal) -> None:
    """The refusal and each of its findings, on standard error."""
    complain(say(refusal.text))
    for finding in refusal.findings[:SHOWN]:
        complain(f"  - {sentence(finding)}")
    if (more := len(refusal.findings) - SHOWN) > 0:
        complain("  " + say(N_("… and more of the same kind:")) + f" {more}")


def sentence(finding: Finding) -> str:
    """A finding with its clause."""
    return say(finding.text) + (f" ({finding.clause})" if finding.clause else "")


def complain(text: str) -> None:
    click.echo(text, err=True)


@contextmanager
def progress(what: str, length: int) -> Iterator[Callable[[int], None]]:
    """A bar on standard error while somebody watches; `advance(n)` moves it."""
    with click.progressbar(length=length, label=say(what), file=sys.stderr, hidden=not sys.stderr.isatty()) as bar:
        yield bar.update
