"""`flask reference load`: what the notice and its annex name, loaded as often as one likes."""

from __future__ import annotations

from datetime import date

from flask import Flask
from sqlalchemy import func, select

from ce_workflow import clock
from ce_workflow.acts import reference
from ce_workflow.people.actor import SYSTEM
from ce_workflow.store.database import db
from ce_workflow.store.tables import Event, Organisation, Theme, Year
from ce_workflow.store.transaction import transaction
from tests.cli.typed import done


def test_the_reference_data_of_2019(app: Flask) -> None:
    done(app, "reference", "load")
    with app.app_context():
        counted = db.session.execute(select(Organisation.kind, func.count()).group_by(Organisation.kind))
        kinds = {kind: number for kind, number in counted}  # noqa: C416
        assert kinds == {"city": 1, "district": 24, "department": 27, "base": 22}
        assert db.session.get_one(Organisation, "chengdu").kind == "city"
        base = db.session.get_one(Organisation, "base-3")
        assert (base.name, base.sort, base.valid_to) == ("成都东软学院", "municipal_base", date(2019, 12, 31))
        assert db.session.get_one(Organisation, "provincial").sort == "provincial_platform"
        assert db.session.get_one(Organisation, "510104-health").district == "510104"
        year = db.session.get_one(Year, 2019)
        assert (year.total, year.public, year.professional) == (9000, 3000, 6000)
        assert (year.opens_on, year.filing_closes_on) == (date(2019, 1, 1), date(2020, 1, 31))
        assert len(db.session.scalars(select(Theme)).all()) == 2
        streams = set(db.session.scalars(select(Event.stream)))
        assert {"org:chengdu", "org:base-21", "org:510104", "year:2019"} <= streams


def test_loading_again_changes_nothing(app: Flask) -> None:
    done(app, "reference", "load")
    said = done(app, "reference", "load")
    kinds = ("organisations", "years", "themes", "rule sets")
    assert said.splitlines() == [f"{what}: 0 new, 0 changed" for what in kinds]
    done(app, "trail", "verify")


def test_what_was_mended_in_the_data_is_named(app: Flask) -> None:
    done(app, "reference", "load")
    with app.app_context():
        db.session.get_one(Organisation, "base-3").name = "另一所学院"  # as an earlier release had it
        db.session.commit()
    assert "base-3: changed name" in done(app, "reference", "load")
    with app.app_context():
        assert db.session.get_one(Organisation, "base-3").name == "成都东软学院"


def test_what_the_city_has_changed_stays_and_is_named(app: Flask) -> None:
    done(app, "reference", "load")
    row = {"year": 2019, "filing_closes_on": date(2020, 2, 1)}
    with app.app_context():
        transaction(lambda: reference.years([row], SYSTEM, at=clock.now(), request_id="test"))
    assert "2019: differs in filing_closes_on, was changed here and stays so" in done(app, "reference", "load")
    with app.app_context():
        assert db.session.get_one(Year, 2019).filing_closes_on == date(2020, 2, 1)
        last = db.session.scalars(select(Event.body).where(Event.stream == "year:2019").order_by(Event.id.desc()))
        assert '"action":"change"' in (said := str(last.first()))
        assert '"filing_closes_on":"2020-02-01"' in said


def test_a_year_to_which_themes_were_added_is_still_mended_by_a_load(app: Flask) -> None:
    done(app, "reference", "load")
    with app.app_context():
        assert '"add_themes"' in str(db.session.scalars(select(Event.body).where(Event.stream == "year:2019")).all())
        db.session.get_one(Year, 2019).total = 7200  # as an earlier release had it
        db.session.commit()
    assert "2019: changed total" in done(app, "reference", "load")
    with app.app_context():
        assert db.session.get_one(Year, 2019).total == 9000


def test_events_do_not_go_back_in_time(app: Flask) -> None:
    done(app, "reference", "load")
    for day in (date(2020, 2, 1), date(2020, 2, 15)):
        row, at = {"year": 2019, "filing_closes_on": day}, clock.now().replace(year=2019)
        with app.app_context():
            transaction(lambda row=row, at=at: reference.years([row], SYSTEM, at=at, request_id="test"))  # type: ignore[misc]
    done(app, "trail", "verify")
