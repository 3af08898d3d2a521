"""What failed of late, by account, by network, by who looked for people. Names lie here as digests: people type
passwords there.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import Integer, bindparam, delete, select, text, update

from ce_workflow.store.database import Moment, db
from ce_workflow.store.tables import Attempt

FORGOTTEN = timedelta(hours=1)
"""A failure that nothing has followed for so long counts no more."""

_COUNT = text(
    "INSERT INTO ce_attempt (key, failures, last_at) VALUES (:key, 1, :at) ON CONFLICT (key) DO UPDATE SET"
    " failures = CASE WHEN ce_attempt.last_at < :forgotten THEN 1 ELSE ce_attempt.failures + 1 END, last_at = :at"
    " RETURNING failures"
).bindparams(bindparam("at", type_=Moment), bindparam("forgotten", type_=Moment))


def account_key(username: str) -> str:
    """Where the attempts on this account, known or not, are counted."""
    return "account:" + hashlib.sha256(username.encode(errors="replace")).hexdigest()


def network_key(network: str) -> str:
    """Where the attempts from this network are counted."""
    return "network:" + network


def lookup_key(user_id: int | None) -> str:
    """Where the identity numbers are counted that this account looked for in vain."""
    return f"lookup:{user_id}"


def failures(keys: Iterable[str], at: datetime) -> dict[str, tuple[int, datetime]]:
    """(failures, time of the last one) by key; the rows are held until the transaction ends."""
    asked = select(Attempt.key, Attempt.failures, Attempt.last_at)
    asked = asked.where(Attempt.key.in_(sorted(keys)), Attempt.last_at >= at - FORGOTTEN).with_for_update()
    return {row.key: (row.failures, row.last_at) for row in db.session.execute(asked.order_by(Attempt.key))}


def count(key: str, at: datetime) -> int:
    """One failure more; returns how many there are now."""
    values = {"key": key, "at": at, "forgotten": at - FORGOTTEN}
    return int(db.session.execute(_COUNT.columns(failures=Integer), values).scalar_one())


def forgive(account: str, network: str, at: datetime) -> None:
    """The attempt was a good one: the account starts anew, the network loses one failure. Old rows go."""
    db.session.execute(delete(Attempt).where((Attempt.key == account) | (Attempt.last_at < at - 24 * FORGOTTEN)))
    fewer = update(Attempt).where(Attempt.key == network, Attempt.failures > 0)
    db.session.execute(fewer.values(failures=Attempt.failures - 1))
