"""`flask year calendar`, `set-day`, `take-day-back`; and `flask trail verify`, which finds what no event set so."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import text

from ce_workflow import clock
from ce_workflow.store.database import db
from ce_workflow.store.tables import CalendarDay
from ce_workflow.working_days import ARRANGED
from tests.cli.tampering import Tamper, found
from tests.cli.typed import done, typed

pytestmark = pytest.mark.template("cast")

COMING = ARRANGED.next_working(clock.day_of(clock.now()) + timedelta(days=3))
WHY = ("--document", "成府发〔2026〕9号", "--reason", "运动会开幕")
ALTERED = {
    "id": "999",
    "day": "'2031-01-02'",
    "kind": "'working'",
    "document": "'another'",
    "reason": "'another'",
    "set_by": "(SELECT person_id FROM ce_user WHERE username = 'unit')",
    "at": "'2019-02-01T00:00:00.000000Z'",
    "taken_back_by": "(SELECT person_id FROM ce_user WHERE username = 'unit')",
    "taken_back_at": "'2019-02-01T00:00:00.000000Z'",
}


@pytest.fixture
def corrected(app: Flask, claims: dict[str, int]) -> Flask:
    """Two days are set, and the first is taken back."""
    for day, who in ((COMING, ("--as", "city")), (ARRANGED.after(COMING, 1), ())):
        done(app, "year", "set-day", str(day), "--kind", "day_off", *WHY, *who)
    with app.app_context():
        number = db.session.execute(text("SELECT min(id) FROM ce_calendar_day")).scalar_one()
    done(app, "year", "take-day-back", str(number), "--as", "city")
    assert "as they were written" in done(app, "trail", "verify")
    return app


def test_the_calendar_of_a_year_is_shown(corrected: Flask) -> None:
    shown = done(corrected, "year", "calendar", "2019")
    assert "2019: working days 250" in shown
    assert "National Day  2019-10-01..2019-10-07  +2019-09-29  +2019-10-12" in shown
    assert "only weekends are days off" in done(corrected, "year", "calendar", "2099")
    assert f"{COMING}  Day off  成府发〔2026〕9号  运动会开幕  taken back" in done(
        corrected, "year", "calendar", str(COMING.year)
    )


def test_what_stands_against_a_day_is_said_at_once(app: Flask) -> None:
    result = typed(app, "year", "set-day", "2019-01-02", "--kind", "half", "--document", "", "--reason", "因")
    assert result.exit_code == 1
    for said in ("has passed", "Say whether", "“Document number” is blank"):
        assert said in result.stderr


def test_a_number_that_no_correction_can_have_is_not_found(app: Flask) -> None:
    result = typed(app, "year", "take-day-back", "9" * 30)
    assert result.exit_code == 1
    assert "Traceback" not in result.stderr
    assert result.stderr.strip()


def test_every_column_is_altered_here() -> None:
    assert set(ALTERED) == {column.name for column in CalendarDay.__table__.c}


@pytest.mark.parametrize("column", ALTERED)
def test_a_correction_that_was_altered_is_named(corrected: Flask, tamper: Tamper, column: str) -> None:
    tamper(f"UPDATE ce_calendar_day SET {column} = {ALTERED[column]} WHERE id = (SELECT min(id) FROM ce_calendar_day)")
    assert any(line.startswith("org:chengdu") and "[calendar]" in line for line in found(corrected))


def test_one_that_was_taken_back_does_not_come_to_life_again(corrected: Flask, tamper: Tamper) -> None:
    tamper("UPDATE ce_calendar_day SET taken_back_by = NULL, taken_back_at = NULL")
    [line] = found(corrected)
    assert line.startswith("org:chengdu")


def test_those_that_vanished_are_missed(corrected: Flask, tamper: Tamper) -> None:
    tamper("DELETE FROM ce_calendar_day")
    assert len(found(corrected)) == 2


def test_one_that_nobody_set_is_named(corrected: Flask, tamper: Tamper) -> None:
    columns = "kind, document, reason, at"
    tamper(
        f"INSERT INTO ce_calendar_day (day, {columns})"
        f" SELECT '2031-01-02', {columns} FROM ce_calendar_day WHERE taken_back_at IS NULL"
    )
    [line] = found(corrected)
    assert line.startswith("org:chengdu [calendar]")
