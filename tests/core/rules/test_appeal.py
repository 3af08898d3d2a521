"""An appeal comes in time, and once."""

from datetime import date

import pytest

from ce_workflow.rules.appeal import appeal_findings, last_day
from tests.core.rules.decisions import said

DECIDED_ON = date(2019, 6, 10)


@pytest.mark.parametrize(
    ("today", "appeals", "codes"),
    [
        (date(2019, 6, 10), 0, []),
        (date(2019, 7, 10), 0, []),
        (date(2019, 7, 11), 0, ["appeal_too_late"]),
        (date(2019, 6, 11), 1, ["appealed_already"]),
        (date(2019, 8, 1), 1, ["appeal_too_late", "appealed_already"]),
    ],
)
def test_t06_an_appeal_is_taken_for_thirty_days_and_once(today: date, appeals: int, codes: list[str]) -> None:
    assert [finding.code for finding in appeal_findings(DECIDED_ON, today, appeals)] == codes
    found = said("appeal", refused_on=DECIDED_ON, decided_on=today, appeals=appeals)
    assert [code for code, _ in found] == codes


def test_the_last_day_can_be_told_beforehand() -> None:
    assert last_day(DECIDED_ON) == date(2019, 7, 10)


def test_without_a_decision_there_is_nothing_to_appeal_against() -> None:
    assert said("appeal", refused_on=None) == [("nothing_to_appeal", None)]
