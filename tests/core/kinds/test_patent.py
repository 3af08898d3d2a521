"""Patents: by type and rank; a design patent is offered, and refused with its clause."""

import pytest

from tests.core.claims_2019 import codes, said, worked_out


@pytest.mark.parametrize(
    ("patent_type", "rank", "hours"),
    [
        ("invention", 1, 48),
        ("invention", 3, 36),
        ("invention", 8, 6),
        ("invention", 9, 0),
        ("invention", 20, 0),
        ("utility_model", 1, 36),
        ("utility_model", 2, 30),
        ("utility_model", 7, 0),
        ("design", 1, None),
        ("xyz", 1, None),
    ],
)
def test_each_rank_has_six_hours_less(patent_type: str, rank: int, hours: int | None) -> None:
    assert worked_out("C09", patent_type=patent_type, inventor_rank=rank) == hours


@pytest.mark.parametrize(
    ("patent_type", "code"), [("design", "design_patent"), ("xyz", "not_listed"), ("{{config}}", "not_listed")]
)
def test_a_type_that_is_not_named_is_refused_by_the_clause(patent_type: str, code: str) -> None:
    assert [(finding.code, finding.clause) for finding in said("C09", {"patent_type": patent_type})] == [
        (code, "三(三)3")
    ]


def test_a_number_of_another_length_is_refused() -> None:
    assert codes(said("C09", {"patent_number": "ZL2018101234567.9"})) == ["patent_number_unreadable"]


def test_a_rank_that_gives_nothing_warns() -> None:
    found = said("C09", {"inventor_rank": 9, "inventor_count": 9})
    assert [(finding.code, finding.level) for finding in found] == [("no_hours_worked_out", "warning")]
