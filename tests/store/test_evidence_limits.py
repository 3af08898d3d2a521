"""The limits of one claim: ten files, fifty megabytes (T-41)."""

from __future__ import annotations

import pytest

from ce_workflow.store.evidence import check_set
from ce_workflow.store.evidence.limits import CLAIM_BYTES, in_megabytes

MEGABYTE = 1024 * 1024


def test_ten_files_of_five_megabytes_are_accepted() -> None:
    assert check_set([5 * MEGABYTE] * 8, [5 * MEGABYTE] * 2) == []


def test_t41_the_eleventh_file_is_refused() -> None:
    (finding,) = check_set([1] * 10, [1], field="evidence-certificate")
    assert finding.code == "evidence_too_many_files"
    assert finding.refuses
    assert finding.field == "evidence-certificate"
    assert str(finding.text).startswith("The claim would have 11 files; at most 10 are accepted.")


def test_t41_one_byte_over_the_quota_is_refused() -> None:
    (finding,) = check_set([CLAIM_BYTES], [1])
    assert finding.code == "evidence_too_much"
    assert str(finding.text).startswith("The files of the claim would have 50.1 MB together; at most 50 MB")


def test_both_limits_are_named_at_once() -> None:
    assert len(check_set([CLAIM_BYTES] * 10, [1])) == 2


def test_nothing_new_to_a_full_claim_is_no_finding() -> None:
    assert check_set([5 * MEGABYTE] * 10, []) == []


@pytest.mark.parametrize(
    ("size", "said"), [(0, "0"), (1, "0.1"), (MEGABYTE, "1"), (MEGABYTE + 1, "1.1"), (10 * MEGABYTE, "10")]
)
def test_a_size_is_never_rounded_down(size: int, said: str) -> None:
    assert in_megabytes(size) == said
