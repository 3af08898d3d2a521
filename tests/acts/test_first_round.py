"""What cannot be saved is told all that stands against it in the first round; what can be saved may be wrong."""

from __future__ import annotations

import json

import pytest

from tests import cast
from tests.acts.city import City
from tests.acts.test_filing import codes

pytestmark = pytest.mark.template("cast")


def test_all_that_can_be_known_is_said_beside_what_cannot_be_read(city: City) -> None:
    backwards = {"started_on": "2019-06-20", "ended_on": "2019-06-19", "result": "failed"}
    wrong = cast.answers("training", hours_claimed="abc", class_hours="99,5", title="", **backwards)
    expected = {
        ("hours_unreadable", "hours_claimed"),
        ("hours_unreadable", "class_hours"),
        ("ends_before_it_starts", "ended_on"),
        ("not_passed", "result"),
    }
    returned, before = city.claim("returned"), city.dump()
    for outcome in (
        city.draft("claimant", "claimant", fields=wrong, files=[]),
        city.take("edit", returned, "claimant", fields=wrong),
    ):
        assert {(finding.code, finding.field) for finding in outcome.refusal.findings} == expected
        assert len(outcome.refusal.findings) == len(expected)
    assert city.dump() == before


def test_a_draft_that_can_be_read_is_kept_whatever_the_rules_say_of_it(city: City) -> None:
    backwards = cast.answers("training", started_on="2019-06-20", ended_on="2019-06-19", title="")
    claim_id = city.draft("claimant", "claimant", fields=backwards, files=[]).or_raise().id
    city.take("edit", claim_id, "claimant", fields=backwards).or_raise()
    assert set(codes(city.take("submit", claim_id, "claimant"))) == {
        "blank",
        "evidence_missing",
        "ends_before_it_starts",
    }


def test_the_theme_is_not_spoken_of_while_the_day_that_names_its_year_cannot_be_read(city: City) -> None:
    outcome = city.draft(
        "claimant", "claimant", "public_course", fields=cast.answers("public_course", completed_on="x")
    )
    assert codes(outcome) == ["date_unreadable"]


def test_a_live_claim_is_told_of_everything_together_with_the_achievement_of_another(city: City) -> None:
    number = json.loads(city.row(city.claim(kind="patent")).fields)["patent_number"]
    returned = city.claim("returned", "patent")
    wrong = cast.answers("patent", patent_number=number, inventor_rank="9", inventor_count="4")
    assert set(codes(city.take("edit", returned, "claimant", fields=wrong))) == {"claimed_already", "rank_above_count"}
    wrong["granted_on"] = "never"
    said = codes(city.take("edit", returned, "claimant", fields=wrong))
    assert sorted(said) == ["claimed_already", "date_unreadable", "rank_above_count"]


def test_a_file_that_cannot_be_kept_is_told_with_what_the_rules_say(city: City) -> None:
    backwards = cast.answers("training", started_on="2019-06-20", ended_on="2019-06-19")
    strange = [("passport", cast.keep(city.app))]
    outcome = city.draft("claimant", "claimant", fields=backwards, files=strange)
    assert codes(outcome) == ["unknown_piece", "ends_before_it_starts"]
