"""One sitting of `perform`: who acts, when, what is known, and what will be written.

Claims are plain namespaces that the act changes while it decides. `move` is the only
place where the state of a claim is written: it advances the state and the version by
one event, and the row follows at the end as one compare-and-swap (`store.write`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from types import SimpleNamespace
from typing import Any

from ce_workflow.acts.record import chained
from ce_workflow.clock import day_of, stamp
from ce_workflow.people.actor import Actor
from ce_workflow.people.duties import FILING
from ce_workflow.rules.sets.shape import RuleSet, Way
from ce_workflow.states.desks import CITY_BUREAU
from ce_workflow.states.machine import state_after
from ce_workflow.states.names import DRAFT
from ce_workflow.store import facts, rule_sets
from ce_workflow.store.calendar import calendar
from ce_workflow.store.write import INSERTED, MOVING, Change, Row
from ce_workflow.trail import chain, event
from ce_workflow.trail.canonical import canonical
from ce_workflow.trail.streams import claim_stream
from ce_workflow.working_days import ARRANGED, Calendar

COLUMNS_OF_CLAIM = INSERTED["claims"][1]
PLACES = ("unit", "department", "district", "now_unit", "now_department", "now_district")
"""Where a claim may come to lie: as it was submitted, or as its person is employed now."""


@dataclass
class Act:
    """What all items of one call share. `filed_on` is the day that the checks of filing use."""

    step: str
    actor: Actor
    at: datetime
    request_id: str
    filed_on: date
    change: Change = field(default_factory=Change)
    claims: dict[int, SimpleNamespace] = field(default_factory=dict)
    siblings: dict[str, list[SimpleNamespace]] = field(default_factory=dict)
    families: dict[int, int] = field(default_factory=dict)
    evidence: dict[int, list[SimpleNamespace]] = field(default_factory=dict)
    _wholes: dict[str | None, RuleSet | None] = field(default_factory=dict)
    _calendar: Calendar | None = None
    _holders: dict[tuple[str, str], set[str]] | None = None
    _touched: dict[int, SimpleNamespace] = field(default_factory=dict)

    @property
    def today(self) -> date:
        return day_of(self.at)

    def holders(self) -> dict[tuple[str, str], set[str]]:
        """(role, code) -> persons, for every desk that a claim of this act may come to; read once."""
        if self._holders is None:
            places = {getattr(claim, place, None) for claim in self.claims.values() for place in PLACES}
            self._holders = facts.holders({CITY_BUREAU, *filter(None, places)}, self.at)
        return self._holders

    def whole(self, version: str | None) -> RuleSet | None:
        """The published rule set of that version; read once."""
        if version not in self._wholes:
            self._wholes[version] = rule_sets.whole(version)
        return self._wholes[version]

    def calendar(self) -> Calendar:
        """The calendar of working days as it holds now; read once."""
        if self._calendar is None:
            self._calendar = calendar()
        return self._calendar

    def calendar_for(self, way: Way | None) -> Calendar:
        """The same, where the way counts working days; what counts none needs no correction."""
        return self.calendar() if way is not None and way.counts_working_days else ARRANGED

    def begin(self, claim: SimpleNamespace) -> None:
        """Take a claim that this act creates among the claims it knows."""
        claim.was = None
        self.claims[claim.id] = claim

    def move(
        self,
        claim: SimpleNamespace,
        step: str,
        *,
        by: Actor | None = None,
        reason: str | None = None,
        note: str | None = None,
        document: str | None = None,
        checks: Iterable[str] = (),
        content: Mapping[str, Any] | None = None,
    ) -> None:
        """Take `step` with the claim: its state, its version, its event, and what the event commits to."""
        actor = by or self.actor
        before = claim.state
        self._touched[claim.id] = claim
        claim.state = DRAFT if before is None else state_after(step, before)
        claim.version += 1
        claim.moved_at = max(self.at, claim.moved_at) if claim.moved_at else self.at
        seen = claim.commitment or None
        pinned = self._keep(claim, "content", content) if content is not None else None
        if pinned:
            claim.commitment = pinned
        words = {name: text for name, text in (("note", note), ("document", document)) if text}
        body = event.body(
            stream=claim_stream(claim.id),
            seq=claim.version,
            action=step,
            at=claim.moved_at,
            actor=actor,
            from_state=before,
            to_state=claim.state,
            request_id=self.request_id,
            on_behalf_of=claim.person_id if step in FILING and actor.person_id != claim.person_id else None,
            reason=reason or None,
            hours={name: getattr(claim, f"units_{name}") for name in event.HOURS},
            seen=seen,
            content=pinned,
            note=self._keep(claim, "note", words) if words else None,
            extra=event.of_claim(claim) | {f"check:{code}": 1 for code in checks},
            nonce=chain.fresh_nonce(),
        )
        claim.head = chained(self.change, body, claim.head)
        if actor.person_id:
            claim.deeds.append(
                SimpleNamespace(seq=claim.version, action=step, actor_role=actor.role, actor_person_id=actor.person_id)
            )

    def _keep(self, claim: SimpleNamespace, what: str, value: Mapping[str, Any]) -> str:
        """Store what an event only commits to in a row that can be erased; returns the commitment."""
        text, salt = canonical(value), chain.fresh_salt()
        kept = {"claim_id": claim.id, "version": claim.version, "what": what, "body": text, "salt": salt}
        self.change.contents.append(kept | {"commitment": (commitment := chain.commitment(salt, text))})
        return commitment

    def close(self) -> None:
        """Turn the claims that were touched into rows of the change."""
        moved = [claim for claim in self._touched.values() if claim.was]
        changed = {name for claim in moved for name in MOVING if getattr(claim, name) != claim.was[name]}
        for claim in moved:
            was = {"id": claim.id, "was_state": claim.was["state"], "was_version": claim.was["version"]}
            self.change.moved.append(row_of(claim, changed) | was)
        if self.actor.user_id is not None and self.actor.scopes:
            scope = self.actor.scopes[0] if len(moved) == 1 else None
            held = {"user": self.actor.user_id, "role": self.actor.role, "scope": scope, "at": stamp(self.at)}
            self.change.held = held
        self.change.claims += [row_of(claim) for claim in self._touched.values() if not claim.was]


def row_of(claim: SimpleNamespace, columns: Iterable[str] = COLUMNS_OF_CLAIM) -> Row:
    """These columns of the claim as the values that `store.write` takes."""
    return {name: _plain(getattr(claim, name)) for name in columns}


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return stamp(value)
    return value.isoformat() if isinstance(value, date) else value
