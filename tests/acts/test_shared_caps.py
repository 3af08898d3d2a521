"""Several degree claims of a year: each is told of the others that stand."""

from __future__ import annotations

import json

import pytest

from tests.acts.city import City

pytestmark = pytest.mark.template("cast")


def told_of(city: City, claim_id: int) -> list[str]:
    """The other claims that the warnings of this one name."""
    kept = json.loads(city.row(claim_id).warnings or "[]")
    return [warning["text"]["params"]["claims"] for warning in kept if warning["code"] == "more_of_the_year"]


def test_the_second_degree_claim_of_a_year_is_told_of_the_first(city: City) -> None:
    first = city.claim("submitted", "degree")
    assert told_of(city, first) == []
    assert told_of(city, city.claim("submitted", "degree", "claimant2")) == []
    assert told_of(city, city.claim("submitted", "training")) == []
    second = city.claim("submitted", "degree")
    assert told_of(city, second) == [str(first)]
    city.take("withdraw", first, "claimant").or_raise()
    third = city.claim("submitted", "degree")
    assert told_of(city, third) == [str(second)]


def test_in_a_list_each_sees_those_before_it(city: City) -> None:
    drafts = [city.claim("draft", "degree") for _ in range(3)]
    for outcome in city.take_all("submit", [(claim_id, None, {}) for claim_id in drafts], "claimant"):
        outcome.or_raise()
    first, second, _ = drafts
    assert [told_of(city, claim_id) for claim_id in drafts] == [[], [str(first)], [f"{first}, {second}"]]


def test_a_draft_and_another_year_are_no_others(city: City) -> None:
    city.tell("INSERT INTO ce_year (year, total, public, professional, opens_on) VALUES (2018, 1, 1, 1, '2018-01-01')")
    city.claim("draft", "degree")
    city.claim("submitted", "degree", completed_on="2018-06-01")
    assert told_of(city, city.claim("submitted", "degree")) == []
