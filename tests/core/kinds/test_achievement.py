"""Appraised achievements: by level and rank, never under six hours."""

import pytest

from tests.core.claims_2019 import codes, said, worked_out


@pytest.mark.parametrize(
    ("level", "rank", "hours"),
    [
        ("national", 1, 60),
        ("national", 2, 57),
        ("national", 19, 6),
        ("national", 40, 6),
        ("provincial", 1, 40),
        ("provincial", 3, 34),
        ("provincial", 12, 7),
        ("provincial", 13, 6),
        ("municipal", 1, None),
    ],
)
def test_each_rank_has_three_hours_less_and_six_at_least(level: str, rank: int, hours: int | None) -> None:
    assert worked_out("C17", level=level, rank=rank) == hours


@pytest.mark.parametrize("level", ["municipal", "county"])
def test_a_level_that_is_not_named_is_refused_by_the_clause(level: str) -> None:
    assert [finding.clause for finding in said("C17", {"level": level})] == ["三(三)3"]


def test_a_number_without_letters_or_digits_is_refused() -> None:
    assert codes(said("C17", {"appraisal_number": "——"})) == ["appraisal_number_unreadable"]
