"""Nobody's rank is above the number of those who took part."""

import pytest

from tests.core.claims_2019 import said


@pytest.mark.parametrize(
    ("claim_id", "rank", "count"), [("C09", "inventor_rank", "inventor_count"), ("C17", "rank", "member_count")]
)
def test_the_last_is_as_high_as_the_count(claim_id: str, rank: str, count: str) -> None:
    assert said(claim_id, {rank: 4, count: 4}) == []
    found = said(claim_id, {rank: 5, count: 4})
    assert [(finding.code, finding.field) for finding in found] == [("rank_above_count", rank)]
