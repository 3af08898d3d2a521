"""What the claimant does: drafts, answers, evidence, submission; what was submitted stays as it was."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime

import pytest

from ce_workflow.store.database import db
from ce_workflow.trail.chain import commitment
from tests import cast
from tests.acts.city import City
from tests.acts.invariants import assert_invariants

pytestmark = pytest.mark.template("cast")


def codes(outcome: object) -> list[str]:
    return [finding.code for finding in outcome.refusal.findings]  # type: ignore[attr-defined]


def evidence(city: City, claim_id: int) -> list[tuple[int, str, int | None]]:
    """(id, piece, version in which it went) of the evidence rows of a claim."""
    asked = "SELECT id, piece, dropped_version FROM ce_evidence WHERE claim_id = :id ORDER BY id"
    return [tuple(row) for row in city.rows(asked, id=claim_id)]


# --- drafts -----------------------------------------------------------------------------


def test_a_draft_may_have_blanks_and_is_asked_about_them_all_at_once(city: City) -> None:
    claim_id = city.draft("claimant", "claimant", fields={}, files=[]).or_raise().id
    assert city.row(claim_id).year is None
    refusal = city.take("submit", claim_id, "claimant").refusal
    asked = {"title", "organiser", "organiser_type", "format", "started_on", "ended_on", "class_hours", "result"}
    asked |= {"hours_claimed", "evidence-certificate"}
    assert {finding.field for finding in refusal.findings} == asked
    assert city.state(claim_id) == "draft"


def test_a_draft_without_evidence_can_be_changed_and_given_some(city: City) -> None:
    claim_id = city.draft("claimant", "claimant", files=[]).or_raise().id
    city.take("edit", claim_id, "claimant", fields=cast.answers("training", title="甲")).or_raise()
    city.take(
        "edit", claim_id, "claimant", fields=cast.answers("training"), files=cast.files(city.app, "training")
    ).or_raise()
    city.take("submit", claim_id, "claimant").or_raise()
    assert city.story(claim_id) == ["create", "edit", "edit", "submit"]
    assert_invariants(db.session.connection())


def test_answers_that_cannot_be_read_are_refused_and_nothing_is_kept(city: City) -> None:
    before = city.dump()
    wrong = cast.answers("training", hours_claimed="八", ended_on="2019-02-29", title="标题")
    outcome = city.draft("claimant", "claimant", fields=wrong)
    assert {(finding.code, finding.field) for finding in outcome.refusal.findings} == {
        ("hours_unreadable", "hours_claimed"),
        ("date_unreadable", "ended_on"),
    }
    assert (outcome.refusal.status, city.dump()) == (422, before)
    claim_id = city.claim("draft")
    before = city.dump()
    assert city.take("edit", claim_id, "claimant", fields=wrong).refusal.status == 422
    assert city.dump() == before


def test_a_kind_that_nobody_knows_is_not_there(city: City) -> None:
    assert city.take("create", None, "claimant", "claimant", kind="hobby").refusal.status == 404


def test_evidence_is_dropped_with_a_version_and_never_deleted(city: City) -> None:
    claim_id = city.claim("draft")
    [(first, _, _)] = evidence(city, claim_id)
    more = cast.files(city.app, "training")
    city.take("edit", claim_id, "claimant", fields=cast.answers("training"), files=more, drop=[first]).or_raise()
    assert [row[2] for row in evidence(city, claim_id)] == [2, None]
    city.take("edit", claim_id, "claimant", fields=cast.answers("training"), drop=[first + 1]).or_raise()
    assert codes(city.take("submit", claim_id, "claimant")) == ["evidence_missing"]


def test_the_evidence_of_another_claim_is_out_of_reach(city: City) -> None:
    mine, theirs = city.claim("draft"), city.claim("draft", by="claimant2")
    [(other, _, _)] = evidence(city, theirs)
    city.take("edit", mine, "claimant", fields=cast.answers("training"), drop=[other]).or_raise()
    assert evidence(city, theirs)[0][2] is None


@pytest.mark.parametrize("state", ["submitted", "unit_reviewed", "credited", "rejected", "withdrawn", "appealed"])
def test_t04_what_was_submitted_cannot_be_changed_nor_its_evidence_taken_away(city: City, state: str) -> None:
    claim_id = city.claim(state)
    [(kept, _, _)] = evidence(city, claim_id)
    before = city.dump()
    refusal = city.take("edit", claim_id, "claimant", fields=cast.answers("training"), drop=[kept]).refusal
    assert (refusal.status, refusal.code) == (409, "step_not_allowed")
    assert city.dump() == before


# --- submission -------------------------------------------------------------------------


def test_what_is_submitted_is_pinned(city: City) -> None:
    claim_id = city.claim("submitted")
    claim = city.row(claim_id)
    assert (claim.unit, claim.department, claim.district) == ("U00001", "chengdu-health", "510112")
    assert (claim.filed_on, claim.submitted_at) == (date(2019, 9, 2), city.at)
    assert (claim.units_claimed, claim.units_computed, claim.year) == (1800, 1800, 2019)
    assert claim.rule_version
    city.tell("UPDATE ce_person SET unit = 'U00002' WHERE id = :id", id=claim.person_id)
    city.take("review", claim_id, "unit").or_raise()
    assert city.row(claim_id).unit == "U00001"


def test_a_claim_goes_by_the_unit_in_which_its_person_is_at_submission(city: City) -> None:
    claim_id = city.claim("draft")
    city.tell("UPDATE ce_person SET unit = 'U00002' WHERE id = :id", id=city.row(claim_id).person_id)
    city.take("submit", claim_id, "claimant").or_raise()
    assert (city.row(claim_id).desk, city.row(claim_id).department) == ("U00002", "chengdu-education")
    city.take("review", claim_id, "unit-b").or_raise()


def test_warnings_are_kept_with_the_claim_for_the_deciders(city: City) -> None:
    claim_id = city.claim("submitted", class_hours="33")
    assert [warning["code"] for warning in json.loads(city.row(claim_id).warnings)] == ["many_hours_a_day"]
    city.take("send_back", claim_id, "unit").or_raise()
    city.take("edit", claim_id, "claimant", fields=cast.answers("training")).or_raise()
    city.take("submit", claim_id, "claimant").or_raise()
    assert city.row(claim_id).warnings is None


# --- the year ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ("filing_closes_on = '2019-09-01'", "filing_closed"),
        ("opens_on = '2019-09-03'", "year_not_yet_open"),
    ],
)
def test_t15_a_claim_for_a_closed_year_is_refused_with_its_clause(city: City, told: str, code: str) -> None:
    city.tell(f"UPDATE ce_year SET {told} WHERE year = 2019")
    claim_id = city.claim("draft")
    refusal = city.take("submit", claim_id, "claimant").refusal
    assert [(finding.code, finding.clause, finding.field) for finding in refusal.findings] == [
        (code, "五(二)", "ended_on")
    ]
    assert refusal.clause == "五(二)"


def test_a_year_that_nobody_opened_takes_no_claims(city: City) -> None:
    claim_id = city.claim("draft", started_on="2018-05-06", ended_on="2018-05-08")
    assert codes(city.take("submit", claim_id, "claimant")) == ["year_not_open"]


@pytest.mark.parametrize(("at", "code"), [((2019, 9, 30, 15, 59, 59), None), ((2019, 9, 30, 16), "filing_closed")])
def test_the_day_of_filing_is_the_day_in_chengdu(city: City, at: tuple[int, ...], code: str | None) -> None:
    city.tell("UPDATE ce_year SET filing_closes_on = '2019-09-30' WHERE year = 2019")
    claim_id = city.claim("draft")
    city.at = datetime(*at, tzinfo=UTC)  # type: ignore[misc]
    outcome = city.take("submit", claim_id, "claimant")
    assert (codes(outcome) if outcome.refusal else []) == ([code] if code else [])


def test_what_was_sent_back_keeps_its_first_day_of_filing_however_often(city: City) -> None:
    claim_id = city.claim("submitted")
    late = city.claim("draft")
    city.tell("UPDATE ce_year SET filing_closes_on = '2019-09-02' WHERE year = 2019")
    for _ in range(2):
        city.pass_days(10)
        city.take("send_back", claim_id, "unit").or_raise()
        city.pass_days(10)
        city.take("submit", claim_id, "claimant").or_raise()
        assert (city.row(claim_id).filed_on, city.row(claim_id).submitted_at) == (date(2019, 9, 2), city.at)
    assert codes(city.take("submit", late, "claimant")) == ["filing_closed"]
    city.take("review", claim_id, "unit").or_raise()
    assert_invariants(db.session.connection())


def test_after_the_closing_day_for_decisions_nothing_is_decided(city: City) -> None:
    claim_id = city.claim("submitted")
    city.tell("UPDATE ce_year SET deciding_closes_on = '2019-09-01' WHERE year = 2019")
    for step in ("review", "send_back", "reject"):
        assert "deciding_closed" in codes(city.take(step, claim_id, "unit"))
    city.take("withdraw", claim_id, "claimant").or_raise()


# --- sent back --------------------------------------------------------------------------


def test_what_was_sent_back_may_be_saved_half_finished(city: City) -> None:
    claim_id = city.claim("returned")
    half = cast.answers("training") | {"ended_on": "", "hours_claimed": "", "started_on": ""}
    city.take("edit", claim_id, "claimant", fields=half).or_raise()
    assert (city.state(claim_id), city.row(claim_id).ended_on) == ("returned", None)
    assert {"blank"} == set(codes(city.take("submit", claim_id, "claimant")))
    city.take("edit", claim_id, "claimant", fields=cast.answers("training")).or_raise()
    city.take("submit", claim_id, "claimant").or_raise()
    assert_invariants(db.session.connection())


def test_half_finished_it_may_still_be_withdrawn(city: City) -> None:
    claim_id = city.claim("returned", "patent")
    city.take("edit", claim_id, "claimant", fields={"title": "甲"}).or_raise()
    city.take("withdraw", claim_id, "claimant").or_raise()
    assert_invariants(db.session.connection())


# --- content ----------------------------------------------------------------------------


def test_i08_every_decision_names_the_content_that_was_seen(city: City) -> None:
    claim_id = city.claim("returned")
    fields = cast.answers("training", title="改过的标题")
    city.take("edit", claim_id, "claimant", fields=fields, files=cast.files(city.app, "training")).or_raise()
    city.take("submit", claim_id, "claimant").or_raise()
    city.take("review", claim_id, "unit").or_raise()
    city.take("reject", claim_id, "sector").or_raise()
    city.take("appeal", claim_id, "claimant", files=[("timetable", cast.keep(city.app))]).or_raise()
    city.take("uphold", claim_id, "district").or_raise()
    present = None
    for body in city.bodies(f"claim:{claim_id}"):
        assert body.get("seen") == present
        assert ("content" in body) is (body["action"] in ("create", "edit", "appeal"))
        present = body.get("content", present)
    assert city.row(claim_id).commitment == present


def test_i08_the_commitment_opens_to_the_answers_and_the_evidence(city: City) -> None:
    claim_id = city.claim("submitted")
    [kept] = city.rows("SELECT * FROM ce_content WHERE claim_id = :id AND what = 'content'", id=claim_id)
    assert commitment(kept.salt, kept.body) == kept.commitment == city.row(claim_id).commitment
    content = json.loads(kept.body)
    assert content["fields"] == json.loads(city.row(claim_id).fields)
    asked = "SELECT piece, name, media_type, size, sha256, original_sha256 FROM ce_evidence WHERE claim_id = :id"
    assert content["evidence"] == [dict(row._mapping) for row in city.rows(asked, id=claim_id)]


def test_a_note_is_kept_apart_and_the_event_only_commits_to_it(city: City) -> None:
    claim_id = city.claim("submitted")
    city.take("send_back", claim_id, "unit", note="请补充第二页。").or_raise()
    body = city.bodies(f"claim:{claim_id}")[-1]
    [kept] = city.rows("SELECT * FROM ce_content WHERE claim_id = :id AND what = 'note'", id=claim_id)
    assert (json.loads(kept.body), kept.version, kept.commitment) == ({"note": "请补充第二页。"}, 3, body["note"])
    assert "请补充第二页" not in json.dumps(body, ensure_ascii=False)
    assert body["reason"] == "evidence_unclear"


def test_every_event_waits_to_be_sealed(city: City) -> None:
    city.claim("revoked")
    city.take("submit", 999, "claimant")
    unqueued = "SELECT id FROM ce_event WHERE id NOT IN (SELECT event_id FROM ce_event_queue)"
    assert city.rows(unqueued) == []


def test_t66_a_clock_that_jumps_back_leaves_the_time_of_a_stream_in_order(city: City) -> None:
    claim_id = city.claim("submitted")
    city.at = city.at.replace(hour=1)
    city.take("review", claim_id, "unit").or_raise()
    city.pass_days(1)
    city.take("verify", claim_id, "sector").or_raise()
    assert_invariants(db.session.connection())
