"""The verifier: do the events of a stream still say what they said when they were written?

It reads the stored text and never writes it anew: each hash is computed from the body
as it lies there, each column compared with the body, each link with the event before,
the last event with the head that is kept elsewhere. It finds faults and repairs none.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Protocol

from ce_workflow.clock import stamp
from ce_workflow.trail.canonical import NotCanonical, parse
from ce_workflow.trail.chain import GENESIS, UNCHAINED, commitment, event_hash
from ce_workflow.trail.event import EventRow
from ce_workflow.words import N_, Text

COLUMNS = (
    "stream",
    "seq",
    "action",
    "from_state",
    "to_state",
    "actor_person_id",
    "actor_role",
    "actor_org",
    "request_id",
)
"""Columns that stand in the body under the same name; the time is compared apart."""


@dataclass(frozen=True)
class Fault:
    """One thing that is not as it was written.

    Codes: altered, unreadable, column, stream, gap, link, time, head, content.
    """

    stream: str
    seq: int | None
    code: str
    detail: Text


class ContentRow(Protocol):
    """What a commitment commits to, as long as it is kept."""

    @property
    def salt(self) -> str | None: ...
    @property
    def body(self) -> str | None: ...
    @property
    def commitment(self) -> str: ...


def check_stream(events: Iterable[EventRow], head: tuple[int, str] | None, *, stream: str | None = None) -> list[Fault]:
    """Every fault in one stream; `events` are all of its events in the order of their numbers.

    `head` is the number and the hash of the last event as the row of the stream's owner
    keeps them ((0, "") before the first); None where nobody keeps them: a tail that was
    cut off is then not found. `stream` names the stream, else the first event does.
    """
    faults: list[Fault] = []
    count, last_hash, last_at = 0, GENESIS, ""
    for event in events:
        count += 1
        stream = event.stream if stream is None else stream
        faults += _faults_of(event, stream)
        if stream in UNCHAINED:
            if event.seq is not None or event.prev_hash:
                faults.append(_fault(event, "link", N_("an event of this stream has neither number nor link")))
            continue
        if event.seq != count:
            faults.append(
                _fault(
                    event, "gap", N_("number %(seq)s stands where %(count)s belongs"), seq=str(event.seq), count=count
                )
            )
        if (event.prev_hash or GENESIS) != last_hash:
            faults.append(_fault(event, "link", N_("it does not follow the event before it")))
        if (moment := _moment(event.at)) < last_at:
            faults.append(_fault(event, "time", N_("it is older than the event before it")))
        last_hash, last_at = event.hash, moment
    if head is not None and stream not in UNCHAINED and head != (count, last_hash):
        detail = Text(
            N_("the head knows %(kept)s events, %(count)s are there or the last is another"), kept=head[0], count=count
        )
        faults.append(Fault(stream or "", head[0], "head", detail))
    return faults


def check_content(
    row: ContentRow | None, committed: str | None, *, stream: str = "", seq: int | None = None
) -> list[Fault]:
    """Does the kept content open the commitment of its event? Erased content proves nothing and is no fault.

    `stream` and `seq` are those of the event, for the fault's sake.
    """
    if row is None:
        return []
    if row.commitment != committed:
        return [Fault(stream, seq, "content", Text(N_("the kept content belongs to another commitment")))]
    if row.salt is None or row.body is None:
        return []
    try:
        opens = commitment(row.salt, row.body) == committed
    except ValueError:
        opens = False
    return [] if opens else [Fault(stream, seq, "content", Text(N_("the kept content is not what was committed to")))]


def _faults_of(event: EventRow, stream: str) -> list[Fault]:
    """Faults of one event in itself: its stream, its hash, its body, its columns."""
    faults = []
    if event.stream != stream:
        faults.append(_fault(event, "stream", N_("it stands among the events of %(other)s"), other=stream))
    if not _hash_holds(event):
        faults.append(_fault(event, "altered", N_("the hash does not fit the stored event")))
    try:
        body = parse(event.body)
    except NotCanonical:
        return [*faults, _fault(event, "unreadable", N_("the stored text cannot be read"))]
    faults += [
        _fault(event, "column", N_("the column %(column)s says something else than the stored text"), column=column)
        for column in _columns_apart(event, body)
    ]
    return faults


def _hash_holds(event: EventRow) -> bool:
    try:
        return event_hash(event.stream, event.seq, event.prev_hash, event.body) == event.hash
    except (ValueError, AttributeError):
        return False


def _columns_apart(event: EventRow, body: dict[str, Any]) -> list[str]:
    apart = [column for column in COLUMNS if getattr(event, column) != body.get(column)]
    if _moment(event.at) != body.get("at"):
        apart.append("at")
    return apart


def _moment(at: datetime | str) -> str:
    """The moment as it is hashed; a column without a zone is in UTC."""
    if isinstance(at, str):
        return at
    return stamp(at if at.tzinfo is not None else at.replace(tzinfo=UTC))


def _fault(event: EventRow, code: str, msgid: str, **params: str | int) -> Fault:
    return Fault(event.stream, event.seq, code, Text(msgid, **params))
