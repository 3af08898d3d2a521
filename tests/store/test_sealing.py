"""Sealing: what is sealed opens for its person, its column and its key, and for nothing else."""

from __future__ import annotations

import base64
import itertools
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ce_workflow.store.sealing import (
    CannotOpen,
    KeyGone,
    WrongKey,
    blind_index,
    new_key,
    seal,
    unseal,
    unwrap,
    wrap,
)

PERSON, OTHER = "a" * 32, "b" * 32
NUMBER = "11010519491231002X"


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_what_is_sealed_opens_again(text: str) -> None:
    key = new_key()
    assert unseal(key, PERSON, "id_number", seal(key, PERSON, "id_number", text)) == text


def test_a_key_wrapped_under_the_citys_key_opens_again() -> None:
    kek, key = new_key(), new_key()
    assert unwrap(kek, wrap(kek, key, PERSON), PERSON) == key


def test_nothing_of_the_text_or_the_key_shows() -> None:
    kek, key = new_key(), new_key()
    sealed = seal(key, PERSON, "id_number", NUMBER)
    assert NUMBER not in sealed
    assert key.hex() not in wrap(kek, key, PERSON)
    assert sealed.startswith("s1.")
    assert sealed.isascii()
    assert len(sealed) < 80


def test_the_same_text_is_never_sealed_the_same_way() -> None:
    key = new_key()
    assert len({seal(key, PERSON, "id_number", NUMBER) for _ in range(50)}) == 50
    assert len({new_key() for _ in range(50)}) == 50


def test_a_sealed_text_opens_for_no_other_person_column_or_key() -> None:
    key = new_key()
    sealed = seal(key, PERSON, "id_number", NUMBER)
    for wrong in ((new_key(), PERSON, "id_number"), (key, OTHER, "id_number"), (key, PERSON, "mobile")):
        with pytest.raises(WrongKey):
            unseal(*wrong, sealed)


def test_a_wrapped_key_opens_for_no_other_person_or_city() -> None:
    kek, key = new_key(), new_key()
    wrapped = wrap(kek, key, PERSON)
    for wrong in ((new_key(), PERSON), (kek, OTHER)):
        with pytest.raises(WrongKey):
            unwrap(wrong[0], wrapped, wrong[1])


def test_a_wrapped_key_is_no_sealed_text() -> None:
    key = new_key()
    with pytest.raises(WrongKey):
        unseal(key, PERSON, "", wrap(key, new_key(), PERSON))
    with pytest.raises(WrongKey):
        unwrap(key, wrap(key, new_key(), PERSON).replace("k1.", "s1."), PERSON)


def test_every_change_of_a_sealed_text_is_noticed() -> None:
    key = new_key()
    sealed = seal(key, PERSON, "id_number", NUMBER)
    for place, character in itertools.product(range(len(sealed)), string.ascii_letters + string.digits + "-_+/=. "):
        changed = sealed[:place] + character + sealed[place + 1 :]
        if changed != sealed:
            with pytest.raises(WrongKey):
                unseal(key, PERSON, "id_number", changed)


def test_the_spelling_of_a_sealed_text_stays() -> None:
    key = bytes(range(32))
    nonce_text_and_tag = base64.urlsafe_b64decode(seal(key, PERSON, "id_number", NUMBER).removeprefix("s1."))
    assert len(nonce_text_and_tag) == 12 + 18 + 16
    old = "s1.mfyuw4eJY_7rqVHSEM9kZhazrz2Bk6lmLGitVIiLttK766w7YqydjQ05TJXNDw=="
    assert unseal(key, PERSON, "id_number", old) == NUMBER


@pytest.mark.parametrize(
    "sealed", ["", "s1", "s1.", "s1.!!!", "s1.AAAA", "s2.AAAA", "学时", "s1.学时", "s1." + "A" * 21]
)
def test_what_was_never_sealed_does_not_open(sealed: str) -> None:
    with pytest.raises(WrongKey):
        unseal(new_key(), PERSON, "id_number", sealed)


def test_without_the_key_the_text_is_gone() -> None:
    key = new_key()
    sealed = seal(key, PERSON, "id_number", NUMBER)
    with pytest.raises(KeyGone, match="deleted"):
        unwrap(new_key(), None, PERSON)
    with pytest.raises(KeyGone, match="deleted"):
        unseal(None, PERSON, "id_number", sealed)
    assert issubclass(KeyGone, CannotOpen)
    assert issubclass(WrongKey, CannotOpen)


@pytest.mark.parametrize("length", [0, 16, 31, 33])
def test_a_key_of_another_length_is_refused(length: int) -> None:
    with pytest.raises(WrongKey, match="32 bytes"):
        seal(b"k" * length, PERSON, "id_number", NUMBER)
    with pytest.raises(WrongKey):
        unseal(b"k" * length, PERSON, "id_number", seal(new_key(), PERSON, "id_number", NUMBER))


def test_errors_do_not_repeat_what_was_sealed() -> None:
    key = new_key()
    sealed = seal(key, PERSON, "id_number", NUMBER)
    with pytest.raises(WrongKey) as wrong:
        unseal(new_key(), PERSON, "id_number", sealed)
    assert sealed[3:] not in str(wrong.value)
    assert wrong.value.__cause__ is None


def test_the_blind_index_is_equal_for_equal_numbers_under_one_pepper() -> None:
    pepper = b"p" * 32
    assert blind_index(pepper, NUMBER) == blind_index(pepper, NUMBER)
    assert len(bytes.fromhex(blind_index(pepper, NUMBER))) == 32
    assert blind_index(pepper, NUMBER) != blind_index(b"q" * 32, NUMBER)
    assert blind_index(pepper, NUMBER) != blind_index(pepper, "519999198407277294")


def test_a_short_pepper_is_refused() -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        blind_index(b"p" * 31, NUMBER)
