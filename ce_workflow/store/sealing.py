"""Sealing: a person's data under a key of that person's own.

Each person has a random key; the key lies wrapped under the city's key (KEK), which is
kept outside the database. What is sealed is bound to person and column, so that it
opens nowhere else. Delete the wrapped key and nothing sealed under it can be read
again, in no backup either. Equal values are found by a blind index. AES-256-GCM and
HMAC-SHA256; each text begins with its version.
"""

from __future__ import annotations

import base64
import hmac
import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

KEY_BYTES = 32
_NONCE_BYTES = 12
_WRAPPED = "k1"
_SEALED = "s1"


class CannotOpen(Exception):
    """What is sealed stays sealed."""


class KeyGone(CannotOpen):
    """The person's key was deleted: the data has been erased, for good."""


class WrongKey(CannotOpen):
    """The key, the person or the column is another, or the sealed text was changed."""


def new_key() -> bytes:
    """A fresh key for one person."""
    return secrets.token_bytes(KEY_BYTES)


def wrap(kek: bytes, key: bytes, person_id: str) -> str:
    """The person's key under the city's key, bound to the person."""
    return _lock(_WRAPPED, kek, key, person_id)


def unwrap(kek: bytes, wrapped: str | None, person_id: str) -> bytes:
    """The person's key; raises KeyGone when there is none any more, WrongKey when it does not open."""
    if wrapped is None:
        raise KeyGone("the key of this person was deleted")
    return _open(_WRAPPED, kek, wrapped, person_id)


def seal(key: bytes, person_id: str, column: str, text: str) -> str:
    """`text` under the person's key, bound to person and column; never twice the same."""
    return _lock(_SEALED, key, text.encode(), f"{person_id}|{column}")


def unseal(key: bytes | None, person_id: str, column: str, sealed: str) -> str:
    """The text again; raises KeyGone without a key, WrongKey when it does not open."""
    if key is None:
        raise KeyGone("the key of this person was deleted")
    return _open(_SEALED, key, sealed, f"{person_id}|{column}").decode()


def blind_index(pepper: bytes, normalised: str) -> str:
    """HMAC-SHA256 in hexadecimal: equal for equal values, and no way back without the pepper."""
    if len(pepper) < KEY_BYTES:
        raise ValueError("a pepper has at least 32 bytes")
    return hmac.digest(pepper, normalised.encode(), "sha256").hex()


def _lock(version: str, key: bytes, secret: bytes, bound_to: str) -> str:
    nonce = secrets.token_bytes(_NONCE_BYTES)
    locked = _cipher(key).encrypt(nonce, secret, _bound(version, bound_to))
    return f"{version}.{base64.urlsafe_b64encode(nonce + locked).decode()}"


def _open(version: str, key: bytes, locked: str, bound_to: str) -> bytes:
    found, _, text = locked.partition(".")
    if found != version:
        raise WrongKey(f"not sealed as {version}")
    try:
        octets = _octets(text)
        return _cipher(key).decrypt(octets[:_NONCE_BYTES], octets[_NONCE_BYTES:], _bound(version, bound_to))
    except (InvalidTag, ValueError):
        raise WrongKey("the key is another one, or what was sealed has been changed") from None


def _octets(text: str) -> bytes:
    """The bytes of a Base64 text in its one spelling: spare bits at its end must be empty."""
    octets = base64.b64decode(text.encode("ascii"), altchars=b"-_", validate=True)
    if base64.urlsafe_b64encode(octets).decode() != text:
        raise ValueError("another spelling")
    return octets


def _cipher(key: bytes) -> AESGCM:
    if len(key) != KEY_BYTES:
        raise WrongKey("a key has 32 bytes")
    return AESGCM(key)


def _bound(version: str, bound_to: str) -> bytes:
    return f"{version}|{bound_to}".encode()
