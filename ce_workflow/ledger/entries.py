"""Entries of the ledger, always in pairs that sum to zero.

What the account of a person gains, the account `recognised:<year>:<category>` gives.
An entry is never changed: a credit that proves false is answered by a reversal, which
names the entry that it takes back, has its opposite hours and shares all else. The id
of an entry is made here alone: transaction and side, `claim:7:5:person`.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from ce_workflow.words import N_

CATEGORY_LABELS = {"public": N_("Public subjects"), "professional": N_("Professional subjects")}
CATEGORIES = tuple(CATEGORY_LABELS)

PERSONS, POOL = "person", "pool"
"""The two sides of a pair, as the ids of entries end."""


class Entry(NamedTuple):
    """One side of a pair, under the names of the ledger's columns. `units` are hundredths of an hour."""

    id: str
    tx_id: str
    account: str
    person_id: str | None
    year: int
    category: str
    units: int
    claim_id: int | None
    reverses_id: str | None
    rule_version: str
    at: datetime


def person_account(person_id: str) -> str:
    return f"person:{person_id}"


def recognised_account(year: int, category: str) -> str:
    return f"recognised:{year}:{category}"


def credit_pair(
    *,
    tx_id: str,
    person_id: str,
    year: int,
    category: str,
    units: int,
    claim_id: int | None,
    rule_version: str,
    at: datetime,
) -> tuple[Entry, Entry]:
    """The person's entry, then its counterpart. `tx_id` names the event that causes them (`trail.streams.tx_of`)."""
    shared = _shared(tx_id, year, category, claim_id, rule_version, at)
    return _of_person(shared, person_id, units), _counterpart(shared, -units)


def batch_credit(
    records: Sequence[tuple[str, int]], *, tx_id: str, year: int, category: str, rule_version: str, at: datetime
) -> list[Entry]:
    """An entry for each (person, hundredths of hours), in their order, then the counterpart that they share."""
    if not records:
        raise ValueError("a batch credits somebody")
    shared = _shared(tx_id, year, category, None, rule_version, at)
    entries = [
        _of_person(shared, person_id, units, f"{number}:{PERSONS}")
        for number, (person_id, units) in enumerate(records, start=1)
    ]
    return [*entries, _counterpart(shared, -sum(units for _, units in records))]


def reversal(
    *,
    tx_id: str,
    credited_by: str,
    person_id: str,
    year: int,
    category: str,
    units: int,
    claim_id: int,
    rule_version: str,
    at: datetime,
) -> tuple[Entry, Entry]:
    """The pair that takes back the `units` of a claim's `credit_pair`, whose entry for the person is `credited_by`.

    It is under the rule version of the credit.
    """
    credit, _, side = credited_by.rpartition(":")
    if side != PERSONS or credit == tx_id:
        raise ValueError("only the earlier credit of a person can be reversed")
    shared = _shared(tx_id, year, category, claim_id, rule_version, at)
    gained = _of_person(shared, person_id, units)
    return (
        gained._replace(units=-units, reverses_id=credited_by),
        _counterpart(shared, units)._replace(reverses_id=f"{credit}:{POOL}"),
    )


def _shared(tx_id: str, year: int, category: str, claim_id: int | None, rule_version: str, at: datetime) -> Entry:
    """What the entries of one transaction have in common."""
    if category not in CATEGORIES:
        raise ValueError(f"no such category of hours: {category}")
    return Entry("", tx_id, "", None, year, category, 0, claim_id, None, rule_version, at)


def _of_person(shared: Entry, person_id: str, units: int, side: str = PERSONS) -> Entry:
    if type(units) is not int or units <= 0:
        raise ValueError("a credit is a positive whole number of hundredths")
    account = person_account(person_id)
    return shared._replace(id=f"{shared.tx_id}:{side}", account=account, person_id=person_id, units=units)


def _counterpart(shared: Entry, units: int) -> Entry:
    account = recognised_account(shared.year, shared.category)
    return shared._replace(id=f"{shared.tx_id}:{POOL}", account=account, units=units)
