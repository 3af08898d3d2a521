"""The body of an event: one fixed shape for every act, of codes, numbers and digests only.

No names, no identity numbers, no sentences: an event is for ever, a person's data is
not. What must be provable besides (content, notes) is present as a commitment, whose
text and salt live in a row that can be erased. A key without a value is left out.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from datetime import date, datetime
from functools import lru_cache
from typing import Any, Protocol

from ce_workflow.clock import stamp
from ce_workflow.people import id_number
from ce_workflow.people.actor import Actor

SHAPE = 1
HOURS = ("claimed", "computed", "reviewed", "recognised")
"""The four figures of a claim, kept apart; in hundredths of hours."""

OF_CLAIM = {
    "desk": "desk",
    "unit": "unit",
    "department": "department",
    "district": "district",
    "year": "year",
    "category": "category",
    "kind": "kind",
    "route": "route",
    "rules": "rule_version",
    "notice": "notice_days",
    "notice_unit": "notice_unit",
    "due": "credit_due_on",
    "filed": "filed_on",
    "appeals": "appeals",
    "corrects": "corrects",
    "family": "family",
    "warnings": "warnings",
    "used": "used",
    "told": "told",
}
"""What every event of a claim says of it beside state and hours -> the column that says it too."""

GIVEN, ENDED = "grant", "end_grant"
"""The acts that make and end a role, on the stream of the person who has it."""

_CODE = re.compile(r"[A-Za-z0-9_:.+\-]{1,80}")
_NOT_CODE = re.compile(r"[^A-Za-z0-9_:.+\-]")
_DIGEST = re.compile(r"[0-9a-f]{64}")
_RANDOM = re.compile(r"[0-9a-f]{32}")
_MOBILE = re.compile(r"(?<![0-9A-Za-z])(?:\+?86-?)?1[3-9][0-9]{9}(?![0-9A-Za-z])")
_ELEVEN_DIGITS = re.compile(r"[0-9]{11}")  # in every telephone and identity number, and in hardly any code


class EventRow(Protocol):
    """An event as it is stored: columns to search by, and the canonical text that was hashed."""

    @property
    def stream(self) -> str: ...
    @property
    def seq(self) -> int | None: ...
    @property
    def action(self) -> str: ...
    @property
    def from_state(self) -> str | None: ...
    @property
    def to_state(self) -> str | None: ...
    @property
    def actor_person_id(self) -> str | None: ...
    @property
    def actor_role(self) -> str: ...
    @property
    def actor_org(self) -> str | None: ...
    @property
    def at(self) -> datetime | str: ...
    @property
    def request_id(self) -> str: ...
    @property
    def prev_hash(self) -> str | None: ...
    @property
    def hash(self) -> str: ...
    @property
    def body(self) -> str: ...


def body(
    *,
    stream: str,
    seq: int | None,
    action: str,
    at: datetime,
    actor: Actor,
    request_id: str,
    nonce: str,
    from_state: str | None = None,
    to_state: str | None = None,
    on_behalf_of: str | None = None,
    reason: str | None = None,
    hours: Mapping[str, int | None] | None = None,
    seen: str | None = None,
    content: str | None = None,
    note: str | None = None,
    extra: Mapping[str, str | int | None] | None = None,
) -> dict[str, Any]:
    """The body, ready for `canonical`. Raises ValueError for anything that is not of the shape.

    `seen` is the commitment of the content that was looked at, `content` that of what is
    new, `note` that of a sentence; `on_behalf_of` is a person's id; `extra` holds more
    codes and whole numbers, such as the desk that a claim goes to. The scope that stands
    first is the organisation acted for.
    """
    if at.tzinfo is None:
        raise ValueError("an event needs a moment with its time zone")
    codes: dict[str, Any] = {
        "stream": stream,
        "action": action,
        "from_state": from_state,
        "to_state": to_state,
        "actor_person_id": actor.person_id,
        "actor_role": actor.role,
        "actor_org": (actor.scopes[0] or None) if actor.scopes else None,
        "actor_operator": operator_code(actor.operator),
        "on_behalf_of": on_behalf_of,
        "reason": reason,
        "request_id": request_id,
    }
    found = {key: value for key, value in codes.items() if value is not None}
    assert_no_personal_words(found)
    for key, digest in (("seen", seen), ("content", content), ("note", note)):
        if digest is not None:
            found[key] = _shaped(key, digest, _DIGEST)
    if extra and (more := {key: value for key, value in extra.items() if value is not None}):
        assert_no_personal_words(more)
        found["extra"] = more
    if hours and (figures := _figures(hours)):
        found["hours"] = figures
    if seq is not None:
        found["seq"] = _whole("seq", seq)
    if actor.user_id is not None:
        found["actor_user_id"] = _whole("actor_user_id", actor.user_id)
    found["at"] = stamp(at)
    found["nonce"] = _shaped("nonce", nonce, _RANDOM)
    found["v"] = SHAPE
    return found


def of_claim(claim: Any) -> dict[str, str | int | None]:
    """What every event of a claim says of it, in codes: days as ISO 8601, of what is text or a list the digest."""
    digests = {name: _digest(getattr(claim, name)) for name in ("warnings", "used", "told")}
    return {code: _coded(getattr(claim, column)) for code, column in OF_CLAIM.items()} | digests


def _digest(text: str | None) -> str | None:
    return hashlib.sha256(text.encode()).hexdigest() if text else None


def _coded(value: Any) -> str | int | None:
    return value.isoformat() if isinstance(value, date) else value


def of_grant(grant: Any) -> dict[str, str | int | None]:
    """What the events of a grant say of it: all that the row says, but by whom it was given."""
    return {
        "grant": grant.id,
        "user": grant.user_id,
        "role": grant.role,
        "scope": grant.scope or None,
        "since": stamp(grant.valid_from),
        "until": stamp(grant.valid_to) if grant.valid_to else None,
    }


def assert_no_personal_words(values: Mapping[str, object]) -> None:
    """Raise ValueError unless every value is a code or a whole number, and none reads like a person's number.

    The error names the key and never the value, since errors are logged.
    """
    for key, value in values.items():
        if not _CODE.fullmatch(key):
            raise ValueError("a key in the body of an event is not a code")
        if not isinstance(value, str | int):
            raise ValueError(f"{key}: neither a code nor a whole number")  # noqa: TRY004 one error for a bad body
        try:
            _assert_code(value if isinstance(value, str) else str(value))
        except ValueError as fault:
            raise ValueError(f"{key}: {fault}") from None


@lru_cache(maxsize=1024)
def _assert_code(text: str) -> None:
    """Most codes are the same few again and again. What raises is not kept."""
    if not _CODE.fullmatch(text):
        raise ValueError("a code has 1 to 80 letters, digits and _ : . + -")
    if _reads_like_a_person(text):
        raise ValueError("reads like an identity or telephone number")


def operator_code(operator: str | None) -> str | None:
    """The operator's name as a code: what is no letter, digit or mark becomes _, a person's number all of it."""
    if not operator:
        return None
    code = _NOT_CODE.sub("_", operator)[:80]
    return "_" * len(code) if _reads_like_a_person(code) else code


def _reads_like_a_person(text: str) -> bool:
    if not _ELEVEN_DIGITS.search(text) or _RANDOM.fullmatch(text) or _DIGEST.fullmatch(text):
        return False
    return _MOBILE.search(text) is not None or id_number.occurs_in(text)


def _figures(hours: Mapping[str, int | None]) -> dict[str, int]:
    if strangers := hours.keys() - set(HOURS):
        raise ValueError(f"no such hours: {len(strangers)} unknown names")
    return {name: _whole(name, units) for name, units in hours.items() if units is not None}


def _whole(key: str, number: int) -> int:
    if type(number) is not int or number < 0:
        raise ValueError(f"{key}: not a whole number from 0")
    return number


def _shaped(key: str, digest: str, shape: re.Pattern[str]) -> str:
    if not shape.fullmatch(digest):
        raise ValueError(f"{key}: not a digest in hexadecimal")
    return digest
