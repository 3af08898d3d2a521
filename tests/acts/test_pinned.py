"""What a claim was counted with stays with it: the day of filing, working days, the level of the title."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import pytest
from sqlalchemy import event

from ce_workflow import working_days
from ce_workflow.acts.explain import worked_again
from ce_workflow.acts.preview import to_decide_with
from ce_workflow.clock import day_of
from ce_workflow.errors import RulesBroken
from ce_workflow.reports import verify_hours
from ce_workflow.reports.verify_trail import verify
from ce_workflow.store import calendar
from ce_workflow.store.database import db
from tests import cast
from tests.acts.city import City
from tests.acts.rules import HEALTH, publish

pytestmark = pytest.mark.template("cast")

LATE = """
[ways.training.measures.late]
from = "ended_on"
to = "filed_on"
unit = "working_days"
from_next_day = true
"""
IN_TIME = """
[[ways.training.eligible]]
id = "in_time"
needs = { late = { most = %s } }
says = { zh = "逾期申报", en = "Filed late" }
basis = "ours 第七条"
"""
LESS = """
[[ways.training.cap]]
id = "late"
hours = 10
when = { late = { above = %s } }
basis = "ours 第七条"
"""
SHARED = """
[[ways.training.year]]
id = "of_the_year"
hours = 30
pool = "all"
basis = "ours 第八条"
"""


def days_so_far(city: City) -> int:
    """Working days from the end of the training that the cast claims to today."""
    ended = city.row(city.claim("draft")).ended_on
    return calendar.calendar().count_after(ended, day_of(city.at))


def window(city: City, line: str, days: int = 0, more: str = "") -> None:
    """A measure of days gone since the end, and what follows if they are more than today's and `days`."""
    publish(city, HEALTH + LATE + line % (days_so_far(city) + days) + more, "sector")


def corrected(city: City, day: date, kind: str = "day_off") -> None:
    """The calendar is another one by now, whatever the way: as a newer arrangement would make it."""
    columns = "day, kind, document, reason, set_by, at"
    asked = f"INSERT INTO ce_calendar_day ({columns}) VALUES (:day, :kind, 'x', 'x', NULL, :at)"
    city.tell(asked, day=day.isoformat(), kind=kind, at=city.at.strftime("%Y-%m-%dT%H:%M:%S.%fZ"))


def again(city: City, claim_id: int) -> Any:
    """The hours that the page works out."""
    _, result = worked_again(city.row(claim_id))
    assert result is not None
    return result.hours


def sent_back(city: City, days: int) -> int:
    """A claim that was filed in time, and comes back so many days later."""
    claim_id = city.claim("submitted")
    city.pass_days(days)
    city.take("send_back", claim_id, "unit").or_raise()
    city.pass_days(1)
    return claim_id


def after_another(city: City) -> int:
    """A claim that is late, and shared a cap when it was filed with one that has let it go since."""
    other = city.claim("submitted", title="另一个培训班", class_hours="4", hours_claimed="8")
    city.pass_days(1)
    claim_id = city.claim("submitted")
    assert "year:all" in city.row(claim_id).used
    city.take("withdraw", other, "claimant").or_raise()
    return claim_id


# --- the day of filing ------------------------------------------------------------------


def test_a_claim_that_comes_back_is_not_late_if_it_was_filed_in_time(city: City) -> None:
    window(city, IN_TIME)
    claim_id = sent_back(city, 7)
    city.take("submit", claim_id, "claimant").or_raise()
    assert city.row(claim_id).filed_on == date(2019, 9, 2)
    assert verify_hours.verify(None).holds


def test_hours_that_depend_on_the_day_of_filing_are_those_of_the_day_that_it_keeps(city: City) -> None:
    window(city, LESS)
    claim_id = sent_back(city, 7)
    city.take("submit", claim_id, "claimant").or_raise()
    assert city.row(claim_id).units_computed == 3600
    assert again(city, claim_id) == 36
    assert verify_hours.verify(None).holds
    assert not verify().count


def test_what_was_completed_after_the_first_filing_is_filed_on_its_own_day(city: City) -> None:
    publish(city, HEALTH + LATE + IN_TIME % 3, "sector")
    early = {"started_on": "2019-08-29", "ended_on": "2019-08-30"}
    claim_id = city.claim("submitted", **early)
    city.take("send_back", claim_id, "unit").or_raise()
    city.pass_days(4)
    later = cast.answers("training", **early | {"ended_on": "2019-09-05"})
    city.take("edit", claim_id, "claimant", fields=later).or_raise()
    city.take("submit", claim_id, "claimant").or_raise()
    assert city.row(claim_id).filed_on == date(2019, 9, 6)
    city.take("send_back", claim_id, "unit").or_raise()
    city.pass_days(17)
    city.take("edit", claim_id, "claimant", fields=later | {"ended_on": "2019-09-12"}).or_raise()
    refused = city.take("submit", claim_id, "claimant").refusal
    assert isinstance(refused, RulesBroken)
    assert "逾期申报" in str(refused.findings)
    city.take("edit", claim_id, "claimant", fields=later).or_raise()
    city.take("submit", claim_id, "claimant").or_raise()
    assert city.row(claim_id).filed_on == date(2019, 9, 6)
    assert verify_hours.verify(None).holds


