"""Entries come in pairs that sum to zero, and a reversal answers exactly one credit."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ce_workflow.ledger.entries import CATEGORIES, Entry, batch_credit, credit_pair, reversal

AT = datetime(2019, 7, 5, 9, 30, tzinfo=UTC)
LATER = datetime(2019, 8, 1, 9, 30, tzinfo=UTC)
PERSON = "a" * 32


def pair(**changes: Any) -> tuple[Entry, Entry]:
    asked: dict[str, Any] = {
        "tx_id": "claim:7:5", "person_id": PERSON, "year": 2019, "category": "professional", "units": 3600,
        "claim_id": 7, "rule_version": "chengdu-2019/1", "at": AT,
    }  # fmt: skip
    return credit_pair(**(asked | changes))


def test_a_credit_gives_to_the_person_and_takes_from_what_was_recognised() -> None:
    mine, other = pair()
    assert mine == Entry(
        id="claim:7:5:person", tx_id="claim:7:5", account=f"person:{PERSON}", person_id=PERSON, year=2019,
        category="professional", units=3600, claim_id=7, reverses_id=None, rule_version="chengdu-2019/1", at=AT,
    )  # fmt: skip
    assert other == mine._replace(
        id="claim:7:5:pool", account="recognised:2019:professional", person_id=None, units=-3600
    )


def taken_back(credit: Entry, tx_id: str) -> tuple[Entry, Entry]:
    assert credit.person_id is not None
    assert credit.claim_id is not None
    return reversal(
        tx_id=tx_id, credited_by=credit.id, person_id=credit.person_id, year=credit.year, category=credit.category,
        units=credit.units, claim_id=credit.claim_id, rule_version=credit.rule_version, at=LATER,
    )  # fmt: skip


def test_a_reversal_has_the_opposite_hours_and_shares_all_else() -> None:
    mine, other = pair()
    back, rest = taken_back(mine, "claim:7:6")
    assert back == mine._replace(
        id="claim:7:6:person", tx_id="claim:7:6", units=-3600, reverses_id="claim:7:5:person", at=LATER
    )
    assert rest == other._replace(
        id="claim:7:6:pool", tx_id="claim:7:6", units=3600, reverses_id="claim:7:5:pool", at=LATER
    )


def batch(*records: tuple[str, int], number: int = 3, **changes: Any) -> list[Entry]:
    asked: dict[str, Any] = {"tx_id": f"batch:{number}:1", "year": 2019, "category": "public"}
    return batch_credit(records, **(asked | {"rule_version": "chengdu-2019/1", "at": AT} | changes))


def test_the_persons_of_a_batch_share_one_counterpart() -> None:
    first, second, pool = batch((PERSON, 1500), ("b" * 32, 500))
    assert first == Entry(
        id="batch:3:1:1:person", tx_id="batch:3:1", account=f"person:{PERSON}", person_id=PERSON, year=2019,
        category="public", units=1500, claim_id=None, reverses_id=None, rule_version="chengdu-2019/1", at=AT,
    )  # fmt: skip
    assert (second.id, second.account, second.units) == ("batch:3:1:2:person", f"person:{'b' * 32}", 500)
    assert pool == first._replace(id="batch:3:1:pool", account="recognised:2019:public", person_id=None, units=-2000)


@pytest.mark.parametrize("units", [0, -1, 1.5, True, "36"])
def test_a_credit_of_anything_but_positive_hundredths_is_refused(units: Any) -> None:
    with pytest.raises(ValueError, match="hundredths"):
        pair(units=units)
    with pytest.raises(ValueError, match="hundredths"):
        batch((PERSON, 100), (PERSON, units))


def test_a_credit_of_another_category_is_refused() -> None:
    with pytest.raises(ValueError, match="category"):
        pair(category="elective")
    with pytest.raises(ValueError, match="category"):
        batch((PERSON, 100), category="elective")


def test_what_is_no_earlier_credit_of_a_person_cannot_be_reversed() -> None:
    mine, other = pair()
    for credited_by, tx_id in ((other.id, "claim:7:6"), ("", "claim:7:6"), (mine.id, "claim:7:5")):
        with pytest.raises(ValueError, match="only the earlier credit"):
            taken_back(mine._replace(id=credited_by), tx_id)
    with pytest.raises(ValueError, match="hundredths"):
        taken_back(mine._replace(units=-3600), "claim:7:6")


def test_a_batch_of_nobody_is_refused() -> None:
    with pytest.raises(ValueError, match="somebody"):
        batch()


CREDITS = st.lists(
    st.tuples(
        st.sampled_from(["a" * 32, "b" * 32]), st.integers(2019, 2020), st.sampled_from(CATEGORIES),
        st.integers(1, 99990), st.booleans(),
    ),
    max_size=8,
)  # fmt: skip


@given(CREDITS)
def test_every_transaction_sums_to_zero_and_the_balance_is_what_was_not_reversed(
    drawn: list[tuple[str, int, str, int, bool]],
) -> None:
    entries: list[Entry] = []
    expected: Counter[tuple[str | None, int, str]] = Counter()
    for number, (person_id, year, category, units, revoked) in enumerate(drawn):
        mine, other = pair(tx_id=f"claim:{number}:5", person_id=person_id, year=year, category=category, units=units)
        entries += [mine, other]
        if revoked:
            entries += taken_back(mine, f"claim:{number}:6")
        expected[person_id, year, category] += 0 if revoked else units
    sums, balances = added(entries)
    assert set(sums.values()) <= {0}
    assert balances == expected
    assert len({entry.id for entry in entries}) == len(entries)
    assert {entry.reverses_id for entry in entries if entry.reverses_id} <= {entry.id for entry in entries}


RECORDS = st.lists(st.tuples(st.sampled_from(["a" * 32, "b" * 32]), st.integers(1, 99990)), min_size=1, max_size=5)


@given(st.lists(RECORDS))
def test_every_batch_sums_to_zero_and_gives_each_person_what_was_reported(drawn: list[list[tuple[str, int]]]) -> None:
    entries = [entry for number, records in enumerate(drawn) for entry in batch(*records, number=number)]
    expected: Counter[tuple[str | None, int, str]] = Counter()
    for person_id, units in (record for records in drawn for record in records):
        expected[person_id, 2019, "public"] += units
    sums, balances = added(entries)
    assert set(sums.values()) <= {0}
    assert balances == expected
    assert len({entry.id for entry in entries}) == len(entries)


def added(entries: list[Entry]) -> tuple[Counter[str], Counter[tuple[str | None, int, str]]]:
    """The sum of each transaction, and the balances of the persons."""
    sums: Counter[str] = Counter()
    balances: Counter[tuple[str | None, int, str]] = Counter()
    for entry in entries:
        sums[entry.tx_id] += entry.units
        if entry.person_id is not None:
            balances[entry.person_id, entry.year, entry.category] += entry.units
    return sums, balances
