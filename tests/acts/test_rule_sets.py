"""Rule sets are kept as drafts, published and replaced, by those whose rules they are."""

from __future__ import annotations

import pytest

from ce_workflow.acts import rule_sets
from ce_workflow.acts.looked_over import look_over
from ce_workflow.acts.rule_sets import Seen, VersionReplaced, VersionTaken
from ce_workflow.cli import packaged
from ce_workflow.errors import Moved, NotFound, RulesBroken
from ce_workflow.people.actor import SYSTEM
from ce_workflow.store import rule_sets as kept
from tests.acts.city import City
from tests.acts.rules import DISTRICT, HEALTH, actions, city_text, do, faults, publish

pytestmark = pytest.mark.template("cast")

# --- what comes with the product ------------------------------------------------------


def test_the_citys_set_of_2019_is_in_force_from_the_beginning(city: City) -> None:
    row = kept.published_of("chengdu", 2019)
    assert (row.version, row.state, row.parent, row.published_by) == ("chengdu-2019.1", "published", None, None)
    assert row.text == packaged.rule_sets()[0]
    assert actions(city, "chengdu-2019.1") == ["draft", "publish"]


def test_what_is_there_already_is_not_brought_again(city: City) -> None:
    before = city.dump()
    assert do(city, rule_sets.bring, packaged.rule_sets()[0], SYSTEM) == "None"
    assert city.dump() == before


def test_what_somebody_published_here_stays_whatever_comes_with_the_product(city: City) -> None:
    publish(city, city_text(2))
    assert do(city, rule_sets.bring, city_text(3), SYSTEM) == "None"
    assert kept.published_of("chengdu", 2019).version == "chengdu-2019.2"


def test_a_newer_set_of_the_product_replaces_an_older_one_of_the_product(city: City) -> None:
    assert do(city, rule_sets.bring, city_text(2), SYSTEM) == "chengdu-2019.2"
    assert kept.published_of("chengdu", 2019).version == "chengdu-2019.2"


# --- drafts ---------------------------------------------------------------------------


def test_a_draft_is_kept_and_speaks_nowhere(city: City) -> None:
    assert do(city, rule_sets.draft, city_text(2)) == "chengdu-2019.2"
    assert kept.one("chengdu-2019.2").state == "draft"
    assert kept.published_of("chengdu", 2019).version == "chengdu-2019.1"
    assert kept.whole("chengdu-2019.2") is None
    assert actions(city, "chengdu-2019.2") == ["draft"]


def test_a_draft_is_written_anew_as_often_as_one_likes(city: City) -> None:
    for title in ("One", "Two", "Two"):
        do(city, rule_sets.draft, city_text(2, title))
    assert "Two, hours" in kept.one("chengdu-2019.2").text
    assert actions(city, "chengdu-2019.2") == ["draft", "draft"]


def test_the_same_text_written_on_another_system_is_the_same_draft(city: City) -> None:
    do(city, rule_sets.draft, city_text(2))
    do(city, rule_sets.draft, "\ufeff" + city_text(2).replace("\n", "\r\n") + "\r\n\r\n")
    assert actions(city, "chengdu-2019.2") == ["draft"]


# --- publishing -----------------------------------------------------------------------


def test_publishing_replaces_the_one_before(city: City) -> None:
    do(city, rule_sets.draft, city_text(2))
    do(city, rule_sets.publish, "chengdu-2019.2")
    old, new = kept.one("chengdu-2019.1"), kept.one("chengdu-2019.2")
    assert (old.state, old.replaced_by, new.state, new.replaced_by) == (
        "replaced",
        "chengdu-2019.2",
        "published",
        None,
    )
    assert (new.published_at, new.published_by) == (city.at, city.actor("city").person_id)
    assert actions(city, "chengdu-2019.1") == ["draft", "publish", "replace"]
    assert actions(city, "chengdu-2019.2") == ["draft", "publish"]
    [*_, said] = city.bodies("rules:chengdu-2019.2")
    assert said["extra"]["digest"] == new.digest
    assert "Chengdu" not in str(said)


def test_the_same_text_is_published_once(city: City) -> None:
    publish(city, city_text(2))
    before = city.dump()
    assert publish(city, city_text(2)) == "chengdu-2019.2"
    assert do(city, rule_sets.publish, "chengdu-2019.2") == "chengdu-2019.2"
    assert city.dump() == before


def test_a_published_version_is_for_ever(city: City) -> None:
    for act in (rule_sets.draft, rule_sets.publish_text):
        with pytest.raises(VersionTaken) as refused:
            do(city, act, city_text(1, "Another"))
        assert refused.value.status == 409