# --- working days -----------------------------------------------------------------------


def test_a_claim_keeps_the_working_days_that_it_was_counted_with(city: City) -> None:
    window(city, LESS, days=-1)
    claim_id = city.claim("submitted")
    assert city.row(claim_id).units_computed == 1000
    corrected(city, date(2019, 8, 15))
    assert again(city, claim_id) == 10
    assert verify_hours.verify(None).holds
    assert not any("[claim]" in str(fault) for fault in verify().faults)


def test_a_newer_arrangement_of_days_that_have_passed_changes_no_claim(
    city: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    window(city, LESS, days=-1)
    claim_id = city.claim("submitted")
    monkeypatch.setattr(working_days, "OFF", {**working_days.OFF, date(2019, 8, 15): "National Day"})
    assert again(city, claim_id) == 10
    assert verify_hours.verify(None).holds


def test_of_a_claim_that_keeps_no_figures_they_are_counted_again(city: City) -> None:
    window(city, LESS, days=-1)
    claim_id = city.claim("submitted")
    city.tell("UPDATE ce_claim SET told = NULL")
    assert again(city, claim_id) == 10
    assert verify_hours.verify(None).holds
    corrected(city, date(2019, 8, 15))
    assert not verify_hours.verify(None).holds


def test_no_figures_are_kept_where_none_are_counted(city: City) -> None:
    assert city.row(city.claim("submitted")).told is None


def test_a_figure_that_somebody_changes_by_hand_is_found(city: City) -> None:
    window(city, LESS, days=-1)
    claim_id = city.claim("submitted")
    city.tell("UPDATE ce_claim SET told = :told", told='{"counted": {"late": "1"}}')
    assert not verify_hours.verify(None).holds
    assert verify().count
    city.tell("UPDATE ce_claim SET told = 'nonsense'")
    assert [one.claim for one in verify_hours.verify(None).differing] == [claim_id]


def test_others_are_not_blamed_for_what_the_calendar_changed(city: City) -> None:
    window(city, LESS, more=SHARED)
    claim_id = after_another(city)
    corrected(city, date(2019, 8, 15))
    told = to_decide_with("review", claim_id, city.actor("unit"), city.at)
    assert "caps_have_changed" not in [found.code for found in told]


def test_of_a_year_whose_arrangement_is_not_known_the_deciders_are_told(
    city: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(city, HEALTH + LATE + LESS % 3, "sector")
    assert "calendar_not_known" not in (city.row(city.claim("submitted")).warnings or "")
    monkeypatch.setattr(working_days, "LAST_KNOWN", 2018)
    assert "calendar_not_known" in city.row(city.claim("submitted", by="claimant2")).warnings


def test_nothing_is_said_of_it_where_no_working_days_are_counted(city: City, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(working_days, "LAST_KNOWN", 2018)
    assert "calendar_not_known" not in (city.row(city.claim("submitted")).warnings or "")


def test_a_list_reads_the_calendar_the_rules_and_what_is_shared_once(city: City) -> None:
    day = '[[ways.training.day]]\nid = "a_day"\nhours = 12\npool = "all"\nbasis = "ours 第八条"\n'
    publish(city, HEALTH + LATE + LESS % 3 + day, "sector")
    claims = [
        city.claim("draft", title=f"培训{n}", started_on=f"2019-03-{n}1", ended_on=f"2019-03-{n}2") for n in "012"
    ]
    for step, who in (("submit", "claimant"), ("review", "unit")):
        with asked(city) as seen:
            outcomes = city.take_all(step, [(claim_id, None, {"reason": "hours_adjusted"}) for claim_id in claims], who)
        assert [one.refusal for one in outcomes] == [None, None, None]
        assert len([sql for sql in seen if "ce_calendar_day" in sql]) == (step == "submit"), step
        assert len([sql for sql in seen if "ce_rule_set.digest" in sql and "version =" in sql]) <= 1, step


@contextmanager
def asked(city: City) -> Iterator[list[str]]:
    """The statements that are run meanwhile."""
    seen: list[str] = []

    def hear(*told: Any) -> None:
        seen.append(told[2])

    with city.app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", hear)
    yield seen
    event.remove(engine, "before_cursor_execute", hear)


# --- the level of the title -------------------------------------------------------------


def test_a_claim_keeps_the_level_of_the_title_that_it_was_counted_with(city: City) -> None:
    by_level = LESS.replace("late = { above = %s }", 'title_level = "intermediate"')
    publish(city, HEALTH + by_level + SHARED, "sector")
    claim_id = after_another(city)
    assert city.row(claim_id).units_computed == 1000
    city.tell("UPDATE ce_person SET title_level = 'senior'")
    assert again(city, claim_id) == 10
    assert verify_hours.verify(None).holds
    told = to_decide_with("review", claim_id, city.actor("unit"), city.at)
    assert "caps_have_changed" not in [found.code for found in told]
