"""Sentences that are not yet in any language.

The floors below the doorways never translate: they hand up a `Text`, an English
message id with its parameters, and the doorway says it in the reader's language.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any


def N_(message: str) -> str:
    """Mark a message id for the catalogue and return it unchanged."""
    return message


@dataclass(frozen=True)
class Text:
    """A message id and the values that go into it; a value may be a `Text` itself."""

    msgid: str
    params: Mapping[str, Any] = field(default_factory=dict)

    def __init__(self, msgid: str, **params: Any) -> None:
        object.__setattr__(self, "msgid", msgid)
        object.__setattr__(self, "params", params)

    def __hash__(self) -> int:
        return hash((self.msgid, tuple(sorted((k, str(v)) for k, v in self.params.items()))))

    def __str__(self) -> str:
        """The sentence in English, for logs and tests."""
        return self.msgid % self.params if self.params else self.msgid

    def pack(self) -> dict[str, Any]:
        """The sentence as plain JSON values, to be kept and said later in any language."""
        return {"msgid": self.msgid, "params": {k: _packed(v) for k, v in self.params.items()}}

    @staticmethod
    def unpack(kept: Mapping[str, Any]) -> Text:
        """The sentence that `pack` made these values of."""
        params = {k: _unpacked(v) for k, v in kept["params"].items()}
        if "zh" in kept:
            return Own(kept["zh"], kept["msgid"], **params)
        return Text(kept["msgid"], **params)


@dataclass(frozen=True, init=False)
class Own(Text):
    """A sentence that an authority wrote itself, in Chinese and English: no catalogue has it."""

    zh: str = ""

    def __init__(self, zh: str, en: str, **params: Any) -> None:
        super().__init__(en, **params)
        object.__setattr__(self, "zh", zh)

    def __hash__(self) -> int:
        return super().__hash__()

    def pack(self) -> dict[str, Any]:
        return super().pack() | {"zh": self.zh}


def _packed(value: Any) -> Any:
    match value:
        case Text():
            return value.pack()
        case datetime():
            return {"moment": value.isoformat()}
        case date():
            return {"date": value.isoformat()}
        case Decimal():
            return {"decimal": str(value)}
        case int():
            return value
    return str(value)


def _unpacked(kept: Any) -> Any:
    match kept:
        case {"moment": written}:
            return datetime.fromisoformat(written)
        case {"date": written}:
            return date.fromisoformat(written)
        case {"decimal": written}:
            return Decimal(written)
        case {"msgid": _}:
            return Text.unpack(kept)
    return kept
