"""Decisions are taken until the year closes for them, credits until it is locked."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from ce_workflow.kinds import KINDS
from ce_workflow.rules import findings
from ce_workflow.rules.facts import Facts
from tests.core.claims_2019 import YEARS

YEAR = YEARS[2019]  # deciding closes on 29 February 2020, the lock is on 31 March


def said(step: str, decided_on: date, year: Any = YEAR, **more: bool) -> list[tuple[str, str | None]]:
    known = Facts(filed_on=date(2019, 12, 1), decided_on=decided_on, year=year, **more)
    found = findings(step, KINDS["patent"], {}, known)
    return [(finding.code, finding.clause) for finding in found if finding.clause]


DECISIONS = ["review", "verify", "send_back", "reject"]


@pytest.mark.parametrize("step", DECISIONS)
def test_the_day_on_which_deciding_closes_is_its_last(step: str) -> None:
    assert said(step, date(2020, 2, 29)) == []
    assert said(step, date(2020, 3, 1)) == [("deciding_closed", "五(二)")]
    assert said(step, date(2020, 3, 31)) == [("year_locked", "五(二)")]


def test_what_was_decided_in_time_is_credited_until_the_lock() -> None:
    assert said("credit", date(2020, 3, 30)) == []
    assert said("credit", date(2020, 3, 31)) == [("year_locked", "五(二)")]


@pytest.mark.parametrize("step", DECISIONS)
def test_what_an_appeal_set_going_is_decided_until_the_lock(step: str) -> None:
    assert said(step, date(2020, 3, 30), overturned=True) == []
    assert said(step, date(2020, 3, 31), overturned=True) == [("year_locked", "五(二)")]


@pytest.mark.parametrize("step", [*DECISIONS, "credit"])
def test_what_rests_on_a_document_is_decided_after_the_lock(step: str) -> None:
    assert said(step, date(2021, 1, 1), by_document=True) == []


@pytest.mark.parametrize("step", ["uphold", "overturn", "revoke", "withdraw", "appeal"])
def test_what_brings_no_hours_into_the_year_is_not_bound_to_it(step: str) -> None:
    assert said(step, date(2021, 1, 1)) == []


@pytest.mark.parametrize("step", [*DECISIONS, "credit"])
def test_a_year_without_end_is_decided_on_any_day(step: str) -> None:
    assert said(step, date(2026, 1, 1), replace(YEAR, deciding_closes_on=None, locked_on=None)) == []
