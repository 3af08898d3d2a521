"""The ledger held against itself, the queue against the events, rows against their claims: the database compares."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from sqlalchemy import and_, select, text, tuple_

from ce_workflow.ledger.entries import CATEGORY_LABELS
from ce_workflow.store.database import db
from ce_workflow.store.rows import streamed
from ce_workflow.store.tables import Claim, Content, Entry, Event, Evidence
from ce_workflow.trail.said import RECOGNISE
from ce_workflow.trail.streams import BATCH, PERSON, cause_of, claim_stream, stream_of
from ce_workflow.trail.verify import Fault
from ce_workflow.words import N_, Text

SHOWN = 100
A_TIME = 1000

_UNBALANCED = text("SELECT tx_id FROM ce_ledger GROUP BY tx_id HAVING SUM(units) <> 0 ORDER BY tx_id LIMIT :shown")

_APART = text("""
    WITH sums AS (
        SELECT person_id, year, category, SUM(units) AS units FROM ce_ledger
        WHERE person_id IS NOT NULL GROUP BY person_id, year, category HAVING SUM(units) <> 0
    ), kept AS (
        SELECT person_id, year, category, units FROM ce_balance WHERE units <> 0
    ), apart AS (
        SELECT * FROM (SELECT * FROM sums EXCEPT SELECT * FROM kept) AS missing
        UNION ALL SELECT * FROM (SELECT * FROM kept EXCEPT SELECT * FROM sums) AS more
    )
    SELECT DISTINCT person_id, year, category FROM apart ORDER BY person_id, year, category LIMIT :shown
""")

_OF_NO_CLAIM = text("SELECT DISTINCT tx_id FROM ce_ledger WHERE claim_id IS NULL ORDER BY tx_id")

_NOT_QUEUED = text(
    "SELECT e.stream, e.seq FROM ce_event e LEFT JOIN ce_event_queue q ON q.event_id = e.id"
    " WHERE q.event_id IS NULL ORDER BY e.id LIMIT :shown"
)
_NO_EVENT = text(
    "SELECT q.event_id FROM ce_event_queue q LEFT JOIN ce_event e ON e.id = q.event_id"
    " WHERE e.id IS NULL ORDER BY q.event_id LIMIT :shown"
)


def faults_of_ledger() -> Iterator[Fault]:
    """Pairs that do not sum to zero, and balances that are not the fold of the entries."""
    for (tx_id,) in db.session.execute(_UNBALANCED, {"shown": SHOWN}):
        yield Fault(*cause_of(tx_id), "ledger", Text(N_("the entries of %(tx)s do not sum to zero"), tx=tx_id))
    for person_id, year, category in db.session.execute(_APART, {"shown": SHOWN}):
        says = Text(
            N_("the balance of %(year)s, %(category)s, is not the sum of the entries"),
            year=str(year),
            category=Text(CATEGORY_LABELS.get(category, category)),
        )
        yield Fault(stream_of(PERSON, person_id), None, "balance", says)
    yield from _without_claims()


def faults_of_lost_rows() -> Iterator[Fault]:
    """Entries, content and evidence of claims that are not there."""
    for table in (Entry, Content, Evidence):
        lost = select(table.claim_id).outerjoin(Claim, Claim.id == table.claim_id)
        asked = lost.where(table.claim_id.is_not(None), Claim.id.is_(None)).distinct().limit(SHOWN)
        for claim_id in db.session.scalars(asked.order_by(table.claim_id)):
            says = Text(N_("%(table)s has rows of this claim, which is not there"), table=table.__tablename__)
            yield Fault(claim_stream(claim_id or 0), None, "lost", says)


def _without_claims() -> Iterator[Fault]:
    """Entries of no claim, and of no batch either: nothing else posts without a claim.

    What is named after a batch is compared with the batch (`reference_stream`).
    """
    names = (tx_id for (tx_id,) in streamed(_OF_NO_CLAIM))
    while causes := {tx_id: cause_of(tx_id) for tx_id in islice(names, A_TIME)}:
        named = [cause for cause in causes.values() if cause[1] is not None]
        batches = and_(Event.stream.like(f"{BATCH}:%"), Event.action == RECOGNISE)
        asked = select(Event.stream, Event.seq).where(tuple_(Event.stream, Event.seq).in_(named), batches)
        there = {tuple(row) for row in db.session.execute(asked)}
        for tx_id, cause in causes.items():
            if cause not in there:
                yield Fault(cause[0], None, "ledger", Text(N_("no event explains the entries of %(tx)s"), tx=tx_id))


def faults_of_queue() -> Iterator[Fault]:
    """Events that nobody would seal, and places in the queue whose event is gone."""
    for stream, seq in db.session.execute(_NOT_QUEUED, {"shown": SHOWN}):
        yield Fault(stream, seq, "queue", Text(N_("it is not in the queue of events to be sealed")))
    for (event_id,) in db.session.execute(_NO_EVENT, {"shown": SHOWN}):
        text_ = Text(N_("event %(id)s stands in the queue and is not there"), id=str(event_id))
        yield Fault("queue", None, "queue", text_)
