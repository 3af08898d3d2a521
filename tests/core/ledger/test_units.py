"""Hours as integer hundredths."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ce_workflow.ledger.units import to_hours, to_units


@pytest.mark.parametrize(("hours", "units"), [("4.5", 450), ("30", 3000), ("0.01", 1), ("-4.50", -450), ("4.500", 450)])
def test_hours_are_hundredths(hours: str, units: int) -> None:
    assert to_units(Decimal(hours)) == units
    assert to_hours(units) == Decimal(hours)


@pytest.mark.parametrize("hours", ["0.001", "8.333", "NaN", "sNaN", "Infinity", "1E-9"])
def test_what_is_finer_or_no_number_is_refused(hours: str) -> None:
    with pytest.raises(ValueError, match="hours"):
        to_units(Decimal(hours))


@pytest.mark.parametrize(("units", "text"), [(450, "4.5"), (3000, "30"), (1, "0.01"), (-1050, "-10.5"), (0, "0")])
def test_hours_are_written_without_needless_zeros(units: int, text: str) -> None:
    assert str(to_hours(units)) == text


@given(st.integers(-(10**12), 10**12))
def test_there_and_back(units: int) -> None:
    assert to_units(to_hours(units)) == units
