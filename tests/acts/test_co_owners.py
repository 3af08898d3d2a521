"""Co-owners share at most the whole where the set says so: filing or deciding, in any order, at the same time."""

from __future__ import annotations

import json
import random
from typing import Any

import pytest

from ce_workflow.acts.explain import explain, worked_again
from ce_workflow.acts.preview import of_answers, to_decide_with
from ce_workflow.kinds import KINDS
from ce_workflow.reports.verify_hours import verify
from ce_workflow.store.database import db
from tests import cast
from tests.acts.city import City
from tests.acts.invariants import assert_invariants
from tests.acts.rules import city_text, publish
from tests.acts.test_races import at_once, taking, winners
from tests.acts.test_simulate import tried

pytestmark = pytest.mark.template("cast")

NUMBER = "ZL201710999999.9"
TOGETHER = '[[ways.patent.together]]\nid = "co_owners"\nbasis = "notice 三(三)3"\n\n'
PEOPLE = ("claimant", "claimant2", "outsider")


@pytest.fixture(autouse=True)
def shared(city: City) -> None:
    """The city's set, in which all who share a patent reach at most its 48 or 36 hours together."""
    publish(city, with_together(2))


def with_together(version: int) -> str:
    return city_text(version).replace("[[ways.patent.eligible]]", TOGETHER + "[[ways.patent.eligible]]", 1)


def owned(city: City, rank: int, by: str, state: str = "submitted", **fields: Any) -> int:
    """A claim of the same invention at that rank: 48 hours for the first, 6 less for each after."""
    city.pass_days(1)
    hours = fields.pop("hours_claimed", str(54 - 6 * rank))
    told: dict[str, Any] = {"patent_number": NUMBER, "inventor_rank": str(rank), "inventor_count": "9"}
    told |= {"hours_claimed": hours} | fields
    return city.claim(state, "patent", by, **told)


def hours(city: City, claim_id: int) -> tuple[int | None, int | None]:
    """Hundredths that were worked out, and that were recognised."""
    row = city.row(claim_id)
    return row.units_computed, row.units_recognised


def decide(city: City, claim_id: int, by: str, given: str) -> Any:
    """Review and verification with these hours; the outcome of the last that was taken."""
    reviewer, verifier, _ = cast.reviewers(by)
    outcome = city.take("review", claim_id, reviewer, hours=given, reason="hours_adjusted")
    return outcome if outcome.refusal else city.take("verify", claim_id, verifier, hours=given, reason="hours_adjusted")


def said(claim: Any) -> list[str]:
    rules, result = worked_again(claim)
    assert rules is not None
    assert result is not None
    return [str(line.text) for line in explain(rules, result, KINDS["patent"])]


def codes(outcome: Any) -> list[str]:
    return [finding.code for finding in outcome.refusal.findings]


# --- filing -----------------------------------------------------------------------------


def test_who_files_later_gets_what_is_left_and_is_told_how_much(city: City) -> None:
    first = owned(city, 2, "claimant", "credited")
    second = owned(city, 1, "claimant2", hours_claimed="6")
    third = owned(city, 3, "outsider")
    assert [hours(city, one)[0] for one in (first, second, third)] == [4200, 600, 0]
    text = "All who share this achievement together reach at most 48 hours: other co-owners have 42, 6 were left."
    assert said(city.row(second))[-1] == text
    assert json.loads(city.row(second).used) == {f"together:{city.row(first).achievement_key}": ["42"]}
    assert "no_hours_worked_out" in city.row(third).warnings
    assert_invariants(db.session.connection())


def test_the_estimate_tells_it_before_anything_is_filed(city: City) -> None:
    owned(city, 2, "claimant")
    who = city.actor("claimant2", "claimant")
    fields = cast.answers("patent", patent_number=NUMBER, inventor_rank="1")
    with city.app.app_context():
        worked = of_answers(KINDS["patent"], fields, ["certificate"], who, city.at, person_id=who.person_id)
    assert worked.hours == 6
    assert "6 were left" in str(worked.explained[-1].text)


def test_nobody_else_is_named_in_what_is_kept_or_told(city: City) -> None:
    first = owned(city, 2, "claimant", "credited")
    second = owned(city, 1, "claimant2", hours_claimed="6")
    row, person = city.row(second), city.actor("claimant").person_id
    [name] = [found.name for found in city.rows("SELECT name FROM ce_person WHERE id = :id", id=person)]
    told = json.dumps([row.used, row.warnings, *said(row)], ensure_ascii=False)
    assert person not in told
    assert name not in told
    assert f'"{first}"' not in told


