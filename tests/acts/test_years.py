"""The city edits a year: its days, what it asks for, its themes. It is 2 September 2019."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from ce_workflow.acts import bases, years
from ce_workflow.acts.doorway import enter
from ce_workflow.errors import Moved, NotFound, RoleNeeded, RulesBroken
from ce_workflow.people.actor import SYSTEM, Actor
from ce_workflow.states.years import BY_NAME, STEPS
from ce_workflow.store.database import db
from tests.acts.city import City
from tests.acts.invariants import assert_invariants
from tests.acts.test_races import at_once

pytestmark = pytest.mark.template("cast")

NEEDS = {"total": 9000, "public": 3000, "professional": 6000}
CHANGES: dict[str, Callable[..., Any]] = {
    "open_year": lambda **told: years.open_year(2031, {"opens_on": date(2031, 1, 1), **NEEDS}, **told),
    "set_needs": lambda **told: years.change(2019, {"total": 12000}, **told),
    "set_themes": lambda **told: years.add_theme(2019, ("碳中和", "municipal_base"), **told),
    "close_filing": lambda **told: years.change(2019, {"filing_closes_on": date(2019, 9, 30)}, **told),
    "close_deciding": lambda **told: years.change(2019, {"deciding_closes_on": date(2020, 2, 29)}, **told),
    "lock_year": lambda **told: years.change(2019, {"locked_on": date(2020, 3, 31)}, **told),
}
"""One change by each step of one person."""


def do(city: City, work: Callable[..., Any], *given: Any, by: str | Actor = "city", **more: Any) -> Any:
    actor = city.actor(by) if isinstance(by, str) else by
    told = {"at": city.at, "request_id": "years"}
    return enter("years", lambda: work(*given, actor=actor, **told, **more), actor, **told)


def the_year(city: City, number: int = 2019) -> Any:
    return city.rows("SELECT * FROM ce_year WHERE year = :number", number=number)[0]


def codes(refused: pytest.ExceptionInfo[RulesBroken]) -> list[tuple[str, str | None]]:
    return [(finding.code, finding.field) for finding in refused.value.findings]


def last(city: City, number: int = 2019) -> dict[str, Any]:
    return city.bodies(f"year:{number}")[-1]


# --- who may ----------------------------------------------------------------------------


def test_every_step_of_one_person_is_tried_here() -> None:
    assert set(CHANGES) == {step.name for step in STEPS if step.persons == 1}


@pytest.mark.parametrize("step", CHANGES)
@pytest.mark.parametrize("who", ["city", "system"])
def test_the_city_and_the_operator_change_a_year_and_the_trail_says_all_of_it(city: City, step: str, who: str) -> None:
    number = 2031 if step == "open_year" else 2019
    before = len(city.bodies(f"year:{number}"))
    do(city, CHANGES[step], by=SYSTEM if who == "system" else who)
    events = city.bodies(f"year:{number}")
    assert (len(events), events[-1]["action"]) == (before + 1, step)
    if step != "set_themes":
        row = the_year(city, number)
        assert {name: events[-1]["extra"][name] for name in NEEDS} == {name: row._mapping[name] for name in NEEDS}
    assert_invariants(db.session.connection())


@pytest.mark.parametrize("step", CHANGES)
@pytest.mark.parametrize("who", ["claimant", "unit", "sector", "district", "base", "auditor", "admin", "security"])
def test_nobody_else_does(city: City, step: str, who: str) -> None:
    before = city.dump()
    with pytest.raises(RoleNeeded):
        do(city, CHANGES[step], by=who)
    assert city.dump() == before
    assert [event["code"] for event in city.refusals()] == ["role_needed"]


def test_who_has_lost_the_role_does_not_either(city: City) -> None:
    officer = city.actor("city")
    city.dismiss("chengdu")
    for change in CHANGES.values():
        with pytest.raises(RoleNeeded):
            do(city, change, by=officer)


# --- days and needs ---------------------------------------------------------------------


def test_several_columns_at_once_are_one_change(city: City) -> None:
    days = {"filing_closes_on": date(2020, 1, 31), "locked_on": date(2020, 3, 31)}
    assert do(city, years.change, 2019, days) == ("filing_closes_on", "locked_on")
    assert last(city)["action"] == "change"
    assert last(city)["extra"]["locked_on"] == "2020-03-31"
    before = city.dump()
    assert do(city, years.change, 2019, days) == ()
    assert city.dump() == before


def test_a_day_that_has_not_come_is_moved_and_taken_back(city: City) -> None:
    for day in (date(2019, 9, 2), date(2019, 9, 30), None):
        do(city, years.change, 2019, {"filing_closes_on": day})
        assert last(city)["extra"].get("filing_closes_on") == (day.isoformat() if day else None)


@pytest.mark.parametrize(
    ("changed", "found"),
    [
        ({"filing_closes_on": date(2019, 9, 1)}, ("day_passed", "filing_closes_on")),
        ({"locked_on": date(2019, 9, 1)}, ("day_passed", "locked_on")),
        (
            {"filing_closes_on": date(2020, 3, 1), "deciding_closes_on": date(2020, 2, 1)},
            ("days_not_in_order", "deciding_closes_on"),
        ),
        (
            {"filing_closes_on": date(2020, 3, 1), "locked_on": date(2020, 2, 1)},
            ("days_not_in_order", "locked_on"),
        ),
        ({"total": 8000}, ("total_too_small", "total")),
        ({"public": None}, ("need_missing", "public")),
        ({"opens_on": date(2019, 10, 1)}, ("not_in_this_state", "opens_on")),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(city: City, changed: dict[str, Any], found: tuple[str, str]) -> None:
    do(city, years.change, 2019, NEEDS)
    before = city.dump()
    with pytest.raises(RulesBroken) as refused:
        do(city, years.change, 2019, changed)
    assert codes(refused) == [found]
    assert city.dump() == before


@pytest.mark.parametrize("name", ["filing_closes_on", "deciding_closes_on", "locked_on"])
def test_what_has_passed_is_not_moved_by_one_person(city: City, name: str) -> None:
    do(city, years.change, 2019, {name: date(2019, 9, 2)})
    city.pass_days(1)
    for day in (None, date(2019, 12, 1)):
        with pytest.raises(RulesBroken) as refused:
            do(city, years.change, 2019, {name: day}, by=SYSTEM)
        assert codes(refused) == [("not_in_this_state", name)]
        assert "reopened" in str(refused.value.findings[0].text)


def test_once_locked_neither_needs_nor_themes_change(city: City) -> None:
    do(city, years.change, 2019, {"locked_on": date(2019, 9, 2)})
    for step in ("set_needs", "set_themes", "close_filing", "close_deciding"):
        with pytest.raises(RulesBroken) as refused:
            do(city, CHANGES[step])
        assert codes(refused) == [("not_in_this_state", BY_NAME[step].asks[0])]


def test_a_year_is_opened_once_with_all_that_it_asks_for(city: City) -> None:
    do(city, CHANGES["open_year"])
    for number, values, found in (
        (2031, NEEDS, [("year_there", "year")]),
        (2101, NEEDS, [("no_such_year", "year"), ("day_missing", "opens_on")]),
        (2032, {"opens_on": date(2032, 1, 1)}, [("need_missing", name) for name in NEEDS]),
    ):
        with pytest.raises(RulesBroken) as refused:
            do(city, years.open_year, number, values)
        assert codes(refused) == found
    do(city, years.change, 2031, {"opens_on": date(2031, 2, 1)})
    assert last(city, 2031)["action"] == "open_year"


def test_a_late_approval_counts_in_the_year_of_completion(city: City) -> None:
    """Filed in time, decided after filing has closed, credited in the next year: it counts in 2019."""
    claim = city.claim("unit_reviewed")
    do(city, CHANGES["close_filing"])
    city.pass_days(150)
    city.take("verify", claim, "sector").or_raise()
    assert (city.state(claim), city.balance(year=2019)) == ("credited", 1800)


# --- themes -----------------------------------------------------------------------------


def test_themes_are_added_and_removed_and_each_event_says_all_of_them(city: City) -> None:
    there = city.rows("SELECT * FROM ce_theme WHERE year = 2019")
    do(city, years.add_theme, 2019, (" 碳中和 ", "municipal_base"))
    added = last(city)["extra"]
    assert added["themes"] == len(there) + 1
    do(city, years.remove_theme, 2019, ("碳中和", "municipal_base"))
    assert last(city)["extra"]["themes"] == len(there)
    assert city.rows("SELECT * FROM ce_theme WHERE year = 2019") == there


@pytest.mark.parametrize(
    ("theme", "code"),
    [
        (("", "municipal_base"), "bad_theme"),
        (("x" * 101, "municipal_base"), "bad_theme"),
        (("a\u202eb", "municipal_base"), "bad_theme"),
        (("碳中和", "anything"), "bad_platform_class"),
        (("5G+", "municipal_base"), "theme_there"),
    ],
)
def test_a_theme_that_is_none_is_refused(city: City, theme: tuple[str, str], code: str) -> None:
    with pytest.raises(RulesBroken) as refused:
        do(city, years.add_theme, 2019, theme)
    assert [finding.code for finding in refused.value.findings] == [code]
    with pytest.raises(NotFound):
        do(city, years.remove_theme, 2019, ("nothing", "municipal_base"))


# --- two officers -----------------------------------------------------------------------


def test_who_read_an_older_year_is_told(city: City) -> None:
    seen = the_year(city).seq
    do(city, CHANGES["close_filing"], seen=seen)
    for step in ("set_needs", "set_themes", "close_deciding"):
        with pytest.raises(Moved):
            do(city, CHANGES[step], seen=seen)


def test_of_two_who_change_a_year_at_once_one_is_told(city: City) -> None:
    seen, officer, told = the_year(city).seq, city.actor("city"), {"at": city.at, "request_id": "years"}

    def change(total: int) -> Any:
        work = lambda: years.change(2019, {"total": total}, officer, seen=seen, **told)  # noqa: E731
        try:
            return enter("years", work, officer, **told)
        except Moved as moved:
            return moved.code

    answers = at_once(city, [lambda: change(10000), lambda: change(11000)])
    assert sorted(map(str, answers)) == ["('total',)", "moved"]
    assert the_year(city).seq == seen + 1


def test_a_year_that_is_not_there_is_not_found(city: City) -> None:
    with pytest.raises(NotFound):
        do(city, years.change, 1999, {"total": 12000})


# --- bases ------------------------------------------------------------------------------


def test_the_city_says_until_when_the_evaluation_of_a_base_holds(city: City) -> None:
    do(city, bases.set_validity, "base-3", date(2019, 1, 1), date(2021, 12, 31), seen=1)
    event = city.bodies("org:base-3")[-1]
    assert (event["action"], event["extra"]["valid_to"], event["extra"]["kind"]) == ("change", "2021-12-31", "base")
    with pytest.raises(Moved):
        do(city, bases.set_validity, "base-3", None, None, seen=1)
    with pytest.raises(RulesBroken) as refused:
        do(city, bases.set_validity, "base-3", date(2019, 1, 1), date(2018, 12, 31))
    assert codes(refused) == [("ends_before_it_starts", "valid_to")]
    for code in ("U00001", "nothing"):
        with pytest.raises(NotFound):
            do(city, bases.set_validity, code, None, None)


@pytest.mark.parametrize("who", ["claimant", "sector", "district", "base", "admin"])
def test_nobody_else_says_it(city: City, who: str) -> None:
    with pytest.raises(RoleNeeded):
        do(city, bases.set_validity, "base-3", None, None, by=who)
