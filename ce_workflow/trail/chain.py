"""The chain: each event of a stream carries the hash of the one before it.

The hash of an event is SHA-256 over the byte 0x00 and then algorithm, stream, number,
previous hash and body, each as ASCII bytes behind its length (8 bytes, the highest
first). 0x00 keeps leaves apart from the nodes (0x01) of a tree built over them, the
lengths keep one field from running into the next. A number or a previous hash that is
not there is the empty text.

Streams are `claim:7`, `person:<id>`, `org:<code>`, `year:2019`, `batch:3`. The stream
`security` has neither numbers nor links: each of its events stands for itself.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets

from ce_workflow.trail.canonical import canonical
from ce_workflow.trail.streams import SECURITY

ALGORITHM = "sha256"
GENESIS = ""
"""The previous hash of the first event of a stream."""

UNCHAINED = frozenset({SECURITY})
_LEAF = b"\x00"


def event_hash(stream: str, seq: int | None, prev_hash: str | None, body: str) -> str:
    """The hash of an event, in hexadecimal; `body` is the canonical text as it is stored."""
    fields = (ALGORITHM, stream, "" if seq is None else str(seq), prev_hash or GENESIS, body)
    parts = [_LEAF]
    for field in fields:
        octets = field.encode("ascii")
        parts.append(len(octets).to_bytes(8, "big"))
        parts.append(octets)
    return hashlib.sha256(b"".join(parts)).hexdigest()


def commitment(salt: str, body: str) -> str:
    """HMAC-SHA256 of a canonical text under a salt of 32 bytes, both salt and result in hexadecimal.

    With salt and text it can be proven; once they are erased it tells nothing.
    """
    key = bytes.fromhex(salt)
    if len(key) != 32:
        raise ValueError("a salt has 32 bytes")
    return hmac.digest(key, body.encode("ascii"), "sha256").hex()


def digest(value: object) -> str:
    """SHA-256 of the canonical text of `value`, in hexadecimal: for what is no secret."""
    return hashlib.sha256(canonical(value).encode("ascii")).hexdigest()


def fresh_salt() -> str:
    """32 random bytes, in hexadecimal."""
    return secrets.token_hex(32)


def fresh_nonce() -> str:
    """16 random bytes, in hexadecimal: without them a body of few codes could be guessed from its hash."""
    return secrets.token_hex(16)
