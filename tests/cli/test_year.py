"""`flask year`: what an operator sets, and what takes two officers of the city."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask

from ce_workflow import clock
from ce_workflow.acts.appoint import grant
from ce_workflow.acts.years import remove_theme
from ce_workflow.people.actor import SYSTEM
from ce_workflow.reports.year_requests import COMPARED
from ce_workflow.store.tables import YearRequest
from ce_workflow.store.transaction import transaction
from tests import cast
from tests.cli.tampering import Tamper, found
from tests.cli.typed import done, typed

pytestmark = pytest.mark.template("cast")

TODAY = clock.day_of(clock.now())
SOON, LATER = (str(TODAY + timedelta(days=days)) for days in (10, 20))
WHY = ("--reason", "厅里来文，补报一批学时。")
BOTH = ("--as", "city", "--as", "outsider")


@pytest.fixture
def locked(app: Flask) -> Flask:
    """2019 is locked, and two accounts are officers of the city."""
    done(app, "year", "set", "2019", "--locked-on", str(TODAY))
    user_id, told = cast.actor(app, "outsider").user_id or 0, {"at": clock.now(), "request_id": "test"}
    with app.app_context():
        transaction(lambda: grant(user_id, "city", "chengdu", SYSTEM, **told))
    return app


def errors(app: Flask, *words: str) -> str:
    result = typed(app, "year", "set", "2019", *words)
    assert result.exit_code == 1, result.output
    return str(result.stderr)


def test_years_are_listed_and_shown(app: Flask) -> None:
    assert "2019  Open  2019-01-01  -  -  -" in done(app, "year", "list")
    shown = done(app, "year", "show", "2019")
    for line in ("Opens on: 2019-01-01", "Locked from: -", "Hours in all: 90", "5G+  municipal_base"):
        assert f"  {line}\n" in shown
    assert typed(app, "year", "show", "1999").exit_code == 1


def test_a_year_is_opened_with_its_needs_and_then_changed(app: Flask) -> None:
    needs = ("--total", "90", "--public", "30", "--professional", "60")
    assert "is there" in done(app, "year", "set", "2031", "--opens-on", "2031-01-01", *needs)
    assert done(app, "year", "set", "2031", "--filing-closes-on", "2032-01-31").endswith("changed filing_closes_on\n")
    assert done(app, "year", "set", "2031", "--filing-closes-on", "none").endswith("changed filing_closes_on\n")
    assert done(app, "year", "set", "2031", "--filing-closes-on", "none").endswith("changed -\n")
    assert "2031  Not yet open  2031-01-01  -" in done(app, "year", "list")
    assert "as they were written" in done(app, "trail", "verify")


def test_an_officer_is_named_and_has_to_be_one(app: Flask) -> None:
    done(app, "year", "set", "2019", "--locked-on", SOON, "--as", "city")
    assert "no open account" in errors(app, "--locked-on", LATER, "--as", "claimant")


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--locked-on", "tomorrow"), "write the day like"),
        (("--total", "many"), "Write hours"),
        (("--locked-on", "2019-12-31"), "has passed"),
        (("--filing-closes-on", LATER, "--locked-on", SOON), "or a later one"),
    ],
)
def test_what_cannot_be_is_refused(app: Flask, words: tuple[str, ...], says: str) -> None:
    assert says in errors(app, *words)


def test_two_officers_and_a_reason_reopen_a_year(locked: Flask) -> None:
    assert "is reopened" in done(locked, "year", "set", "2019", "--locked-on", SOON, *BOTH, *WHY)
    shown = done(locked, "year", "show", "2019")
    assert "2019  Open" in shown
    assert "Confirmed" in shown
    assert "as they were written" in done(locked, "trail", "verify")


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ((), "Ask for it to be reopened first"),
        (("--as", "city"), "Ask for it to be reopened first"),
        (WHY, "name two officers"),
        (("--as", "city", *WHY), "name two officers"),
        (("--as", "city", "--as", "city", *WHY), "another officer of the city has to confirm it"),
        (("--as", "city", "--as", "claimant", *WHY), "no open account"),
        (BOTH, "Write why the year is to be reopened"),
        ((*BOTH, *WHY, "--total", "120"), "name two officers"),
    ],
)
def test_nothing_less_does(locked: Flask, words: tuple[str, ...], says: str) -> None:
    assert says in errors(locked, "--locked-on", SOON, *words)
    assert "2019  Locked" in done(locked, "year", "list")
    assert "Waits" not in done(locked, "year", "show", "2019")


def test_what_was_set_by_hand_is_not_loaded_again(locked: Flask) -> None:
    with locked.app_context():
        at, request_id = clock.now(), "test"
        theme = ("5G+", "municipal_base")
        year = TODAY.year
        transaction(lambda: remove_theme(year, theme, SYSTEM, at=at, request_id=request_id))
    done(locked, "reference", "load")
    assert "2019  Locked" in done(locked, "year", "list")
    assert "5G+" not in done(locked, "year", "show", str(TODAY.year))


# --- what the verifier finds ------------------------------------------------------------

OF_REQUEST = {
    "state": "'dropped'",
    "asked_by": "'another'",
    "reason": "'another'",
    "salt": "'another'",
    "filing_closes_on": "'2019-02-01'",
    "deciding_closes_on": "'2019-02-01'",
    "locked_on": "NULL",
}


def test_every_column_of_a_request_is_compared_and_tampered_with() -> None:
    columns = {column.name for column in YearRequest.__table__.columns} - {"year", "number"}
    assert columns == set(OF_REQUEST) == {*COMPARED, "salt"}


@pytest.mark.parametrize(("column", "value"), OF_REQUEST.items())
def test_a_request_that_was_altered_is_named(
    claims: dict[str, int], locked: Flask, tamper: Tamper, column: str, value: str
) -> None:
    done(locked, "year", "set", "2019", "--locked-on", SOON, *BOTH, *WHY)
    tamper(f"UPDATE ce_year_request SET {column} = {value} WHERE year = 2019")
    lines = found(locked)
    assert all("[request]" in line for line in lines)
    assert any((column if column != "salt" else "reason") in line for line in lines)


def test_a_request_that_is_gone_or_that_nobody_made_is_named(
    claims: dict[str, int], locked: Flask, tamper: Tamper
) -> None:
    done(locked, "year", "set", "2019", "--locked-on", SOON, *BOTH, *WHY)
    tamper("UPDATE ce_year_request SET number = 1")
    assert [line.partition("]: ")[2] for line in found(locked)] == [
        "no event asks for this request",
        "the request that it asks for is gone",
    ]
