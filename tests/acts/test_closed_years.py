"""What still happens after a year has closed: corrections that name a document, and what an appeal set going."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from ce_workflow.store.database import db
from tests import cast
from tests.acts.city import City
from tests.acts.invariants import assert_invariants

pytestmark = pytest.mark.template("cast")

# It is 2 September 2019. Every year below closes before that or soon after.
FILING_OVER = {"filing": "2019-09-01", "deciding": None, "locked": None}
DECIDING_OVER = {"filing": "2019-08-01", "deciding": "2019-09-01", "locked": None}
LOCKED = {"filing": "2019-07-01", "deciding": "2019-08-01", "locked": "2019-09-02"}


def close(city: City, days: dict[str, Any]) -> None:
    told = "filing_closes_on = :filing, deciding_closes_on = :deciding, locked_on = :locked"
    city.tell(f"UPDATE ce_year SET {told} WHERE year = 2019", **days)


def codes(outcome: Any) -> list[str]:
    return [finding.code for finding in outcome.refusal.findings] if outcome.refusal else []


def correction(city: City, of: int, **fields: Any) -> int:
    given = {"fields": cast.answers("training", **fields), "corrects": of}
    return int(city.draft("claimant", "claimant", **given).or_raise().id)


# --- corrections ------------------------------------------------------------------------


@pytest.mark.parametrize("days", [FILING_OVER, DECIDING_OVER, LOCKED])
def test_hours_that_a_document_revoked_are_corrected_in_a_closed_year(city: City, days: dict[str, Any]) -> None:
    first = city.claim("credited")
    close(city, days)
    city.take("revoke", first, "sector", document="成人社发〔2020〕9号").or_raise()
    second = correction(city, first, hours_claimed="12", class_hours="12")
    city.take("submit", second, "claimant").or_raise()
    city.take("send_back", second, "unit").or_raise()
    city.take("submit", second, "claimant").or_raise()
    city.take("review", second, "unit", hours="12").or_raise()
    city.take("verify", second, "sector", hours="12").or_raise()
    assert (city.state(second), city.balance()) == ("credited", 1200)
    assert_invariants(db.session.connection())


def test_the_credit_of_a_correction_may_wait_for_its_notice_period(city: City) -> None:
    first = city.claim("credited")
    city.tell("UPDATE ce_organisation SET notice_days = 5 WHERE code = 'chengdu-health'")
    close(city, LOCKED)
    city.take("revoke", first, "sector").or_raise()
    second = correction(city, first)
    for step, who in (("submit", "claimant"), ("review", "unit"), ("verify", "sector")):
        city.take(step, second, who).or_raise()
    assert city.state(second) == "sector_verified"
    city.pass_days(6)
    city.take("credit", second, "system").or_raise()
    assert city.balance() == 1800


@pytest.mark.parametrize("days", [FILING_OVER, DECIDING_OVER, LOCKED])
def test_a_revocation_that_named_no_document_opens_nothing(city: City, days: dict[str, Any]) -> None:
    first = city.claim("credited")
    city.take("revoke", first, "sector", document="").or_raise()
    close(city, days)
    assert codes(city.take("submit", correction(city, first), "claimant")) == ["filing_closed"]


def test_a_document_opens_the_year_of_the_hours_it_revoked_and_no_other(city: City) -> None:
    city.tell(
        "INSERT INTO ce_year (year, total, public, professional, opens_on, filing_closes_on)"
        " VALUES (2018, 1, 1, 1, '2018-01-01', '2019-01-31')"
    )
    first = city.claim("revoked")
    other = correction(city, first, started_on="2018-05-06", ended_on="2018-05-08")
    assert codes(city.take("submit", other, "claimant")) == ["filing_closed"]


def test_a_claim_that_corrects_nothing_is_not_taken_in_a_closed_year(city: City) -> None:
    claim_id = city.claim("draft")
    for days, code in ((FILING_OVER, "filing_closed"), ({**DECIDING_OVER, "filing": None}, "deciding_closed")):
        close(city, days)
        assert codes(city.take("submit", claim_id, "claimant")) == [code]
    close(city, {"filing": None, "deciding": None, "locked": "2019-09-02"})
    refusal = city.take("submit", claim_id, "claimant").refusal
    assert [(finding.code, finding.clause) for finding in refusal.findings] == [("year_locked", "五(二)")]


# --- appeals ----------------------------------------------------------------------------


def test_an_appeal_may_succeed_after_deciding_has_closed(city: City) -> None:
    claim_id = city.claim("appealed")
    close(city, {**DECIDING_OVER, "filing": None})
    city.take("overturn", claim_id, "district").or_raise()
    city.take("send_back", claim_id, "unit2").or_raise()
    city.take("submit", claim_id, "claimant").or_raise()
    city.take("review", claim_id, "unit2").or_raise()
    city.take("verify", claim_id, "sector").or_raise()
    assert (city.state(claim_id), city.balance()) == ("credited", 1800)
    assert_invariants(db.session.connection())


def test_after_the_lock_an_appeal_succeeds_with_a_document_and_all_that_follows(city: City) -> None:
    claim_id = city.claim("appealed")
    close(city, LOCKED)
    assert codes(city.take("overturn", claim_id, "district")) == ["document_missing"]
    city.take("overturn", claim_id, "district", document="成人社发〔2020〕10号").or_raise()
    [kept] = city.rows("SELECT body FROM ce_content WHERE claim_id = :id AND body LIKE '%document%'", id=claim_id)
    assert json.loads(kept.body)["document"] == "成人社发〔2020〕10号"
    city.take("review", claim_id, "unit2").or_raise()
    city.take("verify", claim_id, "sector").or_raise()
    assert city.state(claim_id) == "credited"
    assert_invariants(db.session.connection())


def test_what_was_overturned_before_the_lock_without_a_document_ends_with_it(city: City) -> None:
    claim_id = city.claim("appealed")
    city.take("overturn", claim_id, "district").or_raise()
    close(city, LOCKED)
    assert codes(city.take("review", claim_id, "unit2")) == ["year_locked"]


# --- the first day of filing ------------------------------------------------------------


def test_a_claim_sent_back_is_no_ticket_past_the_closing_day_for_something_else(city: City) -> None:
    claim_id = city.claim("returned")
    close(city, {**FILING_OVER, "filing": "2019-09-10"})
    city.pass_days(80)
    other = cast.answers("training", started_on="2019-10-20", ended_on="2019-10-22")
    city.take("edit", claim_id, "claimant", fields=other).or_raise()
    assert codes(city.take("submit", claim_id, "claimant")) == ["filing_closed"]
    by_then = cast.answers("training", started_on="2019-05-20", ended_on="2019-05-22")
    city.take("edit", claim_id, "claimant", fields=by_then).or_raise()
    city.take("submit", claim_id, "claimant").or_raise()
    assert city.row(claim_id).filed_on == date(2019, 9, 2)


def test_the_first_day_of_filing_is_that_of_the_year_it_was_filed_for(city: City) -> None:
    city.tell("INSERT INTO ce_year (year, total, public, professional, opens_on) VALUES (2018, 1, 1, 1, '2018-01-01')")
    claim_id = city.claim("returned")
    of_2018 = cast.answers("training", started_on="2018-05-06", ended_on="2018-05-08")
    city.take("edit", claim_id, "claimant", fields=of_2018).or_raise()
    city.pass_days(10)  # 12 September
    city.tell("UPDATE ce_year SET filing_closes_on = '2019-09-11' WHERE year = 2018")
    assert codes(city.take("submit", claim_id, "claimant")) == ["filing_closed"]
    city.tell("UPDATE ce_year SET filing_closes_on = '2019-09-12' WHERE year = 2018")
    city.take("submit", claim_id, "claimant").or_raise()
    city.take("send_back", claim_id, "unit").or_raise()
    city.pass_days(10)
    city.take("submit", claim_id, "claimant").or_raise()
