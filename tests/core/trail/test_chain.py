"""The chain: hashes and commitments that anybody can compute again."""

from __future__ import annotations

import hashlib
import hmac

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from ce_workflow.trail.chain import GENESIS, commitment, event_hash, fresh_nonce, fresh_salt

ASCII = st.text(st.characters(max_codepoint=127), max_size=12)
EVENT = st.tuples(ASCII, st.none() | st.integers(1, 10**6), ASCII, ASCII)


def test_the_hash_is_the_documented_one() -> None:
    fields = [b"sha256", b"claim:7", b"3", b"ff" * 32, b"{}"]
    octets = b"\x00" + b"".join(len(field).to_bytes(8, "big") + field for field in fields)
    assert event_hash("claim:7", 3, "ff" * 32, "{}") == hashlib.sha256(octets).hexdigest()


def test_the_hash_stays_what_it_was() -> None:
    """A change of the algorithm would make every stored chain look forged."""
    expected = "63d18587954c2fd4577720ae85a33f2b25c115d4615d5385dd046ecf45393278"
    found = event_hash("claim:7", 1, GENESIS, '{"action":"create"}')
    assert found == expected


def test_a_missing_previous_hash_is_the_empty_one() -> None:
    assert event_hash("security", None, None, "{}") == event_hash("security", None, GENESIS, "{}")


@given(EVENT, EVENT)
def test_no_field_runs_into_the_next(
    one: tuple[str, int | None, str, str], other: tuple[str, int | None, str, str]
) -> None:
    assume(one != other)
    assert event_hash(*one) != event_hash(*other)


def test_a_body_beyond_ascii_is_refused() -> None:
    with pytest.raises(ValueError, match="ascii"):
        event_hash("claim:7", 1, GENESIS, "学时")


def test_a_commitment_is_the_documented_one_and_depends_on_salt_and_text() -> None:
    salt = "0a" * 32
    assert commitment(salt, "{}") == hmac.new(bytes.fromhex(salt), b"{}", "sha256").hexdigest()
    assert commitment(salt, "{}") != commitment("0b" * 32, "{}")
    assert commitment(salt, "{}") != commitment(salt, "[]")


@pytest.mark.parametrize("salt", ["", "0a" * 16, "0a" * 33, "zz" * 32])
def test_a_salt_that_is_none_is_refused(salt: str) -> None:
    with pytest.raises(ValueError, match=r"salt|hexadecimal"):
        commitment(salt, "{}")


def test_salts_and_nonces_are_long_and_never_the_same() -> None:
    assert len(bytes.fromhex(fresh_salt())) == 32
    assert len(bytes.fromhex(fresh_nonce())) == 16
    assert len({fresh_salt() for _ in range(100)} | {fresh_nonce() for _ in range(100)}) == 200
