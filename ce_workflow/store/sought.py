"""What is sought at a desk or in a list: the claims there may be narrowed down, and still come by the same index."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from ce_workflow.store.tables import Claim, Person


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


@dataclass(frozen=True)
class Listed:
    """Claims of a year, with a number, of whoever has a name; None narrows nothing."""

    year: int | None = None
    number: int | None = None
    name: str | None = None

    def conditions(self, *, of_all: bool) -> list[Any]:
        """Each as a condition on the claim; `of_all`: among all claims of the city, which the year's own index serves.

        A smaller stretch has an index of its own; the sum keeps SQLite, which guesses, from reading a whole year.
        """
        found: list[Any] = []
        if self.year is not None:
            found.append((Claim.year if of_all else Claim.year + 0) == self.year)
        if self.number is not None:
            found.append(Claim.id == self.number)
        if self.name is not None:
            found.append(Claim.person_id.in_(select(Person.id).where(Person.name == self.name)))
        return found


ALL = Listed()
