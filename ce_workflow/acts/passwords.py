"""Passwords: argon2id, and what a password must be. Hashing is slow on purpose: never inside a transaction."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from argon2 import PasswordHasher, Type
from argon2.exceptions import InvalidHashError, VerificationError

from ce_workflow.errors import Finding
from ce_workflow.words import N_, Text

LEAST_CHARACTERS = 10
MOST_BYTES = 200
MOST_LOOKED_AT = 72
LEAST_GUESSES = 10**8
"""Fewer are within reach of somebody who got hold of the hashes; at the log-in each guess takes seconds besides."""

OUR_WORDS = (
    "chengdu",
    "sichuan",
    "chengdu-2019-demo",
    "成都",
    "四川",
    "继续教育",
    "学时",
    "jixujiaoyu",
    "password",
    "admin",
)
"""What everybody here would try first; the password of the demo among it."""


class Cost(NamedTuple):
    """How much work a hash is: rounds, memory in KiB, lanes."""

    time: int
    memory: int
    lanes: int


def cost_of(settings: Mapping[str, Any]) -> Cost:
    """The cost that the settings (config.py) name."""
    return Cost(settings["CE_ARGON2_TIME"], settings["CE_ARGON2_MEMORY"], settings["CE_ARGON2_LANES"])


def hash_password(password: str, cost: Cost) -> str:
    """The hash to keep; never twice the same."""
    return _hasher(cost).hash(_bytes(password))


def verify_password(kept: str, password: str) -> bool:
    """Is it the password that `kept` was made of? Takes as long as the hash cost when it was made."""
    try:
        return PasswordHasher().verify(kept, _bytes(password))
    except (VerificationError, InvalidHashError):
        return False


def needs_new_hash(kept: str, cost: Cost) -> bool:
    """Was it hashed at another cost? Then hash it anew while the password is at hand."""
    return _hasher(cost).check_needs_rehash(kept)


def weaknesses(password: str, username: str) -> list[Finding]:
    """Everything that speaks against this password for this account."""
    found = []
    spelt = _spelt(password)
    if len(spelt) < LEAST_CHARACTERS:
        text = Text(N_("A password has at least %(least)s characters."), least=LEAST_CHARACTERS)
        found.append(Finding("password_short", text, field="password"))
    if len(_bytes(password)) > MOST_BYTES:
        text = Text(N_("This password is too long: at most %(most)s bytes are accepted."), most=MOST_BYTES)
        found.append(Finding("password_long", text, field="password"))
    if "\0" in password:
        text = Text(N_("The password contains a character that no keyboard types."))
        found.append(Finding("password_unreadable", text, field="password"))
    if username and spelt.casefold() == _spelt(username).casefold():
        found.append(Finding("password_is_username", Text(N_("The password is the user name.")), field="password"))
    if not found and _guesses(spelt, username) < LEAST_GUESSES:
        text = Text(N_("This password is easy to guess. A few words that belong together only for you are better."))
        found.append(Finding("password_guessable", text, field="password"))
    return found


def _guesses(spelt: str, username: str) -> int:
    """About how many guesses somebody needs who knows common passwords, keyboards, days, and where we are."""
    from zxcvbn import zxcvbn

    known = [username, *re.split(r"[^\w]+|_", username), *OUR_WORDS]
    return int(zxcvbn(spelt[:MOST_LOOKED_AT], user_inputs=[word for word in known if word])["guesses"])


def _spelt(password: str) -> str:
    """One spelling for what looks alike, whatever keyboard it came from."""
    return unicodedata.normalize("NFKC", password)


def _bytes(password: str) -> bytes:
    return _spelt(password).encode(errors="surrogatepass")


@lru_cache(maxsize=8)
def _hasher(cost: Cost) -> PasswordHasher:
    return PasswordHasher(time_cost=cost.time, memory_cost=cost.memory, parallelism=cost.lanes, type=Type.ID)
