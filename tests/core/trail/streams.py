"""Streams of events for the tests of the trail: genuine ones, and what a forger makes of them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from ce_workflow.people.actor import Actor
from ce_workflow.trail import chain, event
from ce_workflow.trail.canonical import canonical

BEGINNING = datetime(2019, 6, 1, 8, tzinfo=UTC)
CLAIMANT = Actor(1, "claimant", "c" * 32, "claimant")
REVIEWER = Actor(2, "unit", "d" * 32, "reviewer", ("U00001",))
VERIFIER = Actor(3, "sector", "e" * 32, "verifier", ("chengdu-health",))
SYSTEM = Actor(None, "system", None, "system")

CONTENT = "ab" * 32
HOURS = {"claimed": 4000, "computed": 3600}

LIFE: tuple[dict[str, Any], ...] = (
    {"action": "create", "to_state": "draft", "actor": CLAIMANT, "content": CONTENT},
    {"action": "submit", "from_state": "draft", "to_state": "submitted", "actor": CLAIMANT, "seen": CONTENT,
     "hours": HOURS, "extra": {"desk": "U00001"}},
    {"action": "review", "from_state": "submitted", "to_state": "unit_reviewed", "actor": REVIEWER, "seen": CONTENT,
     "hours": HOURS | {"reviewed": 3600}, "reason": "hours_adjusted", "extra": {"desk": "chengdu-health"}},
    {"action": "verify", "from_state": "unit_reviewed", "to_state": "sector_verified", "actor": VERIFIER,
     "seen": CONTENT, "hours": HOURS | {"reviewed": 3600, "recognised": 3600}},
    {"action": "credit", "from_state": "sector_verified", "to_state": "credited", "actor": SYSTEM,
     "hours": HOURS | {"reviewed": 3600, "recognised": 3600}},
    {"action": "revoke", "from_state": "credited", "to_state": "revoked", "actor": VERIFIER, "reason": "not_genuine"},
)  # fmt: skip
RELATION = frozenset((step.get("from_state"), step["action"], step["to_state"]) for step in LIFE)


@dataclass(frozen=True)
class Stored:
    """An event as a row of the database would show it."""

    stream: str
    seq: int | None
    action: str
    from_state: str | None
    to_state: str | None
    actor_person_id: str | None
    actor_role: str
    actor_org: str | None
    at: datetime
    request_id: str
    prev_hash: str | None
    hash: str
    body: str

    def but(self, **changes: Any) -> Stored:
        """This event with columns changed behind the application's back."""
        return replace(self, **changes)

    def rehashed(self) -> Stored:
        """This event with a hash that fits what it says now: the forger knows how."""
        return replace(self, hash=chain.event_hash(self.stream, self.seq, self.prev_hash, self.body))


def stored(stream: str, seq: int | None, prev_hash: str | None, at: datetime, **step: Any) -> Stored:
    """One event as the acts would write it."""
    body = event.body(
        stream=stream, seq=seq, at=at, request_id=f"request-{seq}", nonce=chain.fresh_nonce(), **step
    )  # fmt: skip
    text = canonical(body)
    return Stored(
        stream=stream,
        seq=seq,
        action=body["action"],
        from_state=body.get("from_state"),
        to_state=body.get("to_state"),
        actor_person_id=body.get("actor_person_id"),
        actor_role=body["actor_role"],
        actor_org=body.get("actor_org"),
        at=at,
        request_id=body["request_id"],
        prev_hash=prev_hash,
        hash=chain.event_hash(stream, seq, prev_hash, text),
        body=text,
    )


def life(stream: str = "claim:7", length: int = len(LIFE)) -> list[Stored]:
    """The first events of a claim that is credited and revoked; more of the same beyond."""
    events: list[Stored] = []
    for number in range(length):
        prev_hash = events[-1].hash if events else chain.GENESIS
        at = BEGINNING + timedelta(minutes=number)
        events.append(stored(stream, number + 1, prev_hash, at, **LIFE[number % len(LIFE)]))
    return events


def head_of(events: list[Stored]) -> tuple[int, str]:
    """What the row of the claim knows of its events."""
    return (len(events), events[-1].hash) if events else (0, chain.GENESIS)
