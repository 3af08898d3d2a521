"""Names of streams and of what their events cause, made and read in one place; SQL alone spells them too.

A stream is `claim:7`, `person:<id>`, `org:<code>`, `year:2019`, `rules:<version>`, `batch:3` or `security`.
What an event posts in the ledger is named after it: `claim:7:5`, the fifth of claim 7.
"""

from __future__ import annotations

CLAIM = "claim"
PERSON = "person"
BATCH = "batch"
SECURITY = "security"
"""The stream of log-ins and refusals; it belongs to nothing, so its kind is its whole name."""


def stream_of(kind: str, key: object) -> str:
    """The stream of the row with this key."""
    return f"{kind}:{key}"


def claim_stream(claim_id: int) -> str:
    return stream_of(CLAIM, claim_id)


def parted(stream: str) -> tuple[str, str]:
    """(kind, key) of a stream; the key is empty where the stream belongs to nothing."""
    kind, _, key = stream.partition(":")
    return kind, key


def tx_of(stream: str, seq: int) -> str:
    """What this event of the stream posts, under one name."""
    return f"{stream}:{seq}"


def cause_of(tx_id: str) -> tuple[str, int | None]:
    """(stream, number) of the event after which a transaction is named; no number where it names none."""
    stream, _, seq = tx_id.rpartition(":")
    return stream, int(seq) if seq.isdecimal() else None
