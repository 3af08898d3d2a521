"""Hours as they are stored and hashed: integer hundredths, never a float, never rounded."""

from __future__ import annotations

from decimal import ROUND_DOWN, Decimal


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
