"""After the lock a revocation names its document."""

from dataclasses import replace
from datetime import date

from tests.core.claims_2019 import YEARS
from tests.core.rules.decisions import said


def test_before_the_lock_no_document_is_needed() -> None:
    assert said("revoke", decided_on=date(2020, 3, 30)) == []
    assert said("revoke", year=replace(YEARS[2019], locked_on=None), decided_on=date(2030, 1, 1)) == []


def test_from_the_day_of_the_lock_on_a_document_is_needed() -> None:
    assert said("revoke", decided_on=date(2020, 3, 31)) == [("document_missing", "document")]
    assert said("revoke", {"document": " "}, decided_on=date(2021, 1, 1)) == [("document_missing", "document")]
    assert said("revoke", {"document": "成人社函〔2020〕12号"}, decided_on=date(2021, 1, 1)) == []
