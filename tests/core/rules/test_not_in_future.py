"""What is claimed is done."""

from datetime import date

from tests.core.claims_2019 import codes, said


def test_t15_what_ends_tomorrow_cannot_be_claimed_today() -> None:
    found = said("C27", filed_on=date(2019, 11, 7))
    assert [(finding.code, finding.field) for finding in found] == [("in_the_future", "ended_on")]


def test_what_ended_today_can_be_claimed_today() -> None:
    assert said("C27", filed_on=date(2019, 11, 8)) == []


def test_every_day_that_lies_ahead_is_named() -> None:
    assert codes(said("C27", filed_on=date(2019, 11, 1))) == ["in_the_future", "in_the_future"]
