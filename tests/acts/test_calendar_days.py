"""The city corrects the calendar of working days, by which periods are counted. It is 2 September 2019."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from ce_workflow.acts.calendar_days import set_day, take_back
from ce_workflow.acts.doorway import enter
from ce_workflow.clock import day_of
from ce_workflow.errors import NotFound, RoleNeeded, RulesBroken
from ce_workflow.people.actor import SYSTEM, Actor
from ce_workflow.reports import verify_hours
from ce_workflow.reports.verify_trail import verify
from ce_workflow.store import calendar
from ce_workflow.store.database import db
from tests.acts.city import City
from tests.acts.rules import HEALTH, publish
from tests.acts.test_races import at_once

pytestmark = pytest.mark.template("cast")

DAY = date(2019, 10, 8)
OFF = {"day": "2019-10-08", "kind": "day_off", "document": "成府发〔2019〕9号", "reason": "运动会开幕"}
STREAM = "org:chengdu"
NOTICE = HEALTH.replace("[ways.training]\n", "[ways.training]\nnotice_days = { working = 5 }\n", 1)
WINDOW = """
[ways.training.measures.late]
from = "ended_on"
to = "filed_on"
unit = "working_days"
from_next_day = true
[[ways.training.eligible]]
id = "in_time"
needs = { late = { most = %s } }
level = "warning"
says = { zh = "逾期申报", en = "Filed late" }
basis = "ours 第七条"
"""


def do(city: City, act: Any, *given: Any, by: str | Actor = "city", role: str | None = None) -> Any:
    actor = city.actor(by, role) if isinstance(by, str) else by
    told = {"at": city.at, "request_id": "calendar"}
    return enter(act.__name__, lambda: act(*given, actor, **told), actor, **told)


def codes(refused: pytest.ExceptionInfo[RulesBroken]) -> list[str]:
    return [finding.code for finding in refused.value.findings]


def told(city: City) -> list[str]:
    return [row.action for row in city.rows("SELECT action FROM ce_event WHERE stream = :s ORDER BY seq", s=STREAM)]


def test_a_day_is_set_and_taken_back_each_by_one_event(city: City) -> None:
    number = do(city, set_day, OFF)
    assert dict(calendar.calendar().corrections) == {DAY: "day_off"}
    do(city, take_back, number)
    assert dict(calendar.calendar().corrections) == {}
    assert told(city)[-2:] == ["set_day", "take_day_back"]
    [row] = calendar.corrections(2019)
    assert (row.by, row.back_by, row.document) == ("梁静", "梁静", OFF["document"])
    again = do(city, set_day, OFF)
    assert again != number
    assert not verify().count


def test_the_operator_may_too_and_nobody_else(city: City) -> None:
    number = do(city, set_day, OFF, by=SYSTEM)
    for who in ("district", "sector", "unit", "auditor", "admin"):
        with pytest.raises(RoleNeeded):
            do(city, set_day, OFF | {"day": "2019-10-09"}, by=who)
        with pytest.raises(RoleNeeded):
            do(city, take_back, number, by=who)
    with pytest.raises(NotFound):
        do(city, take_back, number + 1)
    assert len(calendar.corrections(2019)) == 1


def test_a_day_that_has_come_stays_as_it_was_counted(city: City) -> None:
    for day in ("2019-08-30", "2019-09-02"):
        with pytest.raises(RulesBroken) as refused:
            do(city, set_day, OFF | {"day": day})
        assert codes(refused) == ["day_come"]
    number = do(city, set_day, OFF)
    for days in (36, 4):
        city.pass_days(days)
        with pytest.raises(RulesBroken) as refused:
            do(city, take_back, number)
        assert codes(refused) == ["day_come"]


def test_nothing_is_taken_back_twice(city: City) -> None:
    number = do(city, set_day, OFF)
    do(city, take_back, number)
    with pytest.raises(RulesBroken) as refused:
        do(city, take_back, number)
    assert codes(refused) == ["taken_back_already"]


def test_of_two_who_set_a_day_at_once_one_does(city: City) -> None:
    def one() -> str:
        try:
            do(city, set_day, OFF)
        except RulesBroken as refusal:
            return refusal.findings[0].code
        return "set"

    assert sorted(at_once(city, [one, one])) == ["set", "set_before"]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE ce_calendar_day SET kind = 'working'",
        "UPDATE ce_calendar_day SET day = '2019-10-09'",
        "UPDATE ce_calendar_day SET document = 'another', taken_back_at = at",
        "UPDATE ce_calendar_day SET taken_back_by = set_by",
        "DELETE FROM ce_calendar_day",
    ],
)
def test_a_correction_is_never_changed_by_hand(city: City, statement: str) -> None:
    do(city, set_day, OFF)
    with pytest.raises(DBAPIError):
        db.session.execute(text(statement))
    db.session.rollback()
    do(city, take_back, calendar.corrections(2019)[0].id)
    with pytest.raises(DBAPIError):
        db.session.execute(text("UPDATE ce_calendar_day SET taken_back_at = NULL, taken_back_by = NULL"))
    db.session.rollback()


# --- what counts by it ------------------------------------------------------------------


@pytest.mark.parametrize(("corrected", "due"), [(False, date(2019, 10, 10)), (True, date(2019, 10, 11))])
def test_a_notice_period_of_working_days_skips_holidays_and_what_the_city_set(
    city: City, corrected: bool, due: date
) -> None:
    publish(city, NOTICE, "sector")
    if corrected:
        do(city, set_day, OFF)
    claim = city.claim("submitted")
    assert (city.row(claim).notice_days, city.row(claim).notice_unit) == (5, "working_days")
    city.take("review", claim, "unit").or_raise()
    city.at = datetime(2019, 9, 27, 2, tzinfo=UTC)
    city.take("verify", claim, "sector").or_raise()
    assert city.row(claim).credit_due_on == due
    assert not verify().count


def test_a_correction_made_later_leaves_the_end_of_a_notice_period_as_it_was(city: City) -> None:
    publish(city, NOTICE, "sector")
    claim = city.claim("submitted")
    city.take("review", claim, "unit").or_raise()
    city.at = datetime(2019, 9, 27, 2, tzinfo=UTC)
    city.take("verify", claim, "sector").or_raise()
    do(city, set_day, OFF)
    assert city.row(claim).credit_due_on == date(2019, 10, 10)
    assert not verify().count


@pytest.mark.parametrize("corrected", [False, True])
def test_a_filing_window_of_working_days_is_counted_by_the_corrected_calendar(city: City, corrected: bool) -> None:
    """It ends on 3 September; where that is a day off, a day later."""
    ended = city.row(city.claim("draft")).ended_on
    publish(city, HEALTH + WINDOW % calendar.calendar().count(ended, day_of(city.at)), "sector")
    if corrected:
        do(city, set_day, OFF | {"day": "2019-09-03"})
    city.pass_days(2)
    claim_id = city.claim("submitted")
    assert ("逾期申报" in (city.row(claim_id).warnings or "")) is not corrected
    assert verify_hours.verify(None).holds
