"""Events outside the life of a claim: of persons, organisations, years and batches, and of security.

The former are chained by the head on their row, which moves by compare-and-swap. What
was refused is recorded after the refusal's rollback, in the stream `security`, which
has neither number nor chain.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import String, and_, cast, literal, select

from ce_workflow.people.actor import Actor
from ce_workflow.store.database import db
from ce_workflow.store.tables import Event
from ce_workflow.store.write import HEADED, Change, Row, write
from ce_workflow.trail import chain, event
from ce_workflow.trail.canonical import canonical
from ce_workflow.trail.streams import SECURITY, stream_of
from ce_workflow.trail.verify import COLUMNS

Codes = Mapping[str, str | int | None]


def chained(change: Change, body: dict[str, Any], prev_hash: str) -> str:
    """Add the event with this body, after `prev_hash`, to the change; returns its own hash."""
    text = canonical(body)
    found = chain.event_hash(body["stream"], body.get("seq"), prev_hash, text)
    row = {column: body.get(column) for column in COLUMNS} | {"at": body["at"]}
    change.events.append(row | {"prev_hash": prev_hash or None, "hash": found, "body": text})
    return found


def record(
    kind: str,
    happened: Mapping[Any, tuple[str, Codes]],
    actor: Actor,
    *,
    at: datetime,
    request_id: str,
) -> None:
    """One event on each stream `<kind>:<key>`, kind being person, org, year or batch.

    `happened`: key -> (action, codes). Raises `Busy` when a head was moved meanwhile.
    No event is older than the one before it, whatever the clocks of two servers say.
    """
    table, key_name = HEADED[kind]
    key = table.c[key_name]
    stream = literal(f"{kind}:") + cast(key, String)
    source = table.outerjoin(Event, and_(Event.stream == stream, Event.seq == table.c.seq))
    asked = select(key, table.c.seq, table.c.head, Event.at).select_from(source)
    mine = key.in_(list(happened))
    db.session.execute(select(key).where(mine).order_by(key).with_for_update())  # one after the other, not by chance
    rows = db.session.execute(asked.where(mine))
    change = Change()
    heads = change.heads.setdefault(kind, [])
    for name, seq, head, last_at in rows:
        action, codes = happened[name]
        body = event.body(
            stream=stream_of(kind, name),
            seq=seq + 1,
            action=action,
            at=max(at, last_at) if last_at else at,
            actor=actor,
            request_id=request_id,
            extra=codes,
            nonce=chain.fresh_nonce(),
        )
        heads.append({"key": name, "seq": seq + 1, "head": chained(change, body, head), "was_seq": seq})
    write(change)


def begin(
    kind: str,
    rows: Sequence[tuple[Row, str, Codes]],
    actor: Actor,
    *,
    at: datetime,
    request_id: str,
) -> None:
    """The first event on the stream of each row that is about to be inserted: (row, action, codes).

    Each row is given its `seq` and `head`.
    """
    change = Change()
    _, key_name = HEADED[kind]
    for row, action, codes in rows:
        body = event.body(
            stream=stream_of(kind, row[key_name]),
            seq=1,
            action=action,
            at=at,
            actor=actor,
            request_id=request_id,
            extra=codes,
            nonce=chain.fresh_nonce(),
        )
        row |= {"seq": 1, "head": chained(change, body, chain.GENESIS)}
    write(change)


def record_security(actions: list[tuple[str, Codes]], actor: Actor, *, at: datetime, request_id: str) -> None:
    """Events of the stream `security`: log-ins, refusals, reads of personal data."""
    change = Change()
    for action, codes in actions:
        body = event.body(
            stream=SECURITY,
            seq=None,
            action=action,
            at=at,
            actor=actor,
            request_id=request_id,
            extra=codes,
            nonce=chain.fresh_nonce(),
        )
        chained(change, body, "")
    write(change)
