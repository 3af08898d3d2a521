"""Conferences and lectures: class hours, a supplement for a paper, twice for lecturing."""

import pytest

from tests.core.claims_2019 import codes, said, worked_out


@pytest.mark.parametrize(
    ("level", "characters", "hours"),
    [
        ("national", 2000, 30),
        ("national", 2001, 32),
        ("provincial", 2000, 28),
        ("provincial", 2001, 30),
        ("municipal", 5000, 24),
        ("unit", 5000, 24),
    ],
)
def test_a_paper_adds_to_the_class_hours_by_level_and_length(level: str, characters: int, hours: int) -> None:
    assert worked_out("C24", level=level, paper_characters=characters) == hours


@pytest.mark.parametrize(("part", "hours"), [("attended", 6), ("lectured", 12)])
def test_lecturing_doubles_what_a_day_counts(part: str, hours: int) -> None:
    assert worked_out("C25", part=part, class_hours=8) == hours


def test_three_hours_of_lecturing_are_six() -> None:
    assert worked_out("C25", part="lectured") == 6


def test_a_paper_without_its_length_is_refused_and_works_out_nothing() -> None:
    assert worked_out("C24", paper_characters=None) is None
    assert codes(said("C24", {"paper_characters": None})) == ["paper_characters_missing"]


def test_those_who_attend_need_no_paper() -> None:
    assert said("C24", {"paper_characters": None, "part": "attended"}) == []


def test_a_part_that_nobody_plays_works_out_nothing() -> None:
    assert worked_out("C24", part="slept") is None
