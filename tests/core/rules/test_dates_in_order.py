"""An activity ends no earlier than it starts."""

import pytest

from tests.core.claims_2019 import codes, said


@pytest.mark.parametrize("claim_id", ["C01", "C24", "C27"])
def test_t15_an_end_before_the_start_is_refused_at_the_end(claim_id: str) -> None:
    found = said(claim_id, {"started_on": "2019-06-10", "ended_on": "2019-06-09"})
    assert [(finding.code, finding.field) for finding in found] == [("ends_before_it_starts", "ended_on")]


def test_an_activity_of_one_day_is_in_order() -> None:
    assert codes(said("C25", {"started_on": "2019-10-16", "ended_on": "2019-10-16"})) == []
