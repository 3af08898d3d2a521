"""Direct recognition: hours of the public subjects as a platform reports them, "可直接认定" (三(一)).

A batch of a platform has one event, which commits to what each person is credited with;
the persons' entries share one counterpart.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from ce_workflow.acts.enrol import may_appoint, open_batch
from ce_workflow.acts.record import Codes, record
from ce_workflow.clock import day_of
from ce_workflow.errors import RulesBroken
from ce_workflow.ledger.entries import batch_credit
from ce_workflow.people.actor import Actor
from ce_workflow.rules.of_the_set import no_rules
from ce_workflow.store import rule_sets
from ce_workflow.store.write import Change, write
from ce_workflow.trail.said import of_records
from ce_workflow.trail.streams import BATCH, stream_of, tx_of

PUBLIC = "public"


def recognise(
    records: Sequence[tuple[str, int]], year: int, platform: str, actor: Actor, *, at: datetime, request_id: str
) -> int:
    """Credit (person, hundredths of hours) for what `platform` reports of `year`; the number of the batch.

    That the records count was found out before. Raises RulesBroken for a year without rules.
    Nothing is committed here.
    """
    may_appoint(actor, at)
    rules = rule_sets.for_claim((), year, day_of(at))
    if rules is None:
        raise RulesBroken([no_rules(year)])
    batch = open_batch("recognise", at)
    tx_id = tx_of(stream_of(BATCH, batch), 1)
    entries = batch_credit(records, tx_id=tx_id, year=year, category=PUBLIC, rule_version=rules.version, at=at)
    change = Change()
    change.post(entries)
    write(change)
    codes: Codes = {
        "platform": platform,
        "year": year,
        "category": PUBLIC,
        "rules": rules.version,
        **of_records(records),
    }
    record(BATCH, {batch: ("recognise", codes)}, actor, at=at, request_id=request_id)
    return batch
