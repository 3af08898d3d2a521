"""Where nothing is worked out, the deciders are told."""

from tests.core.claims_2019 import codes, said


def test_no_hours_are_a_warning() -> None:
    found = said("C10", {"inventor_rank": 7, "inventor_count": 7})
    assert [(finding.code, finding.level) for finding in found] == [("no_hours_worked_out", "warning")]


def test_what_cannot_be_worked_out_is_not_called_nothing() -> None:
    assert "no_hours_worked_out" not in codes(said("C10", {"inventor_rank": None}))


def test_to_claim_more_than_is_worked_out_is_no_finding() -> None:
    assert said("C10", {"hours_claimed": "48"}) == []
