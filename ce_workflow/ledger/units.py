"""Hours as they are stored and hashed: integer hundredths, never a float, never rounded."""

from __future__ import annotations

from decimal import ROUND_DOWN, Decimal
from typing import Protocol


class Hours(Protocol):
    """The hours of a claim, in hundredths, as far as they are known."""

    @property
    def units_computed(self) -> int | None: ...
    @property
    def units_reviewed(self) -> int | None: ...
    @property
    def units_recognised(self) -> int | None: ...


def decided_units(claim: Hours) -> int | None:
    """What was decided last: by the competent department, else by the unit; None while nobody decided."""
    return claim.units_reviewed if claim.units_recognised is None else claim.units_recognised


def units_so_far(claim: Hours) -> int:
    """Decided hours, else those worked out; 0 where there are neither."""
    decided = decided_units(claim)
    return (claim.units_computed or 0) if decided is None else decided


def to_units(hours: Decimal) -> int:
    """The hours in hundredths. Raises ValueError for more than two decimals, and for no number at all."""
    if not hours.is_finite():
        raise ValueError(f"{hours} is no number of hours")
    units = hours.scaleb(2)
    if units != units.to_integral_value():
        raise ValueError(f"{hours} hours have more than two decimals")
    return int(units)


def whole_units(hours: Decimal) -> int:
    """The hours in hundredths; what is less than one is dropped."""
    return int(hours.scaleb(2).to_integral_value(ROUND_DOWN))


def to_hours(units: int) -> Decimal:
    """The hours that `units` hundredths are, without needless zeros: 450 -> 4.5, 3000 -> 30."""
    whole, rest = divmod(units, 100)
    return Decimal(whole) if rest == 0 else Decimal(units).scaleb(-2).normalize()
