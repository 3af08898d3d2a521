"""Every way that a claim can go, at both widths, with a pointer, without script, and by the keyboard alone.

Each journey is written once; the seat of those who go it says how wide their screens are and what they use.
CE_TEST_JOURNEYS=1 (`make journeys`) takes every journey from every seat; else those that do not go straight on
are gone once, each from a seat of its own.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import cache, partial
from itertools import product

import pytest
from flask import Flask

from ce_workflow.kinds import KINDS
from tests.answers import DECISIONS
from tests.browser.conftest import OpenPage
from tests.browser.people import SEATS, Filed, Person, Seat
from tests.browser.walks import papers
from tests.cast import open_records

pytestmark = pytest.mark.template("cast")

Come = Callable[[str], Person]
"""The account of this name comes; who has come before is still there."""


def goes_straight_on(kind: str, come: Come) -> None:
    claimant = come("claimant")
    claim = claimant.files(kind)
    is_recognised(claim, come, "unit", "sector")
    claimant.has_in_the_ledger(claim, f"+{claim.hours}")


def is_sent_back_and_corrected(come: Come) -> None:
    claimant, reviewer = come("claimant"), come("unit")
    claim = claimant.files("conference")
    reviewer.decides(claim, "send_back")
    claimant.opens(claim, "returned")
    claimant.reads(DECISIONS["send_back"]["note"])
    claim = claimant.corrects(claim, title="学术会议（第二天）")
    is_recognised(claim, come, "unit", "sector")
    claimant.has_in_the_ledger(claim, f"+{claim.hours}")


def is_rejected_and_the_district_overturns_it(come: Come) -> None:
    claim = appealed(come, "claimant", "unit", "patent")
    decides_the_appeal(come("district"), claim, "overturn")
    come("unit").may_not_decide(claim)
    is_recognised(claim, come, "unit2", "sector")
    come("claimant").has_in_the_ledger(claim, f"+{claim.hours}")


def is_rejected_and_the_city_overturns_it(come: Come) -> None:
    """The school's district has no officer; and nobody else of the school may review it, so its department does."""
    claim = appealed(come, "outsider", "unit-b", "training")
    decides_the_appeal(come("city"), claim, "overturn")
    come("unit-b").has_nothing_to_decide()
    is_recognised(claim, come, None, "sector-b")
    come("outsider").has_in_the_ledger(claim, f"+{claim.hours}")


def is_rejected_and_that_is_upheld(come: Come) -> None:
    claim = appealed(come, "claimant", "unit", "training")
    decides_the_appeal(come("district"), claim, "uphold")
    come("claimant").opens(claim, "rejected")
    come("claimant").reads(DECISIONS["uphold"]["note"])


def is_withdrawn(come: Come) -> None:
    claimant, reviewer = come("claimant"), come("unit")
    claim = claimant.files("degree")
    reviewer.takes_up(claim)
    claimant.opens(claim, "submitted")
    claimant.takes(claim, "withdraw")
    claimant.looks_up(claim, "withdrawn")
    reviewer.has_nothing_to_decide()


def is_revoked_and_claimed_anew(come: Come) -> None:
    claimant, verifier = come("claimant"), come("sector")
    claim = claimant.files("patent")
    is_recognised(claim, come, "unit", "sector")
    verifier.looks_up(claim, "credited")
    verifier.takes(claim, "revoke")
    claimant.opens(claim, "revoked")
    claimant.reads(DECISIONS["revoke"]["note"], DECISIONS["revoke"]["document"])
    changes = {"title": "一种支架（更正）", "inventor_rank": "2", "hours_claimed": "42"}
    corrected = claimant.claims_anew(claim, **changes)
    is_recognised(corrected, come, "unit", "sector")
    claimant.has_in_the_ledger(corrected, "+42")


# --- what several journeys share ------------------------------------------------------


def is_recognised(claim: Filed, come: Come, reviewer: str | None, verifier: str) -> None:
    if reviewer:
        come(reviewer).confirms(claim, "review")
    come(verifier).confirms(claim, "verify")


def appealed(come: Come, by: str, reviewer: str, kind: str) -> Filed:
    """A claim that the unit did not recognise, and its claimant appealed with one paper more."""
    claimant = come(by)
    claim = claimant.files(kind)
    come(reviewer).decides(claim, "reject")
    claimant.opens(claim, "rejected")
    claimant.reads(DECISIONS["reject"]["note"])
    claimant.takes(claim, "appeal", **papers(kind))
    claimant.opens(claim, "appealed")
    return claim


def decides_the_appeal(officer: Person, claim: Filed, step: str) -> None:
    officer.takes_up(claim)
    officer.reads(DECISIONS["reject"]["note"])
    officer.takes(claim, step)


# --- every journey at every seat ------------------------------------------------------

STRAIGHT: dict[str, Callable[[Come], None]] = {
    f"{kind} goes straight on": partial(goes_straight_on, kind) for kind in sorted(KINDS)
}
WINDING: dict[str, Callable[[Come], None]] = {
    journey.__name__.replace("_", " "): journey
    for journey in (
        is_rejected_and_the_district_overturns_it,
        is_sent_back_and_corrected,
        is_rejected_and_the_city_overturns_it,
        is_rejected_and_that_is_upheld,
        is_withdrawn,
        is_revoked_and_claimed_anew,
    )
}
JOURNEYS = STRAIGHT | WINDING
WHOLE = bool(os.environ.get("CE_TEST_JOURNEYS"))
TOLD = list(product(JOURNEYS, SEATS)) if WHOLE else list(zip(WINDING, SEATS, strict=True))


@pytest.mark.parametrize(("journey", "seat"), TOLD, ids=str)
def test_a_claim(app: Flask, open_page: OpenPage, journey: str, seat: Seat) -> None:
    open_records(app)
    JOURNEYS[journey](cache(partial(Person, open_page, seat)))


@pytest.mark.parametrize("databases", ["postgresql"], indirect=True)
def test_a_claim_on_postgresql(open_page: OpenPage) -> None:
    goes_straight_on("study_abroad", cache(partial(Person, open_page, SEATS[0])))
