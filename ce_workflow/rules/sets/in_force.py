"""Which version speaks: the sector's over the district's over the city's (五(二)).

A year without a set of its own uses the authority's last one before it, else its first. Only
what was in force on the day of filing counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple


class Published(NamedTuple):
    """A published version, as much of it as the choice depends on."""

    authority: str
    year: int
    version: str
    in_force_from: date
    in_force_to: date | None = None
    digest: str = ""


def in_force(sets: Iterable[Published], places: Sequence[str | None], year: int, on: date) -> Published | None:
    """The version for hours of `year` filed on that day; `places` are the authorities, the narrowest first."""
    fitting = [one for one in sets if one.in_force_from <= on and (one.in_force_to is None or on <= one.in_force_to)]
    for place in places:
        own = sorted((one for one in fitting if one.authority == place), key=lambda one: one.year)
        if own:
            return next((one for one in reversed(own) if one.year <= year), own[0])
    return None
