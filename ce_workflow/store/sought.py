"""What is sought at a desk: the claims that wait there may be narrowed down, and still come by the same index."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ce_workflow.store.tables import Claim


@dataclass(frozen=True)
class Sought:
    """Claims of a kind, of a year, that came before a moment, with warnings; None and False narrow nothing."""

    kind: str | None = None
    year: int | None = None
    came_before: datetime | None = None
    warned: bool = False

    def conditions(self) -> list[Any]:
        """Each as a condition on the claim."""
        found: list[Any] = []
        if self.kind is not None:
            found.append(Claim.kind == self.kind)
        if self.year is not None:
            found.append(Claim.year == self.year)
        if self.came_before is not None:
            found.append(Claim.moved_at < self.came_before)
        if self.warned:
            found.append(Claim.warnings.is_not(None))
        return found


EVERYTHING = Sought()
