"""A year is reopened by two officers of the city and a reason. It is 2 September 2019, and 2019 is locked."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from ce_workflow.acts import reopening, years
from ce_workflow.acts.doorway import enter
from ce_workflow.errors import Moved, NotFound, RoleNeeded, RulesBroken
from ce_workflow.people.actor import SYSTEM, Actor
from ce_workflow.store.database import db
from tests.acts.city import City
from tests.acts.invariants import assert_invariants
from tests.acts.test_races import at_once
from tests.acts.test_years import codes, do, last, the_year

pytestmark = pytest.mark.template("cast")

DAYS = {
    "filing_closes_on": date(2019, 9, 30),
    "deciding_closes_on": date(2019, 10, 31),
    "locked_on": date(2019, 11, 30),
}
NONE = dict.fromkeys(DAYS)
WHY = "厅里来文，补报一批学时。"


@pytest.fixture
def locked(city: City) -> City:
    """Two officers of the city, and a year that has been locked."""
    city.appoint("outsider", "city", "chengdu")
    do(city, years.change, 2019, dict.fromkeys(DAYS, date(2019, 9, 2)))
    return city


def second(city: City) -> Actor:
    return city.actor("outsider", "city")


def ask(city: City, by: str | Actor = "city", days: dict[str, Any] = DAYS, why: str = WHY, **more: Any) -> int:
    return int(do(city, reopening.ask, 2019, days, why, by=by, **more))


def confirm(city: City, request: int, by: str | Actor) -> None:
    do(city, reopening.confirm, 2019, request, by=by)


def days_of(city: City) -> list[str]:
    return [str(value) for value in the_year(city)[5:8]]


def test_two_officers_reopen_a_year_and_the_event_says_who_asked(locked: City) -> None:
    claim = locked.claim("draft")
    refused = locked.take("submit", claim, "claimant").refusal
    assert refused is not None
    request = ask(locked)
    assert the_year(locked).locked_on is not None, "to ask changes nothing"
    confirm(locked, request, second(locked))
    event = last(locked)
    assert (event["action"], event["actor_person_id"]) == ("reopen_year", second(locked).person_id)
    assert event["extra"]["asked_by"] == locked.actor("city").person_id
    assert event["extra"]["locked_on"] == "2019-11-30"
    locked.take("submit", claim, "claimant").or_raise()
    assert_invariants(db.session.connection())


def test_neither_alone_does(locked: City) -> None:
    request = ask(locked)
    before = locked.dump()
    with pytest.raises(RulesBroken) as refused:
        confirm(locked, request, "city")
    assert codes(refused) == [("own_request", None)]
    assert locked.dump() == before


def test_the_same_person_under_another_account_is_the_same_person(locked: City) -> None:
    request = ask(locked)
    officer = locked.actor("city")
    under_another = Actor(second(locked).user_id, "outsider", officer.person_id, "city", ("chengdu",))
    with pytest.raises(RulesBroken):
        confirm(locked, request, under_another)


@pytest.mark.parametrize("who", ["claimant", "unit", "sector", "district", "base", "auditor", "admin", "security"])
def test_nobody_else_asks_confirms_or_drops(locked: City, who: str) -> None:
    with pytest.raises(RoleNeeded):
        ask(locked, by=who)
    request = ask(locked)
    before = locked.dump()
    for act in (reopening.confirm, reopening.drop):
        with pytest.raises(RoleNeeded):
            do(locked, act, 2019, request, by=who)
    assert locked.dump() == before


def test_the_operator_reopens_nothing_in_nobodys_name(locked: City) -> None:
    with pytest.raises(RoleNeeded):
        ask(locked, by=SYSTEM)
    request = ask(locked)
    with pytest.raises(RoleNeeded):
        confirm(locked, request, SYSTEM)


@pytest.mark.parametrize("why", ["", " \n ", "x" * 501, "a\u202eb"])
def test_without_a_reason_nothing_is_asked(locked: City, why: str) -> None:
    with pytest.raises(RulesBroken) as refused:
        ask(locked, why=why)
    assert codes(refused) == [("reason_missing", "reason")]


@pytest.mark.parametrize(
    ("days", "found"),
    [
        ({"filing_closes_on": date(2019, 9, 1)}, ("day_passed", "filing_closes_on")),
        ({"deciding_closes_on": date(2019, 9, 3)}, ("days_not_in_order", "deciding_closes_on")),
        ({"locked_on": date(2019, 9, 2), "filing_closes_on": None}, ("days_not_in_order", "locked_on")),
        ({**NONE, "locked_on": date(2019, 9, 2)}, ("reopens_nothing", "locked_on")),
    ],
)
def test_days_that_cannot_be_are_refused(locked: City, days: dict[str, Any], found: tuple[str, str]) -> None:
    with pytest.raises(RulesBroken) as refused:
        ask(locked, days=DAYS | days)
    assert codes(refused) == [found]


def test_there_is_nothing_to_reopen_while_the_year_is_open(city: City) -> None:
    with pytest.raises(RulesBroken) as refused:
        ask(city)
    assert codes(refused) == [("nothing_to_reopen", None)]


def test_the_lock_alone_is_lifted(locked: City) -> None:
    locked.pass_days(1)
    passed = date(2019, 9, 2)
    request = ask(locked, days={"filing_closes_on": passed, "deciding_closes_on": passed, "locked_on": None})
    confirm(locked, request, second(locked))
    assert days_of(locked) == ["2019-09-02", "2019-09-02", "None"]


def test_one_request_a_year_waits_until_it_is_confirmed_or_dropped(locked: City) -> None:
    request = ask(locked)
    with pytest.raises(RulesBroken) as refused:
        ask(locked, by=second(locked))
    assert codes(refused) == [("asked_already", None)]
    do(locked, reopening.drop, 2019, request)
    assert last(locked)["action"] == "drop_reopening"
    for act in (reopening.confirm, reopening.drop):
        with pytest.raises(Moved):
            do(locked, act, 2019, request, by=second(locked))
    with pytest.raises(Moved):
        confirm(locked, ask(locked) + 1, second(locked))


def test_what_was_asked_for_is_held_against_the_year_of_the_day_on_which_it_is_confirmed(locked: City) -> None:
    request = ask(locked)
    locked.pass_days(30)
    with pytest.raises(RulesBroken) as refused:
        confirm(locked, request, second(locked))
    assert codes(refused) == [("day_passed", "filing_closes_on")]


def test_who_read_an_older_year_is_told(locked: City) -> None:
    with pytest.raises(Moved):
        ask(locked, seen=the_year(locked).seq - 1)
    with pytest.raises(NotFound):
        do(locked, reopening.ask, 1999, DAYS, WHY)


def test_of_two_who_ask_and_of_two_who_confirm_at_once_one_is_told(locked: City) -> None:
    locked.appoint("claimant2", "city", "chengdu")
    told = {"at": locked.at, "request_id": "years"}
    officers = [second(locked), locked.actor("claimant2", "city")]

    def answer(work: Any, officer: Actor) -> str:
        try:
            enter("years", lambda: work(officer), officer, **told)
        except (RulesBroken, Moved) as refusal:
            return refusal.code
        return "done"

    def asking(officer: Actor) -> int:
        return reopening.ask(2019, DAYS, WHY, officer, **told)

    answers = at_once(locked, [lambda who=who: answer(asking, who) for who in officers])  # type: ignore[misc]
    assert sorted(answers) == ["done", "rules_broken"]
    [request] = locked.rows("SELECT number, asked_by FROM ce_year_request")
    confirming = [who for who in (*officers, locked.actor("city")) if who.person_id != request.asked_by]

    def agreeing(officer: Actor) -> None:
        reopening.confirm(2019, request.number, officer, **told)

    answers = at_once(locked, [lambda who=who: answer(agreeing, who) for who in confirming])  # type: ignore[misc]
    assert sorted(answers) == ["done", "moved"]
    assert [body["action"] for body in locked.bodies("year:2019")].count("reopen_year") == 1
