"""Rules are made by those whose rules they are, and of two who publish at once one is told."""

from __future__ import annotations

import threading
from typing import Any

import pytest

from ce_workflow.acts import rule_sets
from ce_workflow.acts.doorway import enter
from ce_workflow.acts.rule_sets import NotYourRules, Seen, VersionTaken
from ce_workflow.errors import Moved, RulesBroken
from ce_workflow.store import rule_sets as kept
from tests.acts.city import City
from tests.acts.rules import DISTRICT, HEALTH, city_text, do, publish
from tests.acts.test_races import at_once

pytestmark = pytest.mark.template("cast")


# --- who may --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("who", "text", "may"),
    [
        ("city", city_text(2), True),
        ("district", DISTRICT, True),
        ("sector", HEALTH, True),
        ("system", HEALTH, True),
        ("sector-b", HEALTH, False),
        ("city", HEALTH, False),
        ("district", HEALTH, False),
        ("sector", city_text(2), False),
        ("unit", HEALTH, False),
        ("claimant", HEALTH, False),
        ("admin", city_text(2), False),
        ("auditor", city_text(2), False),
    ],
)
def test_rules_are_made_by_those_whose_rules_they_are(city: City, who: str, text: str, may: bool) -> None:
    if may:
        publish(city, text, who)
        return
    before = city.dump()
    for act in (rule_sets.draft, rule_sets.publish_text):
        with pytest.raises(NotYourRules) as refused:
            do(city, act, text, who)
        assert refused.value.status == 403
    assert city.dump() == before
    assert [event["code"] for event in city.refusals()] == ["not_your_rules"] * 2


def test_who_has_lost_the_role_makes_no_rules(city: City) -> None:
    officer = city.actor("sector")
    city.dismiss("chengdu-health")
    with pytest.raises(NotYourRules):
        publish(city, HEALTH, officer)


# --- at once --------------------------------------------------------------------------


def test_of_two_who_publish_the_same_version_at_once_one_wins(city: City) -> None:
    officer, told = city.actor("city"), {"at": city.at, "request_id": "rules"}
    begun = threading.Barrier(2)

    def work(title: str) -> Any:
        begun.wait(30)
        try:
            return enter("x", lambda: rule_sets.publish_text(city_text(2, title), officer, **told), officer, **told)
        except VersionTaken as refused:
            return refused.code

    assert sorted(at_once(city, [lambda: work("One"), lambda: work("Two")])) == ["chengdu-2019.2", "version_taken"]
    assert [row.count for row in city.rows("SELECT count(*) AS count FROM ce_rule_set WHERE state = 'published'")] == [
        1
    ]


def test_of_two_who_publish_different_drafts_at_once_one_is_told(city: City) -> None:
    for version in (2, 3):
        do(city, rule_sets.draft, city_text(version))
    seen = {n: Seen(kept.one(f"chengdu-2019.{n}").digest, "chengdu-2019.1") for n in (2, 3)}
    officer, told = city.actor("city"), {"at": city.at, "request_id": "rules"}

    def work(n: int) -> Any:
        try:
            return enter(
                "x", lambda: rule_sets.publish(f"chengdu-2019.{n}", officer, seen=seen[n], **told), officer, **told
            )
        except (Moved, RulesBroken):
            return "told"

    found = at_once(city, [lambda: work(2), lambda: work(3)])
    assert found.count("told") == 1
    assert [row.count for row in city.rows("SELECT count(*) AS count FROM ce_rule_set WHERE state = 'published'")] == [
        1
    ]
