"""Records of other systems, from the publishing of a set that converts them to the hours in the ledger."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from ce_workflow.acts import rule_sets
from ce_workflow.acts.explain import explain, worked_again
from ce_workflow.errors import RulesBroken
from ce_workflow.kinds import KINDS
from ce_workflow.rules.checks_ticked import flags_of
from ce_workflow.store.database import db
from tests import cast
from tests.acts.city import City
from tests.acts.invariants import assert_invariants
from tests.acts.rules import do, faults

pytestmark = pytest.mark.template("cast")

KIND = "sector_record"


def opened(city: City) -> None:
    assert do(city, rule_sets.publish_text, cast.records_text(), "sector") == "chengdu-health-2019.1"


def refused(city: City, **fields: Any) -> list[tuple[str, str | None]]:
    """What stands against a claim with these answers: (code, clause); it stays a draft."""
    claim_id = city.claim("draft", KIND, **fields)
    refusal = city.take("submit", claim_id, "claimant").refusal
    assert isinstance(refusal, RulesBroken)
    assert city.state(claim_id) == "draft"
    return [(finding.code, finding.clause) for finding in refusal.findings]


def flags(city: City, claim_id: int) -> set[str]:
    return {found.code for found in flags_of(city.row(claim_id))}


def credit(city: City, claim_id: int, hours: str) -> None:
    for step, who in (("review", "unit"), ("verify", "sector")):
        city.take(step, claim_id, who, hours=hours, reason="hours_adjusted", note="按办法折算。").or_raise()


# --- open or not ----------------------------------------------------------------------


def test_until_an_authority_opens_it_nothing_is_filed(city: City) -> None:
    assert refused(city) == [("way_not_open", "五(二)")]


def test_a_draft_of_the_set_opens_nothing(city: City) -> None:
    do(city, rule_sets.draft, cast.records_text(), "sector")
    assert refused(city) == [("way_not_open", "五(二)")]


def test_published_it_is_open_to_the_people_of_that_department_alone(city: City) -> None:
    opened(city)
    assert city.state(city.claim("submitted", KIND)) == "submitted"
    elsewhere = city.claim("draft", KIND, by="outsider")
    refusal = city.take("submit", elsewhere, "outsider").refusal
    assert isinstance(refusal, RulesBroken)
    assert [finding.code for finding in refusal.findings] == ["way_not_open"]


def test_a_later_set_that_closes_it_leaves_what_was_filed_as_it_was(city: City) -> None:
    opened(city)
    claim_id = city.claim("submitted", KIND)
    text = cast.records_text().replace("version = 1", "version = 2", 1)
    do(city, rule_sets.publish_text, text[: text.index("[ways.sector_record]")], "sector")
    assert refused(city) == [("way_not_open", "五(二)")]
    credit(city, claim_id, "19.5")
    assert city.balance() == 1950


# --- hours ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("system", "amount", "units"), [("medical", "6.5", 1950), ("teachers", "18", 1800), ("accountants", "30", 3000)]
)
def test_a_record_is_converted_and_credited_to_the_year_of_its_end(
    city: City, system: str, amount: str, units: int
) -> None:
    opened(city)
    claim_id = city.claim("submitted", KIND, system=system, amount=amount, hours_claimed=str(units // 100))
    row = city.row(claim_id)
    assert (row.units_computed, row.rule_version, row.category) == (units, "chengdu-health-2019.1", "professional")
    assert (row.year, row.route, row.desk) == (2019, "unit_then_sector", row.unit)
    credit(city, claim_id, f"{units / 100:.1f}")
    assert city.balance() == units
    assert city.story(claim_id) == ["create", "submit", "review", "verify", "credit"]
    assert_invariants(db.session.connection())


def test_the_second_record_of_a_year_has_what_the_cap_leaves(city: City) -> None:
    opened(city)
    first = city.claim("submitted", KIND, amount="15", hours_claimed="45")
    credit(city, first, "45")
    second = city.claim("submitted", KIND, system="teachers", amount="40", hours_claimed="40")
    assert (city.row(first).units_computed, city.row(second).units_computed) == (4500, 1500)
    rules, result = worked_again(city.row(second))
    assert rules
    assert result
    said = [str(line.text) for line in explain(rules, result, KINDS[KIND])]
    assert said[-1] == f"At most 60 hours a year: 45 are taken already by {first}, 15 were left."


# --- another year ---------------------------------------------------------------------


def test_a_record_of_another_year_is_refused(city: City) -> None:
    opened(city)
    assert refused(city, started_on="2018-12-20", ended_on="2019-01-10") == [("record_over_new_year", "五(二)")]
    [(code, _)] = refused(city, started_on="2018-03-01", ended_on="2018-06-28")
    assert code == "year_not_open"


# --- no double credit -----------------------------------------------------------------


def test_the_same_number_twice_is_a_flag_and_names_nobody_else(city: City) -> None:
    opened(city)
    first = city.claim("submitted", KIND, record_number="CME-2019-77")
    again = city.claim("submitted", KIND, record_number="cme 2019 77", started_on="2019-07-01", ended_on="2019-07-02")
    other = city.claim("submitted", KIND, "claimant2", record_number="ＣＭＥ201977")
    assert [flags(city, claim_id) for claim_id in (first, again, other)] == [
        set(),
        {"certificate_seen_before", "similar_claim"},
        {"certificate_seen_before"},
    ]
    assert str(first) not in json.dumps(json.loads(city.row(other).warnings))


def test_what_is_claimed_in_another_way_too_is_a_flag_that_must_be_answered(city: City) -> None:
    opened(city)
    training = city.claim("submitted", "training")
    course = city.claim("submitted", "public_course", certificate_number="5G-99")
    claim_id = city.claim("submitted", KIND, record_number="5G 99", started_on="2019-05-01", ended_on="2019-06-28")
    assert flags(city, claim_id) == {"days_overlap", "certificate_seen_before"}
    told = {warning["code"]: warning["text"]["params"] for warning in json.loads(city.row(claim_id).warnings)}
    assert told["days_overlap"]["claims"] == str(training)
    assert told["certificate_seen_before"]["claims"] == str(course)
    lines = ["original_seen", "record_shown", "counted_once", "related"]
    unanswered = city.take("review", claim_id, "unit", hours="19.5", checks=lines).refusal
    assert isinstance(unanswered, RulesBroken)
    assert [finding.code for finding in unanswered.findings] == ["check_missing", "check_missing"]
    assert city.state(claim_id) == "submitted"
    answered = [*lines, "flag:days_overlap", "flag:certificate_seen_before"]
    city.take("review", claim_id, "unit", hours="19.5", checks=answered).or_raise()


def test_the_same_file_behind_a_training_and_a_record_is_a_flag(city: City) -> None:
    opened(city)
    [(_, paper)] = cast.files(city.app, "training")
    cast.make_claim(city.app, "training", "submitted", evidence=[("certificate", paper)], at=city.at)
    record = cast.make_claim(
        city.app,
        KIND,
        "submitted",
        evidence=[("record", replace(paper, name="record.pdf"))],
        fields={"started_on": "2019-07-01", "ended_on": "2019-07-02"},
        at=city.at,
    )
    assert flags(city, record) == {"file_seen_before"}


# --- the set --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("wrong", "right", "says"),
    [
        ('for_each = "credits"', 'for_each = "amount"', "“credits” is neither asked for in this way"),
        ('counted_in = "points"', 'counted_in = "hours"', "“counted_in” is never “points”"),
        ("hours = 2.5", "hours = 3", "2.5 is written as a float."),
    ],
)
def test_a_set_that_errs_is_refused_by_line(city: City, wrong: str, right: str, says: str) -> None:
    with pytest.raises(RulesBroken) as found:
        do(city, rule_sets.publish_text, cast.records_text().replace(right, wrong, 1), "sector")
    assert says in faults(found)
