"""After the lock a revocation, or an appeal that succeeds, names its document."""

from dataclasses import replace
from datetime import date

import pytest

from tests.core.claims_2019 import YEARS
from tests.core.rules.decisions import said


@pytest.mark.parametrize("step", ["revoke", "overturn"])
def test_before_the_lock_no_document_is_needed(step: str) -> None:
    assert said(step, decided_on=date(2020, 3, 30)) == []
    assert said(step, year=replace(YEARS[2019], locked_on=None), decided_on=date(2030, 1, 1)) == []


@pytest.mark.parametrize("step", ["revoke", "overturn"])
def test_from_the_day_of_the_lock_on_a_document_is_needed(step: str) -> None:
    assert said(step, decided_on=date(2020, 3, 31)) == [("document_missing", "document")]
    assert said(step, {"document": " "}, decided_on=date(2021, 1, 1)) == [("document_missing", "document")]
    assert said(step, {"document": "成人社函〔2020〕12号"}, decided_on=date(2021, 1, 1)) == []
