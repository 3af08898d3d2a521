"""The replay: what a claim must be now, if its events are all that ever happened to it.

It folds the events of one claim, in their order, and knows nothing of the claim's row:
whoever asks compares. That the events are genuine is the verifier's business.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any

from ce_workflow.trail.canonical import NotCanonical, parse
from ce_workflow.trail.event import EventRow
from ce_workflow.trail.verify import Fault
from ce_workflow.words import N_, Text

Relation = Collection[tuple[str | None, str, str]]
"""The (from, action, to) that are allowed; from None where a claim begins to exist."""

CREDITED = "credited"


@dataclass
class Replayed:
    """What follows from the events of one claim.

    `version` counts them. Each event tells all hours (hundredths) and further codes as
    they stand after it, so `hours` and `codes` are those of the last one. `content` is
    the commitment of the present content, `credited` what stands in the ledger, `bodies`
    what each event says, so that nobody has to read them again.
    """

    state: str | None = None
    version: int = 0
    hours: dict[str, int] = field(default_factory=dict)
    codes: dict[str, str | int] = field(default_factory=dict)
    content: str | None = None
    credited: int = 0
    bodies: list[dict[str, Any]] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    @property
    def desk(self) -> str | None:
        """The organisation that has the claim, None where nobody has to act."""
        desk = self.codes.get("desk")
        return None if desk is None else str(desk)


def replay(events: Iterable[EventRow], relation: Relation) -> Replayed:
    """The claim that its events make, and every fault on the way.

    Fault codes: relation (no such step), state (does not begin where the last one
    ended), seen (the decider saw another content than there was), hours (a credit
    without hours), unreadable.
    """
    claim = Replayed()
    for event in events:
        try:
            body = parse(event.body)
        except NotCanonical:
            body = {}
            _fault(claim, event, "unreadable", N_("the stored text cannot be read"))
        _move(claim, event, relation)
        _take_in(claim, event, body)
        claim.version += 1
        claim.bodies.append(body)
    return claim


def _move(claim: Replayed, event: EventRow, relation: Relation) -> None:
    if (event.from_state, event.action, event.to_state) not in relation:
        _fault(claim, event, "relation", N_("there is no step “%(step)s” from this state to that"), step=event.action)
    if event.from_state != claim.state:
        _fault(
            claim,
            event,
            "state",
            N_("it begins in “%(state)s”, the event before ended in “%(ended)s”"),
            state=str(event.from_state),
            ended=str(claim.state),
        )
    claim.state = event.to_state


def _take_in(claim: Replayed, event: EventRow, body: dict[str, Any]) -> None:
    seen = body.get("seen")
    if seen is not None and seen != claim.content:
        _fault(claim, event, "seen", N_("what was seen is not what there was"))
    claim.content = body.get("content", claim.content)
    claim.hours = body.get("hours", {})
    claim.codes = body.get("extra", {})
    if event.to_state != CREDITED:
        claim.credited = 0
    elif event.from_state != CREDITED:
        claim.credited = claim.hours.get("recognised", 0)
        if claim.credited <= 0:
            _fault(claim, event, "hours", N_("a credit without recognised hours"))


def _fault(claim: Replayed, event: EventRow, code: str, msgid: str, **params: str) -> None:
    claim.faults.append(Fault(event.stream, event.seq, code, Text(msgid, **params)))
