"""Training: class hours, at most six a day; who organised it counts."""

from decimal import Decimal

import pytest

from tests.core.claims_2019 import codes, said, worked_out

DAYS = {"started_on": "2019-11-04", "ended_on": "2019-11-05"}


@pytest.mark.parametrize(("class_hours", "hours"), [("4.5", "4.5"), ("12", "12"), ("12.1", "12"), ("16", "12")])
def test_a_day_counts_six_hours_at_most(class_hours: str, hours: str) -> None:
    assert worked_out("C27", class_hours=class_hours, **DAYS) == Decimal(hours)


@pytest.mark.parametrize("organiser_type", ["unit", "sector", "hr_bureau", "association", "base"])
def test_the_organisers_of_the_notice_are_accepted(organiser_type: str) -> None:
    assert said("C27", {"organiser_type": organiser_type, "delivered_by": "某公司"}) == []


def test_another_organiser_is_refused_by_both_clauses() -> None:
    found = said("C27", {"organiser_type": "other"})
    assert [(finding.clause, finding.field) for finding in found] == [
        ("三(三)1", "organiser_type"),
        ("三(二)", "organiser_type"),
    ]


def test_what_was_failed_is_refused() -> None:
    assert codes(said("C27", {"result": "failed"})) == ["not_passed"]
