"""A rule set tried on the claims of a year: figures that add up, caps that are shared, and nothing written."""

from __future__ import annotations

from typing import Any

import pytest

from ce_workflow.acts.doorway import enter
from ce_workflow.acts.looked_over import look_over
from ce_workflow.acts.rule_sets import NotYourRules
from ce_workflow.acts.simulations import keep
from ce_workflow.people.actor import SYSTEM
from ce_workflow.reports.simulate import count_claims, simulate
from ce_workflow.reports.simulated import FIGURES, GROUPS, Simulated, apart, read
from ce_workflow.store import rule_sets, simulations
from tests.acts.city import City
from tests.acts.rules import DISTRICT, HEALTH, city_text, publish

pytestmark = pytest.mark.template("cast")


def tried(city: City, text: str, year: int = 2019, advance: Any = lambda _: None) -> Simulated:
    looked = look_over(text)
    assert looked.rules is not None
    assert not looked.faults, [str(fault.text) for fault in looked.faults]
    digest = rule_sets.digest_of(looked.text, looked.parent)
    return simulate(looked.rules, digest, year, at=city.at, advance=advance)


def kept(city: City, found: Simulated, who: str = "city") -> int:
    actor = SYSTEM if who == "system" else city.actor(who)
    told = {"at": city.at, "request_id": "simulation"}
    return enter("keep_simulation", lambda: keep(found, actor, **told), actor, **told)


def stricter(version: int = 2) -> str:
    """The city's set, in which a day of training gives 4 hours at most, not 6."""
    return city_text(version).replace("at_most = 6", "at_most = 4", 1)


def test_the_set_in_force_changes_nothing_of_what_was_credited_as_worked_out(city: City) -> None:
    city.claim("credited")
    city.claim("submitted", "degree")
    for state in ("draft", "rejected", "withdrawn", "revoked"):
        city.claim(state, "conference")
    before = city.dump()
    found = tried(city, city_text(1))
    assert city.dump() == before
    assert (found.credited.claims, found.credited.unchanged) == (1, 1)
    assert found.under_way.claims == found.under_way.unchanged == 1
    assert found.largest == ()


def test_a_stricter_set_takes_hours_away_and_says_why(city: City) -> None:
    claim_id = city.claim("credited")
    city.claim("submitted", "conference")
    found = tried(city, stricter())
    credited = found.credited
    assert (credited.claims, credited.lose, credited.gain, credited.before, credited.after) == (1, 1, 0, 1800, 1200)
    [one] = found.largest
    assert (one.claim, one.kind, one.before, one.after, one.worked) == (claim_id, "training", 1800, 1200, 1800)
    assert [str(line.text) for line in one.then] == ["1 for each of 18: Class hours"]
    assert [str(line.text) for line in one.now][-1] == "At most 4 for each of 3: Days"
    assert [(line.origin, str(line.change)) for line in one.now] == [("chengdu-2019.2", "18"), ("chengdu-2019.2", "-6")]


def test_who_has_no_hours_any_more_and_who_has_some_for_the_first_time_is_counted(city: City) -> None:
    city.claim("credited")
    city.claim("submitted", "conference")
    none = city_text(2).replace("at_most = 6", "at_most = 0", 1)
    found = tried(city, none)
    assert (found.credited.refused, found.credited.lose, found.credited.after) == (1, 1, 0)
    publish(city, none)
    city.claim("submitted", by="claimant2")
    again = tried(city, city_text(3))
    assert (again.under_way.begun, again.under_way.refused) == (1, 0)


def test_the_claims_of_a_person_share_caps_in_the_order_of_their_submission(city: City) -> None:
    first = city.claim("submitted", "degree", courses_passed="4")
    city.pass_days(1)
    second = city.claim("submitted", "degree", courses_passed="4")
    hours = {row.id: row.units_computed for row in map(city.row, (first, second))}
    assert hours == {first: 6000, second: 1200}
    found = tried(city, city_text(1))
    assert (found.under_way.unchanged, found.under_way.after) == (2, 7200)
    less = tried(city, city_text(2).replace("hours = 72", "hours = 50"))
    assert (less.under_way.after, less.under_way.lose, less.under_way.refused) == (5000, 2, 1)
    city.take("withdraw", first, "claimant").or_raise()
    freed = tried(city, city_text(1))
    assert (freed.under_way.before, freed.under_way.after, freed.under_way.gain) == (1200, 6000, 1)