def test_where_the_set_does_not_say_so_each_has_the_hours_of_their_rank(city: City) -> None:
    publish(city, city_text(3))
    claims = [owned(city, rank, by) for rank, by in enumerate(PEOPLE, start=1)]
    assert [hours(city, one)[0] for one in claims] == [4800, 4200, 3600]
    assert [city.row(one).used for one in claims] == [None, None, None]


def test_the_whole_is_that_of_the_achievement_whatever_the_year(city: City) -> None:
    city.tell("UPDATE ce_claim SET year = 2018 WHERE id = :id", id=owned(city, 2, "claimant"))
    second = owned(city, 1, "claimant2", hours_claimed="6")
    assert hours(city, second)[0] == 600
    found = tried(city, with_together(3)).under_way
    assert (found.claims, found.unchanged, found.after) == (1, 1, 600)


def test_what_is_sent_back_or_withdrawn_takes_nothing_until_it_comes_again(city: City) -> None:
    first = owned(city, 1, "claimant")
    city.take("send_back", first, "unit").or_raise()
    second = owned(city, 2, "claimant2")
    city.pass_days(1)
    city.take("submit", first, "claimant").or_raise()
    assert (hours(city, first)[0], hours(city, second)[0]) == (600, 4200)
    city.take("withdraw", second, "claimant2").or_raise()
    assert hours(city, owned(city, 3, "outsider"))[0] == 3600


# --- deciding ---------------------------------------------------------------------------


def test_no_decision_goes_above_what_is_left(city: City) -> None:
    owned(city, 2, "claimant", "credited")
    second = owned(city, 1, "claimant2", hours_claimed="48")
    refused = decide(city, second, "claimant2", "6.1")
    assert codes(refused) == ["more_than_the_whole"]
    assert refused.refusal.findings[0].clause == "三(三)3"
    decide(city, second, "claimant2", "6").or_raise()
    assert city.state(second) == "credited"
    assert_invariants(db.session.connection())


def test_a_list_sees_what_its_earlier_items_took(city: City) -> None:
    claims = [owned(city, 2, "claimant"), owned(city, 1, "claimant2", hours_claimed="48")]
    items = [(claim_id, None, {"hours": "42", "reason": "hours_adjusted"}) for claim_id in claims]
    first, second = city.take_all("review", items, "unit")
    assert first.refusal is None
    assert codes(second) == ["more_than_the_whole"]


def test_a_claim_that_an_appeal_brings_back_takes_only_what_is_left(city: City) -> None:
    first = owned(city, 1, "claimant", "rejected")
    second = owned(city, 2, "claimant2", "credited")
    city.take("appeal", first, "claimant").or_raise()
    city.take("overturn", first, "district").or_raise()
    assert hours(city, first)[0] == 4800
    outcome = city.take("review", first, "unit2", hours="48")
    assert codes(outcome) == ["more_than_the_whole"]
    city.take("review", first, "unit2", hours="6", reason="hours_adjusted").or_raise()
    assert hours(city, second) == (4200, 4200)


def test_of_two_that_wait_the_earlier_one_is_never_blocked(city: City) -> None:
    first = owned(city, 1, "claimant", "rejected")
    second = owned(city, 2, "claimant2")
    city.take("appeal", first, "claimant").or_raise()
    city.take("overturn", first, "district").or_raise()
    assert codes(city.take("review", second, "unit", hours="42")) == ["more_than_the_whole"]
    city.take("review", first, "unit2", hours="48").or_raise()
    assert codes(city.take("review", second, "unit", hours="42")) == ["more_than_the_whole"]


@pytest.mark.parametrize("seed", range(4))
def test_in_whatever_order_they_act_they_never_have_more_than_the_whole(city: City, seed: int) -> None:
    chance = random.Random(seed)
    ranks = dict(zip(PEOPLE, chance.sample((1, 2, 3), 3), strict=True))
    claims: dict[str, int] = {}
    for _ in range(22):
        by = chance.choice(PEOPLE)
        given = str(chance.choice((0.1, 6, 18, 30, 48)))
        if by not in claims or city.state(claims[by]) in ("withdrawn", "revoked"):
            claims[by] = owned(city, ranks[by], by, "draft")
        reviewer, verifier, officer = cast.reviewers(by)
        step, who = chance.choice([
            ("submit", by), ("submit", by), ("review", reviewer), ("review", reviewer), ("verify", verifier),
            ("verify", verifier), ("send_back", reviewer), ("reject", reviewer), ("appeal", by),
            ("overturn", officer), ("revoke", verifier), ("withdraw", by),
        ])  # fmt: skip
        decision = {"hours": given, "reason": "hours_adjusted"} if step in ("review", "verify") else {}
        city.take(step, claims[by], who, "claimant" if who == by else None, **decision)
        rows = [city.row(one) for one in claims.values()]
        taking_part = [row for row in rows if row.state in ("unit_reviewed", "sector_verified", "credited")]
        assert sum(row.units_recognised or row.units_reviewed or 0 for row in taking_part) <= 4800
        assert sum(city.balance(name) for name in PEOPLE) <= 4800
    assert verify(2019).holds
    assert_invariants(db.session.connection())


