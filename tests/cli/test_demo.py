"""`flask demo`: the cast, the roster and claims of every kind and state; or a city of any size."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from ce_workflow import clock
from ce_workflow.acts.passwords import verify_password
from ce_workflow.cli.cast import ACCOUNTS, PASSWORD
from ce_workflow.cli.packaged import DEMO, table
from ce_workflow.kinds import KINDS
from ce_workflow.people import id_number
from ce_workflow.states.names import STATES
from ce_workflow.store.database import db
from ce_workflow.store.tables import Balance, Claim, Event, Evidence, Organisation, Person, Theme, User, Year
from tests import cast
from tests.acts.invariants import assert_invariants
from tests.cli.typed import done, typed

DATA = Path(__file__).parents[1] / "data"
THREE = ("claimant", "claimant2", "outsider")


IN_THE_DEMO = pytest.mark.template("demo")


def count(table_: Any) -> int:
    return db.session.scalar(select(func.count()).select_from(table_)) or 0


@IN_THE_DEMO
def test_the_demo_has_everything_to_show_and_its_trail_holds(app: Flask) -> None:
    with app.app_context():
        assert set(db.session.scalars(select(Claim.state))) == set(STATES)
        assert set(db.session.scalars(select(Claim.kind))) == set(KINDS)
        assert count(Person) == 1200 + sum(isinstance(account.person, str) for account in ACCOUNTS)
        assert_invariants(db.session.connection())
        assert db.session.scalar(select(func.max(Event.at))) <= clock.now()
        blobs = app.extensions["ce"].blobs
        assert all(blobs.get(name) for name in db.session.scalars(select(Evidence.blob)))
        waiting = set(db.session.scalars(select(Claim.desk).where(Claim.desk.is_not(None))))
    assert {cast.HOSPITAL, cast.SCHOOL, "chengdu-health", "chengdu-education", "510112", "chengdu"} <= waiting
    assert "all as they were written" in done(app, "trail", "verify")


@IN_THE_DEMO
def test_its_accounts_are_those_that_are_told(app: Flask) -> None:
    told = done(app, "demo", "--accounts")
    numbers = {unit: [row["id_number"] for row in table(DEMO / "roster.csv") if row["unit_code"] == unit]
               for unit in (cast.HOSPITAL, cast.SCHOOL)}  # fmt: skip
    places = {"claimant": (cast.HOSPITAL, 0), "claimant2": (cast.HOSPITAL, 1), "outsider": (cast.SCHOOL, 0)}
    places |= {"unit": (cast.HOSPITAL, 2), "unit2": (cast.HOSPITAL, 3)}
    vault = app.extensions["ce"].vault
    with app.app_context():
        for account in ACCOUNTS:
            user = db.session.scalars(select(User).where(User.username == account.username)).one()
            assert verify_password(user.password_hash, PASSWORD)
            assert account.username in told
            if account.username in places:
                unit, place = places[account.username]
                number = id_number.normalise(numbers[unit][place])
                assert isinstance(number, str)
                assert db.session.get_one(Person, user.person_id).id_index == vault.index_of(number)
    assert cast.actor(app, "unit").role == "reviewer"
    assert cast.actor(app, "unit", "claimant")
    assert PASSWORD in told


@IN_THE_DEMO
def test_its_claims_take_nothing_from_those_who_try(app: Flask) -> None:
    mine = [cast.actor(app, name).person_id for name in THREE]
    with app.app_context():
        assert not db.session.scalars(select(Claim.id).where(Claim.person_id.in_(mine))).all()
    file, evidence = str(DATA / "claims_2019.json"), str(DATA / "evidence")
    printed = done(app, "claims", "load", file, "--evidence", evidence, "--as", "claimant", "--submit")
    answers = {answer["id"]: answer["outcome"] for answer in map(json.loads, printed.splitlines())}
    demanded = {claim["id"]: claim["submit"] for claim in json.loads(Path(file).read_text("utf-8"))["claims"]}
    assert answers == demanded


@IN_THE_DEMO
def test_two_years_are_open_with_the_themes_and_bases_of_2019(app: Flask) -> None:
    this_year = clock.day_of(clock.now()).year
    with app.app_context():
        years = {year.year: year for year in db.session.scalars(select(Year))}
        assert set(years) == {2019, this_year}
        for year in years.values():
            assert (year.total, year.public, year.professional) == (9000, 3000, 6000)
            assert year.filing_closes_on is year.deciding_closes_on is year.locked_on is None
        themes = {tuple(row) for row in db.session.execute(select(Theme.theme, Theme.platform_class))}
        assert themes == {("人工智能与健康", "provincial_platform"), ("5G+", "municipal_base")}
        assert count(Theme) == 2 * len(years)
        bases = db.session.scalars(
            select(Organisation).where(Organisation.kind == "base", Organisation.valid_to.is_not(None))
        )
        assert {base.valid_to.year for base in bases if base.valid_to} == {this_year}


@IN_THE_DEMO
def test_a_database_that_is_not_empty_is_left_alone(app: Flask) -> None:
    with app.app_context():
        before = count(Event)
    for words in ((), ("--people", "100", "--claims", "10")):
        assert "not empty" in done(app, "demo", *words)
    with app.app_context():
        assert count(Event) == before
    again = done(app, "reference", "load")
    assert "0 new, 0 changed" in again
    assert "2019: differs in filing_closes_on, deciding_closes_on" in again


def test_without_the_demo_no_accounts_are_told(app: Flask) -> None:
    assert done(app, "demo", "--accounts") == ""


# --- a city of any size ---------------------------------------------------------------


def figures(app: Flask) -> dict[str, Any]:
    with app.app_context():
        c = Claim
        states = db.session.execute(
            select(c.kind, c.state, func.count(), func.sum(c.units_recognised)).group_by(c.kind, c.state)
        )
        return {
            "claims": sorted(tuple(map(str, row)) for row in states),
            "titles": sorted(db.session.scalars(select(c.title))),
            "names": sorted(db.session.scalars(select(Person.name))),
            "numbers": sorted(str(number) for number in db.session.scalars(select(Person.id_index))),
            "hours": sorted(db.session.scalars(select(Balance.units))),
        }  # fmt: skip


SIZE = ("--people", "70", "--claims", "100", "--records", "90")


def test_a_city_is_as_large_as_wished_and_its_trail_holds(app: Flask) -> None:
    done(app, "demo", *SIZE)
    with app.app_context():
        assert count(Claim) == 100
        assert db.session.scalar(select(func.count()).where(Person.id_index.is_not(None))) == 70
        assert len(set(db.session.scalars(select(Claim.state)))) >= 6
        assert_invariants(db.session.connection())
    assert cast.actor(app, "sector").scopes == ("chengdu-health",)
    assert "all as they were written" in done(app, "trail", "verify")


@pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
class TestOfASeed:
    @pytest.fixture
    def cities(self, databases: Any, tmp_path: Path) -> list[Flask]:
        """Three empty cities."""
        import os

        from ce_workflow import create_app
        from tests.conftest import FOLDER
        from tests.databases import SETTINGS, fresh

        made = []
        for name in ("a", "b", "c"):
            folder = tmp_path / name
            url = fresh(databases, "migrated", Path(os.environ[FOLDER]), folder)
            made.append(create_app({**SETTINGS, "CE_DATABASE_URL": url, "CE_INSTANCE": str(folder)}))
        return made

    def test_the_same_seed_gives_the_same_figures_and_other_ids(self, cities: list[Flask]) -> None:
        first, second, third = cities
        for app, seed in ((first, "5"), (second, "5"), (third, "6")):
            done(app, "demo", *SIZE, "--seed", seed)
        assert figures(first) == figures(second)
        assert figures(first)["claims"] != figures(third)["claims"]
        persons = [set(_ids(app)) for app in (first, second)]
        assert not persons[0] & persons[1]


def _ids(app: Flask) -> list[str]:
    with app.app_context():
        return list(db.session.scalars(select(Person.id)))


@pytest.mark.parametrize(
    "words", [("--people", "3"), ("--claims", "-1"), ("--year", "2018"), ("--year", "2099"), ("--seed", "x")]
)
def test_bad_usage_ends_with_two(app: Flask, words: tuple[str, ...]) -> None:
    assert typed(app, "demo", *words).exit_code == 2
    with app.app_context():
        assert count(Person) == 0
