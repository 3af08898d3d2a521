"""Appeals, withdrawals and revocations: what a claimant and an authority may still do about a decision."""

from __future__ import annotations

from typing import Any

import pytest

from ce_workflow.store.database import db
from tests import cast
from tests.acts.city import City
from tests.acts.invariants import assert_invariants

pytestmark = pytest.mark.template("cast")


def codes(outcome: Any) -> list[str]:
    return [finding.code for finding in outcome.refusal.findings]


# --- appeals ----------------------------------------------------------------------------


@pytest.mark.parametrize("state", ["rejected", "revoked"])
def test_an_appeal_lies_with_the_district_and_holds_the_achievement(city: City, state: str) -> None:
    claim_id = city.claim(state, "patent")
    city.take("appeal", claim_id, "claimant").or_raise()
    claim = city.row(claim_id)
    assert (claim.state, claim.desk, claim.appeals) == ("appealed", "510112", 1)
    assert city.balance() == 0
    assert_invariants(db.session.connection())


def test_an_appeal_may_bring_new_evidence_and_takes_none_away(city: City) -> None:
    claim_id = city.claim("rejected")
    [kept] = city.rows("SELECT id FROM ce_evidence")
    files = [("timetable", cast.keep(city.app))]
    city.take("appeal", claim_id, "claimant", files=files, drop=[kept.id]).or_raise()
    rows = city.rows("SELECT piece, added_version, dropped_version FROM ce_evidence ORDER BY id")
    assert [tuple(row) for row in rows] == [("certificate", 1, None), ("timetable", 4, None)]
    assert "content" in city.bodies(f"claim:{claim_id}")[-1]


@pytest.mark.parametrize("outcome", ["uphold", "overturn"])
def test_t06_a_claim_is_appealed_once(city: City, outcome: str) -> None:
    claim_id = city.claim("appealed")
    assert city.take("appeal", claim_id, "claimant").refusal.status == 409
    city.take(outcome, claim_id, "district").or_raise()
    if outcome == "overturn":
        city.take("reject", claim_id, "unit2").or_raise()
    refused = city.take("appeal", claim_id, "claimant")
    assert (refused.refusal.status, codes(refused)) == (422, ["appealed_already"])
    assert city.state(claim_id) == "rejected"
    assert_invariants(db.session.connection())


@pytest.mark.parametrize(("days", "late"), [(30, False), (31, True)])
@pytest.mark.parametrize("state", ["rejected", "revoked"])
def test_t06_an_appeal_after_the_window_is_refused(city: City, state: str, days: int, late: bool) -> None:
    claim_id = city.claim(state)
    city.pass_days(days)
    outcome = city.take("appeal", claim_id, "claimant")
    assert (codes(outcome) if outcome.refusal else []) == (["appeal_too_late"] if late else [])


@pytest.mark.parametrize("state", ["withdrawn", "draft", "submitted", "credited", "returned"])
def test_t06_there_is_nothing_to_appeal_against(city: City, state: str) -> None:
    claim_id = city.claim(state)
    assert city.take("appeal", claim_id, "claimant").refusal.status == 409
    assert city.state(claim_id) == state


def test_an_appeal_needs_a_sentence_and_everything_is_said_at_once(city: City) -> None:
    claim_id = city.claim("rejected")
    city.pass_days(40)
    assert codes(city.take("appeal", claim_id, "claimant", note="…")) == ["appeal_too_late", "note_missing"]


def test_an_appeal_that_fails_leaves_the_claim_rejected(city: City) -> None:
    claim_id = city.claim("revoked")
    city.take("appeal", claim_id, "claimant").or_raise()
    city.take("uphold", claim_id, "district").or_raise()
    claim = city.row(claim_id)
    assert (claim.state, claim.units_recognised, claim.desk) == ("rejected", None, None)
    assert_invariants(db.session.connection())


def test_an_appeal_that_succeeds_begins_the_decision_anew(city: City) -> None:
    claim_id = city.claim("revoked")
    city.take("appeal", claim_id, "claimant").or_raise()
    city.take("overturn", claim_id, "district").or_raise()
    claim = city.row(claim_id)
    assert (claim.state, claim.desk, claim.units_reviewed, claim.units_recognised) == (
        "submitted",
        "U00001",
        None,
        None,
    )
    city.take("review", claim_id, "unit2", hours="16", reason="hours_adjusted").or_raise()
    assert city.take("verify", claim_id, "sector").refusal.status == 403
    city.take("verify", claim_id, "sector2", hours="16").or_raise()
    assert (city.state(claim_id), city.balance()) == ("credited", 1600)
    assert city.story(claim_id)[-6:] == ["revoke", "appeal", "overturn", "review", "verify", "credit"]
    assert_invariants(db.session.connection())


