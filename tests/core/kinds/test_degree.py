"""Degrees in service: fifteen hours a course, at most seventy-two."""

import pytest

from tests.core.claims_2019 import codes, said, worked_out


@pytest.mark.parametrize(("courses", "hours"), [(0, 0), (1, 15), (4, 60), (5, 72), (99, 72)])
def test_a_course_gives_fifteen_hours_up_to_seventy_two(courses: int, hours: int) -> None:
    assert worked_out("C20", courses_passed=courses) == hours


@pytest.mark.parametrize("degree", ["bachelor", "master", "doctor", "second_degree"])
def test_the_degrees_of_the_notice_are_accepted(degree: str) -> None:
    assert said("C20", {"degree": degree}) == []


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"degree": "junior_college"}, "degree"),
        ({"degree": "kindergarten"}, "degree"),
        ({"in_service": "no"}, "in_service"),
        ({"in_service": None}, "in_service"),
    ],
)
def test_what_is_not_named_or_not_in_service_is_refused_by_the_clause(changes: dict[str, object], field: str) -> None:
    assert [(finding.clause, finding.field) for finding in said("C20", changes)] == [("三(三)4", field)]


def test_no_course_passed_warns() -> None:
    found = said("C20", {"courses_passed": 0})
    assert not any(finding.refuses for finding in found)
    assert codes(found) == ["no_hours_worked_out", "no_course_passed"]
