"""A calendar day has 24 hours, and ten in class are many."""

import pytest

from tests.core.claims_2019 import said


@pytest.mark.parametrize(
    ("class_hours", "found"),
    [
        ("20", []),
        ("20.1", [("many_hours_a_day", "flag")]),
        ("48", [("many_hours_a_day", "flag")]),
        ("48.1", [("hours_beyond_a_day", "refusal")]),
    ],
)
@pytest.mark.parametrize("claim_id", ["C24", "C27"])
def test_class_hours_are_divided_by_days(claim_id: str, class_hours: str, found: list[tuple[str, str]]) -> None:
    two_days = {"started_on": "2019-09-12", "ended_on": "2019-09-13", "class_hours": class_hours}
    assert [(finding.code, finding.level) for finding in said(claim_id, two_days)] == found


def test_a_course_with_one_date_has_no_days_to_divide_by() -> None:
    assert said("C31", {"class_hours": "90"}) == []
