"""What a year asks of one person: three figures, the document each rests on, and what reduced them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from ce_workflow.ledger.reductions import Reduction, days_covered, pro_rata
from ce_workflow.ledger.standing import CLAUSES, Need


@dataclass(frozen=True)
class Asked:
    """Hundredths of hours. `clauses` names the basis of each figure; "" is a default of the platform."""

    year: int
    public: int
    professional: int
    total: int
    clauses: Mapping[str, str]
    reductions: Sequence[Reduction] = ()

    def reduced(self, reductions: Sequence[Reduction]) -> Asked:
        """The same after these reductions; those that cover no day of the year are left out."""
        if not reductions:
            return self
        holding = [one for one in reductions if one.days_in(self.year)]
        covered = days_covered(self.year, [(one.from_day, one.to_day) for one in holding])
        return replace(
            self,
            public=pro_rata(self.public, self.year, covered),
            professional=pro_rata(self.professional, self.year, covered),
            total=pro_rata(self.total, self.year, covered),
            reductions=tuple(holding),
        )


def of_the_year(year: int, need: Need) -> Asked:
    """What the year itself asks of everybody."""
    return Asked(year, need.public, need.professional, need.total, CLAUSES)
