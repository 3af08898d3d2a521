"""The standing of a year: what a person has of what the year asks for.

The total is the sum of both subjects, so public hours above their need count there
(人社部令第25号 第八条); neither subject stands in for the other.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from ce_workflow.ledger.entries import CATEGORIES

PUBLIC_CLAUSE = "三"
TOTAL_CLAUSE = "人社部令第25号 第八条"
"""Basis of the total and of the professional part: the notice itself gives neither."""
CLAUSES: Mapping[str, str] = {"public": PUBLIC_CLAUSE, "professional": TOTAL_CLAUSE, "total": TOTAL_CLAUSE}
"""What each figure of a year rests on, where no rule set asks for another one."""


class Need(Protocol):
    """What a year asks for, in hundredths of hours."""

    @property
    def public(self) -> int: ...
    @property
    def professional(self) -> int: ...
    @property
    def total(self) -> int: ...


@dataclass(frozen=True)
class Measure:
    """One figure of the year, in hundredths of hours, and the document it rests on."""

    need: int
    have: int
    clause: str
    coming: int = 0
    """Claimed and on its way: counted for nothing until it is credited."""

    @property
    def missing(self) -> int:
        return max(self.need - self.have, 0)

    @property
    def still_open(self) -> int:
        """What would be missing if everything on its way were credited as it stands."""
        return max(self.missing - self.coming, 0)

    @property
    def met(self) -> bool:
        return self.have >= self.need


@dataclass(frozen=True)
class Standing:
    """The three figures of one person's year."""

    public: Measure
    professional: Measure
    total: Measure

    @property
    def met(self) -> bool:
        """All three: that is what "met for the year" says."""
        return self.public.met and self.professional.met and self.total.met

    @property
    def missing(self) -> int:
        """Hours that are needed before all three are met, in hundredths."""
        return max(self.total.missing, self.public.missing + self.professional.missing)

    @property
    def closing(self) -> int:
        """Of those, what everything on its way would close if it were credited as it stands, in hundredths."""
        return self.missing - max(self.total.still_open, self.public.still_open + self.professional.still_open)


def standing(
    balances: Mapping[str, int],
    need: Need,
    coming: Mapping[str, int] | None = None,
    clauses: Mapping[str, str] = CLAUSES,
) -> Standing:
    """The standing that follows from the balances of one person and year, by category; `coming` is on its way."""
    coming = coming or {}
    if strangers := (balances.keys() | coming.keys()) - set(CATEGORIES):
        raise ValueError(f"no such category of hours: {', '.join(sorted(strangers))}")
    public, professional = (balances.get(category, 0) for category in CATEGORIES)
    public_coming, professional_coming = (coming.get(category, 0) for category in CATEGORIES)
    return Standing(
        public=Measure(need.public, public, clauses["public"], public_coming),
        professional=Measure(need.professional, professional, clauses["professional"], professional_coming),
        total=Measure(need.total, public + professional, clauses["total"], public_coming + professional_coming),
    )
