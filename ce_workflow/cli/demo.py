"""`flask demo`: a small city to try everything in, or a large one to measure it with.

Only an empty database is filled; in any other nothing happens. Production refuses: the
password of the demo is known to everybody.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import click
from flask import current_app
from flask.cli import with_appcontext
from sqlalchemy import select

from ce_workflow import clock
from ce_workflow.acts import reference, rule_sets
from ce_workflow.acts.passwords import cost_of, hash_password
from ce_workflow.acts.reference import LOAD
from ce_workflow.cli import packaged
from ce_workflow.cli.cast import ACCOUNTS, BEGAN, EXTRAS, PASSWORD, seat
from ce_workflow.cli.city import Size, build
from ce_workflow.cli.demo_claims import walk_claims
from ce_workflow.cli.frame import acting_as, by_operator, command, enact, progress
from ce_workflow.cli.people import load_files
from ce_workflow.cli.reference import rules
from ce_workflow.cli.say import say
from ce_workflow.errors import Refusal
from ce_workflow.people.roles import VERIFIER
from ce_workflow.store.database import db
from ce_workflow.store.people import user_named
from ce_workflow.store.tables import Person
from ce_workflow.words import N_, Text

FIRST_YEAR = 2019
LEAST = 100


class NoDemoHere(Refusal):
    """Production has no demo."""

    code = "no_demo_here"
    status = 403
    says = N_("There is no demo in production: its password is known to everybody.")


@click.command("demo")
@click.option("--accounts", is_flag=True, help="Print the demo's accounts, and do nothing.")
@click.option("--people", type=click.IntRange(20, 10_000_000), help="So many professionals instead of the sample.")
@click.option("--claims", type=click.IntRange(0, 10_000_000), help="So many claims, written in bulk.")
@click.option("--records", type=click.IntRange(0, 10_000_000), help="So many learning records, written in bulk.")
@click.option("--year", type=click.IntRange(2019, 2100), help="The year of claims and records; 2019 unless told.")
@click.option("--seed", type=int, help="Another seed gives other figures; 1 unless told.")
@with_appcontext
@command
def commands(*, accounts: bool, **wished: int | None) -> None:
    """Load the demo into an empty database; with figures, a city of that size."""
    if current_app.config["CE_ENV"] == "production":
        raise NoDemoHere
    if accounts:
        print_accounts()
    elif db.session.scalar(select(Person.id).limit(1)) is not None:
        click.echo(say(N_("The database is not empty: the demo is for an empty one. Nothing was changed.")))
    else:
        if any(wish is not None for wish in wished.values()):
            load_city(**wished)
        else:
            load_demo()
        print_accounts()


def load_demo() -> None:
    """Reference data, roster, cast, the rules of the school's department, and claims."""
    hashed = hash_password(PASSWORD, cost_of(current_app.config))
    enact("load_reference", open_years, by_operator())
    persons = load_files(packaged.DEMO / "units.csv", packaged.DEMO / "roster.csv", BEGAN)
    enact(
        "seat_cast",
        lambda told: seat(persons, hashed, accounts=ACCOUNTS + EXTRAS, **told),
        by_operator(),
        BEGAN,
    )
    narrower = (packaged.DEMO / "chengdu-education-2019.toml").read_text("utf-8")
    enact("publish_rules", lambda told: rule_sets.publish_text(narrower, **told), acting_as("sector-b", VERIFIER))
    with progress(N_("Claims"), 0) as advance:
        count = walk_claims(persons, current_app.extensions["ce"].blobs, advance)
    click.echo(say(Text(N_("claims: %(count)s"), count=count)))


def load_city(people: int | None, claims: int | None, records: int | None, year: int | None, seed: int | None) -> None:
    """Reference data, cast, and as many people, claims and records as wished."""
    this_year = clock.day_of(clock.now()).year
    size = Size(people or LEAST, claims or 0, records or 0, year or FIRST_YEAR, 1 if seed is None else seed)
    if size.year > this_year:
        raise click.UsageError(f"--year: {size.year} has not begun.")
    hashed = hash_password(PASSWORD, cost_of(current_app.config))
    enact("load_reference", lambda told: open_years(told, size.year), by_operator())
    build(size, hashed)
    text = N_("professionals: %(people)s, claims: %(claims)s, records of %(year)s: %(records)s")
    counts = {"people": size.people, "claims": size.claims, "records": size.records, "year": str(size.year)}
    click.echo(say(Text(text, **counts)))


def open_years(told: dict[str, Any], more: int = FIRST_YEAR) -> None:
    """What comes with the product, then what only the demo has.

    2019 is open without end, the present year (and `more`) has its needs and themes; the
    bases' validity reaches to the end of the present year.
    """
    year = clock.day_of(told["at"]).year
    organisations, years, themes = packaged.organisations(), packaged.years(), packaged.themes()
    reference.organisations(organisations, **told, action=LOAD)
    reference.years(years, **told, action=LOAD)
    reference.themes(themes, **told)
    rules(told)
    bases = [row for row in organisations if row["kind"] == "base" and row["valid_to"] is not None]
    extended = [{"code": row["code"], "valid_to": max(row["valid_to"], date(year, 12, 31))} for row in bases]
    reference.organisations(extended, **told)
    open_end: dict[str, Any] = {"filing_closes_on": None, "deciding_closes_on": None}
    needs = {name: years[0][name] for name in packaged.NEEDS}
    numbers = sorted({FIRST_YEAR, year, more})
    opened = [{"year": number} | needs | {"opens_on": date(number, 1, 1)} | open_end for number in numbers]
    reference.years(opened, **told)
    reference.themes([(number, theme, platforms) for number in numbers for _, theme, platforms in themes], **told)


def print_accounts() -> None:
    """The accounts of the demo with their password, if they are here."""
    if user_named(ACCOUNTS[0].username) is None:
        return
    click.echo(say(Text(N_("Demo accounts, the password of all is %(password)s"), password=PASSWORD)))
    for account in ACCOUNTS:
        click.echo(f"  {account.username:<10} {say(account.who)}")
