"""The vault: how identity numbers go into rows and come out again.

It holds the city's key (KEK) and the pepper, which live outside the database, and
nothing else holds them. What it gives back opens for one person only.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from ce_workflow.store import sealing

NUMBER = "id_number"
"""The column that a sealed identity number is bound to."""


class SealedNumber(NamedTuple):
    """An identity number as rows keep it: the person's wrapped key, the number under it, `blind` its index."""

    wrapped: str
    sealed: str
    blind: str


@dataclass(frozen=True)
class Vault:
    """`kek` wraps the key of each person, `pepper` keys the blind index."""

    kek: bytes = field(repr=False)
    pepper: bytes = field(repr=False)

    def index_of(self, number: str) -> str:
        """Where the person with this number (18 characters, normalised) is found."""
        return sealing.blind_index(self.pepper, number)

    def seal(self, person_id: str, number: str) -> SealedNumber:
        """The number under a fresh key of that person."""
        key = sealing.new_key()
        return SealedNumber(
            wrapped=sealing.wrap(self.kek, key, person_id),
            sealed=sealing.seal(key, person_id, NUMBER, number),
            blind=self.index_of(number),
        )

    def open(self, person_id: str, wrapped: str | None, sealed: str) -> str:
        """The number again. Raises sealing.KeyGone after erasure, sealing.WrongKey when it does not open."""
        return sealing.unseal(sealing.unwrap(self.kek, wrapped, person_id), person_id, NUMBER, sealed)
