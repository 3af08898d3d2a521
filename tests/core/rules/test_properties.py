"""What holds of every item and every order of items, whatever the facts."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ce_workflow.rules.sets.asked import names_of
from ce_workflow.rules.sets.caps import takes
from ce_workflow.rules.sets.evaluate import evaluate, tally
from ce_workflow.rules.sets.explain import explained
from tests.core.rules.written import NAMES, city, table

NAMES_OF_FACTS = [
    *("class_hours", "started_on", "ended_on", "granted_on", "completed_on", "appraised_on", "part", "level", "result"),
    *("paper_characters", "travel_days", "organised_by_unit", "patent_type", "inventor_rank", "rank", "degree"),
    *("courses_passed", "in_service", "title_level", "filed_on", "days", "minutes", "persons", "achievement", "role"),
    *("course", "year", "points", "agreed_on", "graduated_on", "class", "hours"),
]
DAYS = st.dates() | st.sampled_from([date.min, date.max, date(2019, 12, 31), date(2020, 2, 29)])
NUMBERS = st.one_of(
    st.integers(-3, 200),
    st.integers(),
    st.decimals(allow_nan=True),
    st.sampled_from([10**5000, Decimal("1E+999999"), Decimal("1E-999999"), Decimal("-0"), Decimal("sNaN")]),
)
WORDS = st.sampled_from(
    ["national", "provincial", "invention", "presented", "lectured", "yes", "junior", "first", "八", ""]
)
ODD = st.one_of(
    st.none(),
    st.booleans(),
    st.floats(),
    WORDS,
    st.text(max_size=5),
    DAYS,
    NUMBERS,
    st.datetimes(),
    st.binary(max_size=3),
) | st.sampled_from([[], {}, (), [[1]], {"a": 1}, object])
FACTS = st.dictionaries(st.sampled_from(NAMES_OF_FACTS), ODD, max_size=12)

EVERY_WAY = [(city(), way) for way in city().ways.values()] + [
    (table(name), way) for name in NAMES for way in table(name).ways.values()
]


@given(facts=FACTS, of=st.sampled_from(EVERY_WAY))
def test_odd_facts_are_worked_out_or_missing_and_never_less_than_nothing(facts: dict[str, Any], of: Any) -> None:
    rules, way = of
    result = evaluate(rules, way, facts)
    assert result.canonical() == evaluate(rules, way, facts).canonical()
    assert all(str(line.text) for line in explained(rules, result, names_of(way)))
    if result.hours is None:
        assert result.trace == ()
    else:
        assert result.hours >= 0
        assert takes(way, facts, result.hours, {}) is not None


REAL = st.fixed_dictionaries(
    {
        "class_hours": st.decimals(0, 500, places=2),
        "started_on": st.dates(date(2019, 1, 1), date(2019, 6, 1)),
        "ended_on": st.dates(date(2019, 6, 1), date(2019, 12, 31)),
        "part": st.sampled_from(["attended", "presented", "lectured"]),
        "level": st.sampled_from(["national", "provincial", "municipal"]),
        "class": st.sampled_from(["first", "second", "third"]),
        "patent_type": st.sampled_from(["invention", "utility_model"]),
        "inventor_rank": st.integers(1, 12),
        "rank": st.integers(1, 12),
        "persons": st.integers(1, 12),
        "courses_passed": st.integers(0, 9),
        "travel_days": st.integers(0, 9),
        "paper_characters": st.integers(0, 9000),
        "minutes": st.integers(0, 9000),
        "organised_by_unit": st.booleans(),
        "result": st.sampled_from(["passed", "failed"]),
    }
)


@given(facts=REAL, of=st.sampled_from(EVERY_WAY), order=st.randoms(use_true_random=False))
def test_the_trace_sums_to_the_hours_and_facts_have_no_order(facts: dict[str, Any], of: Any, order: Any) -> None:
    shuffled = list(facts.items())
    order.shuffle(shuffled)
    rules, way = of
    result = evaluate(rules, way, facts)
    assert result.canonical() == evaluate(rules, way, dict(shuffled)).canonical()
    if result.hours is not None:
        assert sum(step.change for step in result.trace) == result.hours
        assert [after.hours - before.hours for before, after in pairwise(result.trace)] == [
            step.change for step in result.trace[1:]
        ]


MONOTONE = [
    ("training", "class_hours"),
    ("conference", "class_hours"),
    ("public_course", "class_hours"),
    ("degree", "courses_passed"),
    ("conference", "paper_characters"),
]


@pytest.mark.parametrize(("way", "fact"), MONOTONE)
@given(facts=REAL, more=st.integers(0, 300))
def test_who_did_more_has_no_less(way: str, fact: str, facts: dict[str, Any], more: int) -> None:
    less = evaluate(city(), city().ways[way], facts).hours
    greater = evaluate(city(), city().ways[way], facts | {fact: facts[fact] + more}).hours
    assert less is not None
    assert greater is not None
    assert less <= greater


@given(facts=REAL, rank=st.integers(1, 30))
def test_who_comes_later_among_inventors_has_no_more(facts: dict[str, Any], rank: int) -> None:
    hours = [
        evaluate(city(), city().ways["patent"], facts | {"inventor_rank": place}).hours for place in (rank, rank + 1)
    ]
    assert hours[0] >= hours[1]


@pytest.mark.parametrize("moment", [datetime(2019, 12, 31, 23, 59), "2019-12-31", 20191231, True])  # noqa: DTZ001
def test_what_is_no_day_belongs_to_no_year(moment: Any) -> None:
    result = evaluate(
        city(), city().ways["patent"], {"granted_on": moment, "patent_type": "invention", "inventor_rank": 1}
    )
    assert "year" not in result.facts


@pytest.mark.parametrize("hours", [-1, Decimal("-0.5")])
def test_less_than_nothing_is_nothing(hours: Any) -> None:
    assert evaluate(city(), city().ways["public_course"], {"class_hours": hours}).hours == 0


@pytest.mark.parametrize("hours", [10**9, 999999999999999999999, 8.333, "八", "", True, Decimal("NaN"), None])
def test_what_is_no_number_is_missing(hours: Any) -> None:
    result = evaluate(city(), city().ways["public_course"], {"class_hours": hours})
    assert (result.hours, result.missing) == (None, ("class_hours",))


def test_yes_is_no_number() -> None:
    facts = {"class_hours": 8, "started_on": date(2019, 3, 4), "ended_on": date(2019, 3, 4)}
    _, result = next(iter(tally(city(), [("A", city().ways["training"], facts)])))
    assert result.hours == 6
    assert evaluate(table("t12"), table("t12").ways["zibo_points"], {"points": True}).hours == 0