# --- revocations ------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["sector", "sector2", "district", "city"])
def test_t07_a_revocation_takes_the_hours_back_by_a_reversal(city: City, who: str) -> None:
    claim_id = city.claim("credited")
    assert city.balance() == 1800
    city.take("revoke", claim_id, who).or_raise()
    assert (city.state(claim_id), city.balance(), city.row(claim_id).credit_entry_id) == ("revoked", 0, None)
    entries = city.rows("SELECT id, units, reverses_id, claim_id FROM ce_ledger ORDER BY units, id")
    credit, revoke = f"claim:{claim_id}:5", f"claim:{claim_id}:6"
    assert {tuple(entry) for entry in entries} == {
        (f"{credit}:person", 1800, None, claim_id),
        (f"{credit}:pool", -1800, None, claim_id),
        (f"{revoke}:person", -1800, f"{credit}:person", claim_id),
        (f"{revoke}:pool", 1800, f"{credit}:pool", claim_id),
    }
    assert_invariants(db.session.connection())


def test_t07_other_hours_of_the_year_stay(city: City) -> None:
    first, second = city.claim("credited"), city.claim("credited", "patent")
    assert city.balance() == 6600
    city.take("revoke", first, "sector").or_raise()
    assert (city.balance(), city.state(second)) == (4800, "credited")


def test_a_revocation_gives_reason_and_sentence(city: City) -> None:
    claim_id = city.claim("credited")
    outcome = city.take("revoke", claim_id, "sector", reason="", note="")
    assert set(codes(outcome)) == {"reason_missing", "note_missing"}
    assert codes(city.take("revoke", claim_id, "sector", reason="because")) == ["reason_unknown"]
    assert city.balance() == 1800


def test_after_the_lock_of_the_year_a_revocation_names_its_document(city: City) -> None:
    claim_id = city.claim("credited")
    city.tell("UPDATE ce_year SET locked_on = '2019-09-02' WHERE year = 2019")
    assert codes(city.take("revoke", claim_id, "city", document="")) == ["document_missing"]
    city.take("revoke", claim_id, "city", document="成人社发〔2020〕9号").or_raise()
    [kept] = city.rows(
        "SELECT body FROM ce_content WHERE claim_id = :id AND what = 'note' AND version = 6", id=claim_id
    )
    assert "document" in kept.body
    assert "document" not in str(city.bodies(f"claim:{claim_id}")[-1])
    assert_invariants(db.session.connection())


@pytest.mark.parametrize("state", ["credited", "sector_verified"])
def test_t05_what_is_verified_or_credited_cannot_be_withdrawn(city: City, state: str) -> None:
    claim_id = city.claim(state)
    for name, role in [("claimant", "claimant"), ("system", None)]:
        assert city.take("withdraw", claim_id, name, role).refusal.status == 409
    assert city.state(claim_id) == state


def test_hours_are_corrected_by_a_revocation_and_a_new_claim_that_names_the_first(city: City) -> None:
    first = city.claim("credited", "patent")
    fields = cast.answers("patent", patent_number="ZL201710999999.9")
    given: dict[str, Any] = {"fields": fields, "corrects": first}
    assert city.draft("claimant", "claimant", "patent", **given).refusal.status == 404
    city.take("revoke", first, "sector").or_raise()
    assert city.draft("claimant2", "claimant", "patent", **given).refusal.status == 404
    assert city.draft("claimant", "claimant", "patent", **given | {"corrects": 999}).refusal.status == 404
    assert city.draft("claimant", "claimant", "training", corrects=first).refusal.status == 404  # of another kind
    second = city.draft("claimant", "claimant", "patent", **given).or_raise().id
    assert city.row(second).corrects == first
    city.take("submit", second, "claimant").or_raise()
    assert_invariants(db.session.connection())


# --- the year of a credit ---------------------------------------------------------------


def test_i18_hours_that_were_revoked_never_come_back_in_another_year(city: City) -> None:
    city.tell("INSERT INTO ce_year (year, total, public, professional, opens_on) VALUES (2018, 1, 1, 1, '2018-01-01')")
    claim_id = city.claim("revoked")
    city.take("appeal", claim_id, "claimant").or_raise()
    city.take("overturn", claim_id, "district").or_raise()
    city.take("send_back", claim_id, "unit2").or_raise()
    other = cast.answers("training", started_on="2018-05-06", ended_on="2018-05-08")
    assert codes(city.take("edit", claim_id, "claimant", fields=other)) == ["year_changed"]
    assert_invariants(db.session.connection())
    city.take("edit", claim_id, "claimant", fields=other | {"ended_on": "", "started_on": ""}).or_raise()
    assert codes(city.take("edit", claim_id, "claimant", fields=other)) == ["year_changed"]
    same = cast.answers("training", started_on="2019-05-07", ended_on="2019-05-09")
    city.take("edit", claim_id, "claimant", fields=same).or_raise()
    city.take("submit", claim_id, "claimant").or_raise()
    assert_invariants(db.session.connection())


def test_a_claim_that_never_gave_hours_may_change_its_year(city: City) -> None:
    city.tell("INSERT INTO ce_year (year, total, public, professional, opens_on) VALUES (2018, 1, 1, 1, '2018-01-01')")
    claim_id = city.claim("returned")
    other = cast.answers("training", started_on="2018-05-06", ended_on="2018-05-08")
    city.take("edit", claim_id, "claimant", fields=other).or_raise()
    city.take("submit", claim_id, "claimant").or_raise()
    assert city.row(claim_id).year == 2018
    assert_invariants(db.session.connection())