def test_the_tables_add_up_to_the_whole(city: City) -> None:
    for kind in ("training", "conference", "patent"):
        city.claim("credited", kind)
    city.claim("credited", by="outsider")
    found = tried(city, stricter())
    assert found.credited.claims == 4
    for group in GROUPS:
        for figure in FIGURES:
            rows = found.tables[group].values()
            assert sum(getattr(row, figure) for row in rows) == getattr(found.credited, figure), (group, figure)
    assert set(found.tables["department"]) == {"chengdu-health", "chengdu-education"}
    assert set(found.tables["sector"]) == {"health", "education"}
    assert set(found.tables["kind"]) == {"training", "conference", "patent"}


def test_who_has_rules_of_their_own_is_left_out(city: City) -> None:
    city.claim("credited")
    city.claim("credited", by="outsider")
    publish(city, HEALTH, "sector")
    assert list(tried(city, stricter()).tables["department"]) == ["chengdu-education"]
    assert count_claims("chengdu", 2019) == 1
    assert list(tried(city, HEALTH.replace("version = 1", "version = 2")).tables["department"]) == ["chengdu-health"]
    assert tried(city, DISTRICT).credited.claims == 0
    assert count_claims("510112", 2019) == 0


def test_a_narrower_set_speaks_for_its_own_alone(city: City) -> None:
    city.claim("credited")
    city.claim("credited", by="outsider")
    for text in (HEALTH, DISTRICT):
        found = tried(city, text)
        assert (found.credited.claims, found.credited.gain, found.credited.after) == (1, 1, 3600)


def test_another_year_has_other_claims(city: City) -> None:
    city.claim("credited")
    assert tried(city, stricter(), 2020).credited.claims == 0


def test_it_is_said_how_far_it_is(city: City) -> None:
    city.claim("credited")
    city.claim("submitted", "conference")
    told: list[int] = []
    tried(city, city_text(1), advance=told.append)
    assert sum(told) == count_claims("chengdu", 2019) == 2


# --- kept -----------------------------------------------------------------------------


def test_a_result_is_kept_as_it_was_found_and_nothing_else_is_written(city: City) -> None:
    city.claim("credited")
    before = city.dump()
    found = tried(city, stricter())
    number = kept(city, found)
    after = city.dump()
    assert {table for table in before if before[table] != after[table]} == {"ce_event", "ce_simulation", "ce_year"}
    row = simulations.one(number)
    assert (row.version, row.year, row.at, row.by) == ("chengdu-2019.2", 2019, city.at, city.actor("city").person_id)
    assert read(row.result) == found
    assert read(row.result).text() == row.result == found.text()
    [*_, said] = city.bodies("year:2019")
    assert (said["action"], said["extra"]["simulation"]) == ("simulate", number)


def test_no_name_stands_in_a_result(city: City) -> None:
    city.claim("credited")
    text = tried(city, stricter()).text()
    names = [row.name for row in city.rows("SELECT name FROM ce_person")]
    assert [name for name in names if name.encode("unicode-escape").decode() in text or name in text] == []


def test_results_are_compared_figure_by_figure(city: City) -> None:
    city.claim("credited")
    first, second = tried(city, city_text(1)), tried(city, stricter())
    assert apart(first, first) == []
    found = {str(one.label.params["figure"]): (one.first, one.second) for one in apart(first, second)}
    assert found == {"Unchanged": (1, 0), "Lose hours": (0, 1), "Hours after": (1800, 1200)}


@pytest.mark.parametrize("who", ["sector", "claimant", "unit", "auditor"])
def test_others_keep_nothing_for_the_city(city: City, who: str) -> None:
    with pytest.raises(NotYourRules):
        kept(city, tried(city, stricter()), who)


def test_the_operator_keeps_it_in_nobodys_name(city: City) -> None:
    number = kept(city, tried(city, stricter()), "system")
    assert simulations.one(number).by is None
    assert simulations.last("chengdu", 2019).id == number
