"""Passwords: hashed by argon2id, never twice the same, and not too weak."""

from __future__ import annotations

import pytest

from ce_workflow.acts.passwords import Cost, hash_password, needs_new_hash, verify_password, weaknesses

CHEAP = Cost(1, 8, 1)


def test_a_password_opens_and_another_does_not() -> None:
    kept = hash_password("chengdu-2019", CHEAP)
    assert kept.startswith("$argon2id$")
    assert kept != hash_password("chengdu-2019", CHEAP)
    assert verify_password(kept, "chengdu-2019")
    assert not verify_password(kept, "chengdu-2018")


@pytest.mark.parametrize("kept", ["", "-", "$argon2id$broken", "plain"])
def test_what_is_no_hash_opens_to_nothing(kept: str) -> None:
    assert not verify_password(kept, "")
    assert not verify_password(kept, kept)


def test_a_password_is_the_same_on_every_keyboard() -> None:
    assert verify_password(hash_password("ｃｈｅｎｇｄｕ－２０１９", CHEAP), "chengdu-2019")
    assert verify_password(hash_password("Zürich-Zürich", CHEAP), "Zu\u0308rich-Zu\u0308rich")


def test_half_a_character_is_only_another_password() -> None:
    assert not verify_password(hash_password("chengdu-2019", CHEAP), "\ud800" * 10)


def test_a_hash_of_another_cost_is_made_anew() -> None:
    kept = hash_password("chengdu-2019", CHEAP)
    assert not needs_new_hash(kept, CHEAP)
    assert needs_new_hash(kept, Cost(2, 8, 1))


GUESSABLE = (
    "password123", "1234567890", "qwertyuiop", "aaaaaaaaaa", "passw0rd123", "1q2w3e4r5t", "administrator",
    "Chengdu2026", "chengdu-2019-demo", "学时学时学时学时学时", "long-user-name-1",
)  # fmt: skip


@pytest.mark.parametrize(
    ("password", "codes"),
    [
        ("a password of mine", []),
        ("一把新的好密码共十二字", []),
        *((word, ["password_guessable"]) for word in GUESSABLE),
        ("short", ["password_short"]),
        ("", ["password_short"]),
        ("x" * 201, ["password_long"]),
        ("学" * 67, ["password_long"]),
        ("chengdu\x002019", ["password_unreadable"]),
        ("Long-User-Name", ["password_is_username"]),
        ("ｌｏｎｇ－ｕｓｅｒ－ｎａｍｅ", ["password_is_username"]),
    ],
)
def test_what_speaks_against_a_password(password: str, codes: list[str]) -> None:
    assert [finding.code for finding in weaknesses(password, "long-user-name")] == codes
