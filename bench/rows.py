"""The very rows that five acts leave behind, put together with as little work as can be.

This is half of the limit: what anybody would have to write who keeps our tables and our
chain, without reading, asking or checking anything. `same` proves that they are ours.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
from datetime import date, datetime, timedelta
from typing import Any

from bench.city import (
    NOTICE_DAYS,
    YEAR,
    claimant,
    department_of,
    district_of,
    fields,
    file,
    reviewer,
    unit_of,
    verifier,
)
from ce_workflow.clock import stamp
from ce_workflow.kinds import KINDS

Values = tuple[Any, ...]

EVENT = (
    *("stream", "seq", "action", "from_state", "to_state", "actor_person_id", "actor_role", "actor_org"),
    *("request_id", "at", "prev_hash", "hash", "body"),
)
CLAIM = (
    *("id", "kind", "title", "person_id", "unit", "department", "district", "route", "notice_days", "state"),
    *("version", "head", "fields", "commitment", "category", "year", "started_on", "ended_on", "units_claimed"),
    *("units_computed", "filed_by", "family", "appeals", "created_at", "moved_at"),
)
CONTENT = ("claim_id", "version", "what", "body", "salt", "commitment")
EVIDENCE = (
    *("claim_id", "piece", "name", "media_type", "size", "sha256", "original_sha256", "blob", "pages"),
    "added_version",
)
ENTRY = (*("id", "tx_id", "account", "person_id", "year", "category", "units", "claim_id", "rule_version", "at"),)
FILED = ("name", "media_type", "size", "sha256", "original_sha256")
BALANCE = ("person_id", "year", "category", "units")

MOVES = {
    "submit": ("state", "version", "head", "moved_at", "desk", "filed_on", "submitted_at", "rule_version"),
    "review": ("state", "version", "head", "moved_at", "desk", "units_reviewed", "reviewed_by"),
    "verify": ("state", "version", "head", "moved_at", "units_recognised", "verified_by", "credit_due_on"),
    "credit": ("state", "version", "head", "moved_at", "desk", "credit_due_on", "credit_entry_id"),
}
"""The columns of the claim that each step changes."""
STEPS = ("create", *MOVES)

UNITS_OF_HOURS = 1800
RULE_VERSION = "chengdu-2019.1"
KIND, CATEGORY, ROUTE = "training", "professional", "unit_then_sector"

CHECKED = {step: {f"check:{line.code}": 1 for line in KINDS[KIND].checks[step]} for step in ("review", "verify")}
HOURS = ("claimed", "computed", "reviewed", "recognised")

canonical = json.JSONEncoder(sort_keys=True, separators=(",", ":")).encode


class Life:
    """One claim on its way: what the next row of it needs to know."""

    __slots__ = ("commitment", "filed", "head", "id", "number", "state", "version")

    def __init__(self, claim_id: int, number: int) -> None:
        self.id = claim_id
        self.number = number
        self.state: str | None = None
        self.version = 0
        self.head = self.commitment = ""

    def create(self, at: str, request_id: str) -> tuple[Values, ...]:
        """Claim, content, evidence, event."""
        who = claimant(self.number)
        typed, proof = fields(self.number), file(self.number)
        evidence = [{"piece": "certificate"} | {name: getattr(proof, name) for name in FILED}]
        body = canonical({"kind": KIND, "fields": typed, "evidence": evidence})
        salt = secrets.token_hex(32)
        pinned = hmac.digest(bytes.fromhex(salt), body.encode(), "sha256").hex()
        event = self._event("create", "draft", at, who, None, request_id, {"content": pinned}, {}, 2)
        self.commitment = pinned
        claim = (
            *(self.id, KIND, typed["title"], who.person_id, unit_of(self.number), department_of(self.number)),
            *(district_of(self.number), ROUTE, NOTICE_DAYS, "draft", 1, self.head),
            *(json.dumps(typed, ensure_ascii=False), pinned, CATEGORY, YEAR, typed["started_on"]),
            *(typed["ended_on"], UNITS_OF_HOURS, UNITS_OF_HOURS, who.person_id, self.id, 0, at, at),
        )
        kept = (proof.name, proof.media_type, proof.size, proof.sha256, proof.original_sha256, proof.blob, proof.pages)
        return claim, (self.id, 1, "content", body, salt, pinned), (self.id, "certificate", *kept, 1), event

    def submit(self, at: str, request_id: str) -> tuple[Values, ...]:
        """Claim, event."""
        desk, self.filed = unit_of(self.number), at[:10]
        event = self._decided("submit", "submitted", at, claimant(self.number), None, request_id, desk, 2)
        return self._moved("draft", at, desk, at[:10], at, RULE_VERSION), event

    def review(self, at: str, request_id: str) -> tuple[Values, ...]:
        """Claim, event."""
        who, desk = reviewer(self.number), department_of(self.number)
        event = self._decided("review", "unit_reviewed", at, who, who.scopes[0], request_id, desk, 3, CHECKED["review"])
        return self._moved("submitted", at, desk, UNITS_OF_HOURS, who.person_id), event

    def verify(self, at: str, request_id: str) -> tuple[Values, ...]:
        """Claim, event."""
        who, desk = verifier(self.number), department_of(self.number)
        due = (date.fromisoformat(at[:10]) + timedelta(days=NOTICE_DAYS)).isoformat()
        more = CHECKED["verify"] | {"due": due}
        event = self._decided("verify", "sector_verified", at, who, who.scopes[0], request_id, desk, 4, more)
        return self._moved("unit_reviewed", at, UNITS_OF_HOURS, who.person_id, due), event

    def credit(self, at: str, request_id: str) -> tuple[Values, ...]:
        """Claim, event, pair of entries, balance."""
        event = self._decided("credit", "credited", at, None, None, request_id, None, 4)
        tx, person = f"claim:{self.id}:5", claimant(self.number).person_id
        rest = (YEAR, CATEGORY), (self.id, RULE_VERSION, at)
        pair = (
            *(f"{tx}:person", tx, f"person:{person}", person, *rest[0], UNITS_OF_HOURS, *rest[1]),
            *(f"{tx}:pool", tx, f"recognised:{YEAR}:{CATEGORY}", None, *rest[0], -UNITS_OF_HOURS, *rest[1]),
        )
        moved = self._moved("sector_verified", at, None, None, f"{tx}:person")
        return moved, event, pair, (person, YEAR, CATEGORY, UNITS_OF_HOURS)

    def _moved(self, was: str, at: str, *rest: Any) -> Values:
        """New values, and what the compare-and-swap compares."""
        return (self.state, self.version, self.head, at, *rest, self.id, was, self.version - 1)

    def _decided(
        self,
        step: str,
        to: str,
        at: str,
        who: Any,
        org: str | None,
        request_id: str,
        desk: str | None,
        figures: int,
        more: dict[str, Any] | None = None,
    ) -> Values:
        extra = {"rules": RULE_VERSION, "filed": self.filed} | ({"desk": desk} if desk else {}) | (more or {})
        return self._event(step, to, at, who, org, request_id, {"seen": self.commitment}, extra, figures)

    def _event(
        self,
        step: str,
        to: str,
        at: str,
        who: Any,
        org: str | None,
        request_id: str,
        digests: dict[str, str],
        more: dict[str, Any],
        figures: int,
    ) -> Values:
        """The values of the event; the life goes on from it."""
        was, self.state = self.state, to
        self.version += 1
        stream, role = f"claim:{self.id}", who.role if who else "system"
        number = self.number
        extra = {"category": CATEGORY, "kind": KIND, "route": ROUTE, "year": YEAR, "unit": unit_of(number)} | more
        extra |= {"notice": NOTICE_DAYS, "appeals": 0, "family": self.id}
        extra |= {"department": department_of(number), "district": district_of(number)}
        hours = dict.fromkeys(HOURS[:figures], UNITS_OF_HOURS)
        said: dict[str, Any] = {
            "stream": stream,
            "seq": self.version,
            "action": step,
            "to_state": to,
            "at": at,
            "actor_role": role,
            "request_id": request_id,
            "extra": extra,
            "hours": hours,
            "nonce": secrets.token_hex(16),
            "v": 1,
            **digests,
        }
        if who:
            said |= {"actor_person_id": who.person_id, "actor_user_id": who.user_id}
        if org:
            said["actor_org"] = org
        if was:
            said["from_state"] = was
        body, before = canonical(said), self.head
        self.head = _hash(stream, self.version, before, body)
        person = who.person_id if who else None
        return (
            *(stream, self.version, step, was, to, person, role, org, request_id, at, before or None, self.head, body),
        )


def _hash(stream: str, seq: int, before: str, body: str) -> str:
    fields = (b"sha256", stream.encode(), str(seq).encode(), before.encode(), body.encode())
    return hashlib.sha256(b"\0" + b"".join([len(f).to_bytes(8, "big") + f for f in fields])).hexdigest()


def moments(number: int, began: datetime) -> dict[str, datetime]:
    """When each step of the claim with this number is taken: the last after the notice period."""
    start = began + timedelta(milliseconds=number)
    times = [start + timedelta(microseconds=index) for index in range(4)]
    return dict(zip(STEPS, [*times, start + timedelta(days=NOTICE_DAYS + 1)], strict=True))


__all__ = ["BALANCE", "CLAIM", "CONTENT", "ENTRY", "EVENT", "EVIDENCE", "MOVES", "STEPS", "Life", "moments", "stamp"]
