"""Claims held against their events: what the events make must be what the rows say.

State, version, hours, places, desk, route and deciders follow from the events; what was
filled in, and which files were shown when, from the content that they commit to, which has
to be there; every credit and revocation has its pair in the ledger, to the last column, and
no entry is without one.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select

from ce_workflow.clock import stamp
from ce_workflow.kinds import KINDS
from ce_workflow.kinds.fields import load
from ce_workflow.ledger.entries import PERSONS, credit_pair, reversal
from ce_workflow.ledger.entries import Entry as Posting
from ce_workflow.people.roles import CLAIMANT
from ce_workflow.reports.evidence_rows import faults_of_evidence
from ce_workflow.states.names import CREDITED
from ce_workflow.states.steps import RELATION, UNDECIDING
from ce_workflow.store.database import db
from ce_workflow.store.tables import Claim, Content, Entry, Evidence
from ce_workflow.trail.event import HOURS, OF_CLAIM, of_claim
from ce_workflow.trail.replay import Replayed, replay
from ce_workflow.trail.streams import parted, tx_of
from ce_workflow.trail.verify import Fault, check_content
from ce_workflow.words import N_, Text

Rows = dict[int, list[Any]]


def faults_of_claims(streams: Mapping[str, list[Any]]) -> dict[str, list[Fault]]:
    """stream -> its faults, for whole streams of claims."""
    numbers = {stream: int(key) for stream in streams if (key := parted(stream)[1]).isdecimal()}
    ids = list(numbers.values())
    claims = {row.id: row for row in db.session.execute(select(Claim.__table__).where(Claim.id.in_(ids)))}
    contents, entries, evidence = _of(Content, ids), _of(Entry, ids), _of(Evidence, ids)
    found = {}
    for stream, number in numbers.items():
        if number in claims:
            case = _Case(stream, streams[stream], claims[number], contents[number], entries[number], evidence[number])
            found[stream] = list(case.faults())
    return found


def _of(table: Any, ids: list[int]) -> Rows:
    found: Rows = defaultdict(list)
    for row in db.session.execute(select(table.__table__).where(table.claim_id.in_(ids))):
        found[row.claim_id].append(row)
    return found


class _Case:
    """One claim with everything that was written about it."""

    def __init__(
        self, stream: str, events: list[Any], claim: Any, contents: list[Any], entries: list[Any], evidence: list[Any]
    ) -> None:
        self.stream, self.events, self.claim = stream, events, claim
        self.contents = {(row.version, row.what): row for row in contents}
        self.entries, self.evidence = entries, evidence
        self.replayed = replay(events, RELATION)
        self.bodies = self.replayed.bodies
        self.shown: dict[int, dict[str, Any]] = {}

    def faults(self) -> Iterator[Fault]:
        yield from self.replayed.faults
        yield from self._row(self.replayed)
        yield from self._kept()
        yield from self._shown()
        yield from faults_of_evidence(self.stream, self.evidence, self.shown, self._versions())
        yield from self._posted()

    def _row(self, replayed: Replayed) -> Iterator[Fault]:
        """The row of the claim says what the last event says."""
        claim, hours, codes = self.claim, replayed.hours, replayed.codes
        pairs = {"state": (claim.state, replayed.state), "version": (claim.version, replayed.version)}
        pairs["commitment"] = (claim.commitment, replayed.content)
        pairs["person_id"] = (claim.person_id, self._claimant())
        pairs |= {f"units_{name}": (getattr(claim, f"units_{name}"), hours.get(name)) for name in HOURS}
        says = of_claim(claim)
        pairs |= {column: (says[code], codes.get(code)) for code, column in OF_CLAIM.items()}
        pairs |= self._filed()
        pairs["reviewed_by"] = (claim.reviewed_by, self._decider("review"))
        pairs["verified_by"] = (claim.verified_by, self._decider("verify"))
        for column, (says, follows) in pairs.items():
            if says != follows:
                text = N_("the claim's %(column)s is not what follows from its events")
                yield Fault(self.stream, self.events[-1].seq, "claim", Text(text, column=column))

    def _filed(self) -> dict[str, tuple[Any, Any]]:
        """When and by whom it was filed, and the entry that credits it: column -> (the row, the events)."""
        claim, first, last = self.claim, self.bodies[0], self.bodies[-1]
        submitted = self._last("submit", "at")
        organiser = first.get("actor_org") if first.get("actor_role") != CLAIMANT else None
        credit = f"{tx_of(self.stream, self._last('credit', 'seq'))}:{PERSONS}" if claim.state == CREDITED else None
        return {
            "created_at": (stamp(claim.created_at), first.get("at")),
            "moved_at": (stamp(claim.moved_at), last.get("at")),
            "submitted_at": (stamp(claim.submitted_at) if claim.submitted_at else None, submitted),
            "filed_by": (claim.filed_by, first.get("actor_person_id")),
            "filed_by_org": (claim.filed_by_org, organiser),
            "credit_entry_id": (claim.credit_entry_id, credit),
        }

    def _claimant(self) -> str | None:
        first = self.bodies[0]
        return first.get("on_behalf_of") or first.get("actor_person_id")

    def _last(self, step: str, what: str) -> Any:
        """What the last event of this step says under `what`."""
        return next((body.get(what) for body in reversed(self.bodies) if body.get("action") == step), None)

    def _decider(self, step: str) -> str | None:
        """Who took this step, unless what was decided has been undone since."""
        acts = (body for body in reversed(self.bodies) if body.get("action") in UNDECIDING | {step})
        last: Mapping[str, Any] = next(acts, {})
        return last.get("actor_person_id") if last.get("action") == step else None

    def _versions(self) -> set[int]:
        """The versions whose event brought content, and with it a list of files."""
        return {event.seq for event, body in zip(self.events, self.bodies, strict=True) if body.get("content")}

    def _kept(self) -> Iterator[Fault]:
        """What is kept beside the events opens their commitments."""
        for event, body in zip(self.events, self.bodies, strict=True):
            for what in ("content", "note"):
                row = self.contents.pop((event.seq, what), None)
                faults = check_content(row, body.get(what), stream=self.stream, seq=event.seq)
                if row is None and body.get(what):
                    text = Text(N_("what the event commits to is gone, and nobody has recorded an erasure"))
                    faults.append(Fault(self.stream, event.seq, "content", text))
                if what == "content" and row is not None and not faults:
                    self.shown[event.seq] = _object(row.body)
                yield from faults
        for version, _ in self.contents:
            yield Fault(self.stream, version, "content", Text(N_("content is kept for an event that is not there")))

    def _shown(self) -> Iterator[Fault]:
        """The answers of the row are those of the content that was committed to last."""
        version = max(self._versions(), default=0)
        if (content := self.shown.get(version)) is None:
            return
        if content.get("fields") != _object(self.claim.fields):
            yield Fault(self.stream, version, "claim", Text(N_("the answers are not those committed to")))
        for column in self._apart(content):
            text = Text(N_("the claim's %(column)s does not follow from the answers committed to"), column=column)
            yield Fault(self.stream, version, "claim", text)

    def _apart(self, content: Mapping[str, Any]) -> Iterator[str]:
        """The columns that are not what filing makes of the answers in the content."""
        if (kind := KINDS.get(content.get("kind", ""))) is not None:
            for column, follows in kind.columns(load(kind, content.get("fields", {}))).items():
                if getattr(self.claim, column) != follows:
                    yield column

    def _posted(self) -> Iterator[Fault]:
        """Every credit and every revocation has its pair of entries, and there are no others."""
        expected = dict(self._expected())
        there: dict[str, list[Posting]] = defaultdict(list)
        for entry in self.entries:
            there[entry.tx_id].append(Posting(*entry))
        for event in self.events:
            tx_id = tx_of(self.stream, event.seq)
            if sorted(there.pop(tx_id, [])) != sorted(expected.get(tx_id, ())):
                yield Fault(self.stream, event.seq, "ledger", Text(N_("the ledger does not have this event's pair")))
        for tx_id in there:
            text = Text(N_("the ledger has entries (%(tx)s) that no event explains"), tx=tx_id)
            yield Fault(self.stream, None, "ledger", text)

    def _expected(self) -> Iterator[tuple[str, Sequence[Posting]]]:
        """(transaction, entries) of each event that posts."""
        credited_by = ""
        for event, body in zip(self.events, self.bodies, strict=True):
            gains = event.to_state == CREDITED and event.from_state != CREDITED
            if gains or (event.from_state == CREDITED and event.to_state != CREDITED):
                tx_id = tx_of(self.stream, event.seq)
                yield tx_id, self._pair(tx_id, body, "" if gains else credited_by)
                credited_by = f"{tx_id}:{PERSONS}" if gains else ""

    def _pair(self, tx_id: str, body: Mapping[str, Any], taken_back: str) -> Sequence[Posting]:
        """What the event posts: a credit, or what takes back the entry `taken_back`; nothing where it cannot post."""
        try:
            given: dict[str, Any] = {
                "tx_id": tx_id,
                "person_id": self.claim.person_id,
                "year": body["extra"]["year"],
                "category": body["extra"]["category"],
                "units": body["hours"]["recognised"],
                "claim_id": self.claim.id,
                "rule_version": body["extra"]["rules"],
                "at": datetime.fromisoformat(body["at"]),
            }
            return reversal(credited_by=taken_back, **given) if taken_back else credit_pair(**given)
        except (KeyError, TypeError, ValueError):
            return ()


def _object(text: str) -> dict[str, Any]:
    """The object that the text holds, or an empty one."""
    try:
        found = json.loads(text)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