# --- at the same time -------------------------------------------------------------------


@pytest.mark.parametrize("turn", range(4))
def test_co_owners_who_submit_at_once_share_the_whole(city: City, turn: int) -> None:
    drafts = [owned(city, rank, by, "draft") for rank, by in enumerate(PEOPLE, start=1)]
    works = [taking(city, "submit", [(one, None, {})], by, "claimant") for one, by in zip(drafts, PEOPLE, strict=True)]
    assert len(winners(at_once(city, works))) == 3
    assert sum(hours(city, one)[0] or 0 for one in drafts) == 4800
    assert verify(2019).holds
    assert_invariants(db.session.connection())


@pytest.mark.parametrize("turn", range(4))
def test_co_owners_whose_claims_are_decided_at_once_are_credited_the_whole_at_most(city: City, turn: int) -> None:
    claims = {by: owned(city, rank, by, hours_claimed="30") for rank, by in zip((8, 7, 6), PEOPLE, strict=True)}
    assert [hours(city, claim_id)[0] for claim_id in claims.values()] == [600, 1200, 1800]
    given = {"checks": "all", "hours": "30"}
    works = [
        taking(city, "review", [(claim_id, None, given)], cast.reviewers(by)[0]) for by, claim_id in claims.items()
    ]
    assert len(winners(at_once(city, works))) == 1
    assert_invariants(db.session.connection())


# --- freed hours ------------------------------------------------------------------------


def test_hours_that_a_revocation_frees_are_shown_and_given_to_nobody(city: City) -> None:
    first = owned(city, 2, "claimant", "credited")
    second = owned(city, 1, "claimant2", hours_claimed="6")
    decide(city, second, "claimant2", "6").or_raise()
    third = owned(city, 3, "outsider")
    city.take("revoke", first, "sector").or_raise()
    assert hours(city, second) == (600, 600)
    assert city.balance("claimant2") == 600
    assert hours(city, third) == (0, None)
    assert verify(2019).holds
    texts = {
        claim_id: [str(one.text) for one in to_decide_with(step, claim_id, city.actor(who), city.at)]
        for claim_id, step, who in ((second, "revoke", "sector"), (third, "review", "unit-b"))
    }
    assert any("worked out then, 6; today they would be 48. What was credited" in text for text in texts[second])
    assert any("worked out then, 0; today they would be 36. Decide" in text for text in texts[third])
    decide(city, third, "outsider", "36").or_raise()
    assert hours(city, second) == (600, 600)
    assert_invariants(db.session.connection())


def test_the_next_claim_gets_what_was_freed(city: City) -> None:
    first = owned(city, 2, "claimant", "credited")
    owned(city, 1, "claimant2", hours_claimed="6")
    city.take("revoke", first, "sector").or_raise()
    assert hours(city, owned(city, 3, "outsider"))[0] == 3600


# --- other rooms ------------------------------------------------------------------------


def test_a_trial_shares_the_whole_in_the_order_of_submission(city: City) -> None:
    publish(city, city_text(3))
    claims = [owned(city, rank, by) for rank, by in ((2, "outsider"), (1, "claimant"), (3, "claimant2"))]
    owned(city, 1, "claimant2", patent_number="ZL201710888888.8")
    assert [hours(city, one)[0] for one in claims] == [4200, 4800, 3600]
    found = tried(city, with_together(4))
    figures = found.under_way
    assert (figures.before, figures.after) == (4200 + 4800 + 3600 + 4800, 4200 + 600 + 0 + 4800)
    assert (figures.claims, figures.lose, figures.refused, figures.unchanged) == (4, 2, 1, 2)


def test_a_trial_of_the_set_in_force_changes_nothing_and_shows_freed_hours_as_a_gain(city: City) -> None:
    first = owned(city, 2, "claimant", "credited")
    second = owned(city, 1, "claimant2", hours_claimed="6")
    decide(city, second, "claimant2", "6").or_raise()
    assert tried(city, with_together(2)).credited.unchanged == 2
    city.take("revoke", first, "sector").or_raise()
    found = tried(city, with_together(2))
    assert (found.credited.gain, found.credited.before, found.credited.after) == (1, 600, 4800)
    [one] = found.largest
    assert "other co-owners have 42" in str(one.then[-1].text)
