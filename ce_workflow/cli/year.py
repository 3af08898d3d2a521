"""`flask year`: years listed, read, opened, closed, locked, reopened by two persons; and their working days."""

from __future__ import annotations

from datetime import date
from typing import Any

import click
from flask.cli import AppGroup

from ce_workflow import clock
from ce_workflow.acts import calendar_days, reopening, year_typed
from ce_workflow.acts import years as acts
from ce_workflow.cli.frame import acting_as, by_operator, command, enact
from ce_workflow.cli.say import say
from ce_workflow.errors import Finding, NotFound, RulesBroken
from ce_workflow.kinds.fields import FIRST_YEAR, LAST_YEAR
from ce_workflow.ledger.units import to_hours
from ce_workflow.people.roles import CITY
from ce_workflow.states.years import CLOSING, DAY_LABELS, DAYS, LABELS, NEED_LABELS, NEEDS, state_of
from ce_workflow.store import calendar, years
from ce_workflow.store.tables.years import REQUEST_LABELS
from ce_workflow.words import N_, Text
from ce_workflow.working_days import HOLIDAYS, KIND_LABELS, holidays_of, is_arranged

commands = AppGroup("year", help="Years: what they ask for, until when they take claims, when they are locked.")
NO_DAY = "none"
"""How a day is taken back on the command line."""


@commands.command("list")
@command
def list_years() -> None:
    """Every year with its state and its days."""
    today = clock.day_of(clock.now())
    for row in years.listed():
        days = "  ".join(str(getattr(row, name) or "-") for name in DAYS)
        click.echo(f"{row.year}  {say(LABELS[state_of(row, today)])}  {days}")


@commands.command("show")
@click.argument("number", metavar="YEAR", type=int)
@command
def show(number: int) -> None:
    """One YEAR: its days, needs, themes, and requests to reopen it."""
    row = years.one(number)
    if row is None:
        raise NotFound
    click.echo(f"{row.year}  {say(LABELS[state_of(row, clock.day_of(clock.now()))])}")
    for name in DAYS:
        click.echo(f"  {say(DAY_LABELS[name])}: {getattr(row, name) or '-'}")
    for name in NEEDS:
        click.echo(f"  {say(NEED_LABELS[name])}: {to_hours(getattr(row, name))}")
    for theme, platform_class in years.themes(number):
        click.echo(f"  {theme}  {platform_class}")
    for request in years.requests(number):
        days = ", ".join(str(getattr(request, name) or "-") for name in CLOSING)
        click.echo(f"  {request.number}  {say(REQUEST_LABELS[request.state])}  {request.by}  {days}  {request.reason}")


@commands.command("set")
@click.argument("number", metavar="YEAR", type=int)
@click.option("--opens-on", help="The first day on which claims can be filed.")
@click.option("--filing-closes-on", help="The last day of filing; “none” takes it back.")
@click.option("--deciding-closes-on", help="The last day of deciding; “none” takes it back.")
@click.option("--locked-on", help="The day from which the year is locked; “none” takes it back.")
@click.option("--total", help="Hours in all.")
@click.option("--public", help="Hours of public subjects.")
@click.option("--professional", help="Hours of professional subjects.")
@click.option("--as", "usernames", multiple=True, help="An officer of the city who does it; twice to reopen.")
@click.option("--reason", help="Why the year is reopened.")
@command
def set_year(number: int, usernames: tuple[str, ...], reason: str | None, **typed: str | None) -> None:
    """Set days and needs of YEAR, which begins to exist if it is not there.

    What has passed is reopened: --as twice, for two officers of the city who are two persons, and --reason.
    """
    given = {name: "" if text == NO_DAY else text for name, text in typed.items() if text is not None}
    if not given:
        raise click.UsageError("Say at least one day or need.")
    values = year_typed.read(given)
    if reason is not None or len(usernames) > 1:
        _reopen(number, values, usernames, reason or "")
        return
    actor = acting_as(usernames[0], CITY) if usernames else by_operator()
    if years.one(number) is None:
        enact("open_year", lambda told: acts.open_year(number, values, **told), actor)
        click.echo(say(Text(N_("The year %(year)s is there."), year=str(number))))
        return
    changed = enact("change_year", lambda told: acts.change(number, values, **told), actor)
    columns = ", ".join(changed) or "-"
    click.echo(say(Text(N_("%(year)s: changed %(columns)s"), year=str(number), columns=columns)))


@commands.command("calendar")
@click.argument("number", metavar="YEAR", type=click.IntRange(FIRST_YEAR, LAST_YEAR))
@command
def show_calendar(number: int) -> None:
    """The working days of YEAR: holidays, days of weekends that are worked, and what the city has set."""
    days = calendar.calendar().count(date(number, 1, 1), date(number, 12, 31))
    click.echo(say(Text(N_("%(year)s: working days %(days)s"), year=str(number), days=days)))
    if not is_arranged(number):
        text = N_("The State Council's arrangement of %(year)s is not known here: only weekends are days off.")
        click.echo("  " + say(Text(text, year=str(number))))
    for one in holidays_of(number):
        worked = "".join(f"  +{day}" for day in one.worked)
        click.echo(f"  {say(HOLIDAYS.get(one.name, one.name))}  {one.first}..{one.last}{worked}")
    for row in calendar.corrections(number):
        ended = "  " + say(N_("taken back")) if row.taken_back_at else ""
        click.echo(f"  {row.id}  {row.day}  {say(KIND_LABELS[row.kind])}  {row.document}  {row.reason}{ended}")


@commands.command("set-day")
@click.argument("day")
@click.option("--kind", required=True, help="“working” or “day_off”.")
@click.option("--document", required=True, help="The number of the document that says so.")
@click.option("--reason", required=True, help="Why, in a few words.")
@click.option("--as", "username", help="The officer of the city who does it.")
@command
def set_day(username: str | None, **raw: str) -> None:
    """DAY, one to come, is a working day or a day off, whatever the State Council arranged."""
    actor = acting_as(username, CITY) if username else by_operator()
    number = enact("set_day", lambda told: calendar_days.set_day(raw, **told), actor)
    click.echo(say(Text(N_("The day is set; the number of this is %(number)s."), number=str(number))))


@commands.command("take-day-back")
@click.argument("number", type=int)
@click.option("--as", "username", help="The officer of the city who does it.")
@command
def take_day_back(number: int, username: str | None) -> None:
    """What was set under NUMBER, of a day to come, holds no more."""
    actor = acting_as(username, CITY) if username else by_operator()
    enact("take_day_back", lambda told: calendar_days.take_back(number, **told), actor)
    click.echo(say(N_("It is taken back; the day is what it was arranged to be.")))


def _reopen(number: int, values: dict[str, Any], usernames: tuple[str, ...], reason: str) -> None:
    """Ask as the first and confirm as the second, in one go."""
    if len(usernames) != 2 or set(values) - set(CLOSING):
        text = N_("To reopen a year name two officers of the city with --as, the closing days and the --reason.")
        raise RulesBroken([Finding("two_persons", Text(text))])
    row = years.one(number)
    if row is None:
        raise NotFound
    first, second = (acting_as(username, CITY) for username in usernames)
    days = {name: getattr(row, name) for name in CLOSING} | values

    def work(told: dict[str, Any]) -> None:
        request = reopening.ask(number, days, reason, seen=row.seq, **(told | {"actor": first}))
        reopening.confirm(number, request, **told)

    enact("reopen_year", work, second)
    click.echo(say(Text(N_("The year %(year)s is reopened."), year=str(number))))
