"""What a year asks of somebody is reduced by a reviewer of their unit, on a document, and never for oneself."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from ce_workflow.acts.doorway import enter
from ce_workflow.acts.reductions import OwnNeed, cancel_reduction, reduce_need
from ce_workflow.clock import day_of
from ce_workflow.errors import NotFound, RoleNeeded, RulesBroken
from ce_workflow.ledger.asked import Asked
from ce_workflow.ledger.reductions import Reduction
from ce_workflow.store import ledger, needs
from ce_workflow.trail.canonical import canonical
from ce_workflow.trail.chain import digest
from tests import cast
from tests.acts.city import City
from tests.acts.rules import HEALTH, publish

pytestmark = pytest.mark.template("cast")

DOCUMENT = "市人医〔2019〕12号"
LEAVE = {"reason": "maternity_leave", "from_day": "2019-03-01", "to_day": "2019-06-06", "document": DOCUMENT}
BY_TITLE = (
    HEALTH
    + """
[need]
total = 80
public = 30
professional = 50
basis = "ours 第四条"

[need_by_title.intermediate]
total = 72
public = 24
professional = 48
basis = "ours 第五条"
"""
)


def person(city: City, name: str = "claimant") -> str:
    found = city.actor(name, "claimant" if name == "claimant" else None).person_id
    assert found
    return found


def do(city: City, act: Callable[..., Any], *given: Any, by: str = "unit", role: str | None = None) -> Any:
    actor, told = city.actor(by, role), {"at": city.at, "request_id": "reduce"}
    return enter(act.__name__, lambda: act(*given, actor, **told), actor, **told)


def reduce(city: City, name: str = "claimant", by: str = "unit", role: str | None = None, **other: str) -> Any:
    return do(city, reduce_need, person(city, name), 2019, LEAVE | other, by=by, role=role)


def asked(city: City, name: str = "claimant") -> Asked:
    row = ledger.year(2019)
    assert row is not None
    return needs.asked_of(person(city, name), [row], day_of(city.at))[2019]


def figures(found: Asked) -> tuple[int, int, int]:
    return found.public, found.professional, found.total


def codes(refused: pytest.ExceptionInfo[RulesBroken]) -> list[str]:
    return [finding.code for finding in refused.value.findings]


# --- what the year asks -----------------------------------------------------------------


def test_without_rules_of_ones_own_the_year_asks_what_the_city_says(city: City) -> None:
    assert figures(asked(city)) == (3000, 6000, 9000)
    assert dict(asked(city).clauses) == {
        "public": "三",
        "professional": "人社部令第25号 第八条",
        "total": "人社部令第25号 第八条",
    }


def test_the_sector_may_ask_by_level_of_title_and_is_cited(city: City) -> None:
    publish(city, BY_TITLE, "sector")
    assert figures(asked(city)) == (2400, 4800, 7200)
    assert set(asked(city).clauses.values()) == {"成卫发〔2019〕1号 第五条"}


def test_a_level_without_a_need_of_its_own_has_that_of_the_set(city: City) -> None:
    publish(city, BY_TITLE.replace("need_by_title.intermediate", "need_by_title.junior"), "sector")
    assert figures(asked(city)) == (3000, 5000, 8000)
    clauses = asked(city).clauses
    assert (clauses["public"], clauses["total"]) == ("三", "成卫发〔2019〕1号 第四条")


def test_people_of_another_sector_are_asked_as_before(city: City) -> None:
    publish(city, BY_TITLE, "sector")
    assert figures(asked(city, "outsider")) == (3000, 6000, 9000)


def test_a_part_of_an_hour_that_a_fraction_leaves_is_dropped(city: City) -> None:
    publish(
        city,
        BY_TITLE.replace("professional = 48", 'professional = "2/3"').replace("total = 72", "total = 80"),
        "sector",
    )
    assert asked(city).professional == 5333


def test_rules_that_ended_with_the_year_still_say_what_it_asked(city: City) -> None:
    publish(city, BY_TITLE.replace("inherits", "in_force_to = 2019-12-31\ninherits"), "sector")
    row = ledger.year(2019)
    assert row is not None
    assert needs.asked_of(person(city), [row], date(2020, 2, 1))[2019].total == 7200


def test_the_need_by_title_is_reduced_pro_rata(city: City) -> None:
    publish(city, BY_TITLE, "sector")
    reduce(city)
    assert figures(asked(city)) == (1750, 3500, 5250)


# --- deciding ---------------------------------------------------------------------------


def test_a_reduction_holds_at_once_and_says_by_which_document(city: City) -> None:
    reduce(city)
    assert figures(asked(city)) == (2150, 4350, 6550)
    [one] = asked(city).reductions
    assert isinstance(one, Reduction)
    assert (one.reason, one.days_in(2019), one.document) == ("maternity_leave", 98, DOCUMENT)


def test_overlaps_are_allowed_and_count_once(city: City) -> None:
    reduce(city)
    reduce(city, reason="sick_leave", from_day="2019-06-01", to_day="2019-06-06", document="另")
    assert figures(asked(city)) == (2150, 4350, 6550)
    assert len(asked(city).reductions) == 2


def test_it_is_one_event_of_codes_on_the_stream_of_the_person(city: City) -> None:
    before = len(city.bodies(f"person:{person(city)}"))
    number = reduce(city)
    *_, last = bodies = city.bodies(f"person:{person(city)}")
    assert (len(bodies), last["action"]) == (before + 1, "reduce_need")
    extra = last["extra"]
    assert extra.pop("since")
    assert extra == {
        "reduction": number,
        "year": 2019,
        "reason": "maternity_leave",
        "from": "2019-03-01",
        "to": "2019-06-06",
        "decided_by": city.actor("unit").person_id,
        "document": digest(DOCUMENT),
    }
    assert DOCUMENT not in canonical(last)


def test_everything_that_stands_against_it_is_said_at_once(city: City) -> None:
    city.tell("UPDATE ce_year SET deciding_closes_on = '2019-09-01' WHERE year = 2019")
    before = city.dump()
    with pytest.raises(RulesBroken) as refused:
        reduce(city, reason="bored", from_day="2019-06-06", to_day="2019-03-01", document="  ")
    assert codes(refused) == ["document_missing", "reason_unknown", "days_not_in_order", "deciding_closed"]
    assert city.dump() == before


@pytest.mark.parametrize(
    ("other", "code"),
    [
        ({"reason": ""}, "reason_missing"),
        ({"from_day": ""}, "from_day_missing"),
        ({"to_day": "2019-02-30"}, "date_unreadable"),
        ({"from_day": "2018-03-01", "to_day": "2018-04-01"}, "days_outside_year"),
        ({"document": "x" * 101}, "text_too_long"),
        ({"document": "a\u0000b"}, "characters_refused"),
    ],
)
def test_what_cannot_stand_so_is_named(city: City, other: dict[str, str], code: str) -> None:
    with pytest.raises(RulesBroken) as refused:
        reduce(city, **other)
    assert codes(refused) == [code]


def test_a_locked_year_asks_what_it_asks(city: City) -> None:
    number = reduce(city)
    city.tell("UPDATE ce_year SET locked_on = '2019-09-01' WHERE year = 2019")
    with pytest.raises(RulesBroken) as refused:
        reduce(city)
    assert codes(refused) == ["year_locked"]
    with pytest.raises(RulesBroken) as refused:
        do(city, cancel_reduction, number, person(city), {"document": "撤"})
    assert codes(refused) == ["year_locked"]


def test_never_for_oneself(city: City) -> None:
    with pytest.raises(OwnNeed):
        reduce(city, "unit", by="unit", role="reviewer")
    reduce(city, "unit", by="unit2")
    [row] = city.rows("SELECT id FROM ce_reduction")
    with pytest.raises(OwnNeed):
        do(city, cancel_reduction, row.id, person(city, "unit"), {"document": "撤"}, by="unit", role="reviewer")


@pytest.mark.parametrize(
    ("by", "refusal"),
    [
        ("unit-b", NotFound),
        ("sector", RoleNeeded),
        ("district", RoleNeeded),
        ("city", RoleNeeded),
        ("admin", RoleNeeded),
    ],
)
def test_only_a_reviewer_of_the_unit_decides(city: City, by: str, refusal: type[Exception]) -> None:
    before = city.dump()
    with pytest.raises(refusal):
        reduce(city, by=by)
    assert city.dump() == before
    assert city.refusals()[-1]["act"] == "reduce_need"


def test_a_year_that_nobody_knows_and_a_person_that_nobody_knows_are_not_found(city: City) -> None:
    for who, year in ((person(city), 2001), ("0" * 32, 2019)):
        with pytest.raises(NotFound):
            do(city, reduce_need, who, year, LEAVE)


# --- cancelling -------------------------------------------------------------------------


def test_what_is_cancelled_stays_and_reduces_nothing(city: City) -> None:
    number = reduce(city)
    do(city, cancel_reduction, number, person(city), {"document": "撤"}, by="unit2")
    assert figures(asked(city)) == (3000, 6000, 9000)
    [row] = city.rows("SELECT * FROM ce_reduction")
    assert (row.id, row.document, row.cancelled_document) == (number, DOCUMENT, "撤")
    assert row.cancelled_by == city.actor("unit2").person_id
    last = city.bodies(f"person:{person(city)}")[-1]
    assert (last["action"], last["extra"]["cancelled_document"]) == ("cancel_reduction", digest("撤"))
    assert last["extra"]["document"] == digest(DOCUMENT)


def test_it_is_cancelled_once_and_by_a_document(city: City) -> None:
    number = reduce(city)
    do(city, cancel_reduction, number, person(city), {"document": "撤"})
    with pytest.raises(RulesBroken) as refused:
        do(city, cancel_reduction, number, person(city), {})
    assert codes(refused) == ["cancelled_already", "document_missing"]


def test_a_reduction_of_somebody_else_is_not_found(city: City) -> None:
    number = reduce(city)
    with pytest.raises(NotFound):
        do(city, cancel_reduction, number, person(city, "claimant2"), {"document": "撤"})


def test_the_cast_is_of_the_level_that_these_tests_suppose() -> None:
    assert {line.title_level for line in cast.roster()} == {"intermediate"}