def test_what_was_replaced_is_not_published_again(city: City) -> None:
    publish(city, city_text(2))
    with pytest.raises(VersionReplaced):
        publish(city, city_text(1))


def test_versions_are_counted_upwards(city: City) -> None:
    do(city, rule_sets.draft, city_text(2))
    publish(city, city_text(3))
    with pytest.raises(RulesBroken) as refused:
        do(city, rule_sets.publish, "chengdu-2019.2")
    assert "Line 6, version: The last version that was published is 3. Write: version = 4" in faults(refused)


def test_a_draft_that_nobody_wrote_is_not_published(city: City) -> None:
    with pytest.raises(NotFound):
        do(city, rule_sets.publish, "chengdu-2019.9")


def test_nothing_is_put_out_of_force_before_the_next_begins(city: City) -> None:
    later = city_text(2).replace("in_force_from = 2019-01-01", "in_force_from = 2019-12-01")
    do(city, rule_sets.draft, later)
    with pytest.raises(RulesBroken) as refused:
        do(city, rule_sets.publish, "chengdu-2019.2")
    assert "Publish it on that day" in faults(refused)
    city.pass_days(90)
    do(city, rule_sets.publish, "chengdu-2019.2")


def test_who_publishes_what_has_moved_on_is_told(city: City) -> None:
    do(city, rule_sets.draft, city_text(2))
    seen = Seen(kept.one("chengdu-2019.2").digest, "chengdu-2019.1")
    do(city, rule_sets.draft, city_text(2, "Another"))
    with pytest.raises(Moved):
        do(city, rule_sets.publish, "chengdu-2019.2", seen=seen)
    seen = Seen(kept.one("chengdu-2019.2").digest, None)
    with pytest.raises(Moved):
        do(city, rule_sets.publish, "chengdu-2019.2", seen=seen)
    do(city, rule_sets.publish, "chengdu-2019.2", seen=seen._replace(before="chengdu-2019.1"))


# --- a narrower set -------------------------------------------------------------------


def test_a_narrower_set_pins_the_version_that_it_inherits(city: City) -> None:
    publish(city, HEALTH, "sector")
    publish(city, city_text(2))
    assert kept.one("chengdu-health-2019.1").parent == "chengdu-2019.1"
    rules = kept.whole("chengdu-health-2019.1")
    assert rules is not None
    assert {line.origin for line in rules.ways["training"].lines["base"]} == {"chengdu-health-2019.1"}
    assert {line.origin for line in rules.ways["training"].lines["eligible"]} == {"chengdu-2019.1"}
    publish(city, HEALTH.replace("version = 1", "version = 2"), "sector")
    assert kept.one("chengdu-health-2019.2").parent == "chengdu-2019.2"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (HEALTH.replace('"chengdu-2019"', '"510112-2019"'), "Inherit from its district's or the city's."),
        (DISTRICT.replace('"chengdu-2019"', '"chengdu-health-2019"'), "Inherit from the city's."),
        (city_text(2) + "\n", "The city's rules are the widest and inherit from none."),
    ],
)
def test_nobody_inherits_from_rules_that_are_not_wider(city: City, text: str, says: str) -> None:
    publish(city, DISTRICT, "district")
    publish(city, HEALTH, "sector")
    text = text.replace("version = 1", "version = 2", 1)
    if says.startswith("The city's"):
        text = text.replace("in_force_from", 'inherits = "chengdu-health-2019"\nin_force_from', 1)
    with pytest.raises(RulesBroken) as refused:
        publish(city, text, SYSTEM)
    assert says in faults(refused)


# --- every fault at once --------------------------------------------------------------


def test_every_fault_is_said_at_once_with_its_line(city: City) -> None:
    text = HEALTH.replace('"chengdu-health"', '"chengdu-nobody"').replace("2019\nversion", "2031\nversion")
    with pytest.raises(RulesBroken) as refused:
        publish(city, text.replace("hours = 2", "hours = 2.5"), SYSTEM)
    said = faults(refused)
    assert "Line 1, authority: “chengdu-nobody” makes no rules here." in said
    assert "Line 2, year: The year 2031 is not there yet." in said
    assert "Line 14, ways.training.base.1.hours: 2.5 is written as a float." in said


def test_a_text_that_is_no_set_is_refused(city: City) -> None:
    with pytest.raises(RulesBroken):
        publish(city, "authority = ")
    assert look_over("").faults
