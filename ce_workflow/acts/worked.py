"""The hours of a claim worked out: by the rules in force for it, less what others have taken of shared caps."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from operator import attrgetter
from types import SimpleNamespace
from typing import Any

from ce_workflow.acts.act import Act
from ce_workflow.kinds import KINDS
from ce_workflow.kinds.fields import load
from ce_workflow.kinds.kind import Given, Kind
from ce_workflow.ledger.units import decided_units, to_hours, units_so_far
from ce_workflow.people.duties import FILING
from ce_workflow.rules.case import told, told_of, work_out
from ce_workflow.rules.facts import Facts
from ce_workflow.rules.sets.beside import unpack
from ce_workflow.rules.sets.caps import shares_achievement, shares_caps, spend, takes, together_key
from ce_workflow.rules.sets.facts import LEVEL, asks_for_level
from ce_workflow.rules.sets.given import ZERO
from ce_workflow.rules.sets.in_force import in_force
from ce_workflow.rules.sets.measures import CALENDAR
from ce_workflow.rules.sets.shape import RuleSet, Way
from ce_workflow.rules.sets.trace import Result, Used
from ce_workflow.states.desks import CITY_BUREAU
from ce_workflow.states.names import LIVE, TAKING
from ce_workflow.store import facts, rule_sets
from ce_workflow.store.calendar import calendar_for
from ce_workflow.working_days import Calendar

Taken = Mapping[str, Used]
CalendarFor = Callable[[Way | None], Calendar]

TAKES = ("submit", "review", "verify")
"""Steps by which a claim takes hours of what it shares with claims of other persons."""


def rules_of(act: Act, claim: SimpleNamespace) -> RuleSet | None:
    """Those in force for the claim at filing; at a later step those that it was filed under.

    Sector over district over city (五(二)). A claim without a year yet is worked out as one of this year.
    """
    if act.step not in FILING:
        return act.whole(claim.rule_version) if claim.used is not None else None
    return _in_force(claim, act.filed_on)


def _in_force(claim: SimpleNamespace, on: date) -> RuleSet | None:
    now = hasattr(claim, "now_department")
    places = (claim.now_department, claim.now_district) if now else (claim.department, claim.district)
    found = in_force(getattr(claim, "sets", ()), (*places, CITY_BUREAU), getattr(claim, "year", None) or on.year, on)
    return rule_sets.put_together(found.digest) if found else None


def rules_for(person_id: str | None, on: date) -> RuleSet | None:
    """Those that a claim of this person would be filed under on that day; without a person those of the city."""
    person = facts.persons([person_id]).get(person_id) if person_id else None
    nobody = SimpleNamespace(department=None, district=None, sets=rule_sets.published())
    return _in_force(person or nobody, on)


def worked_out(act: Act, claim: SimpleNamespace, kind: Kind, given: Given) -> Result | None:
    """What answers would come to if the claim were filed now; None where no rules in force know the kind."""
    rules = rules_of(act, claim)
    before = facts.filed_before(claim) if claim.filed_on else ()
    known = Facts(act.filed_on, filed_before=before, rules=rules, beside=beside(act, claim, rules))
    used, _ = shared(act, claim, known, given)
    return work_out(kind, given, replace(known, used=used or {}))


def beside(act: Act, claim: SimpleNamespace, rules: RuleSet | None) -> dict[str, Any]:
    """What the rules are told of the claim beside its answers: at filing as it is now, later as it was then."""
    way = rules.ways.get(claim.kind) if rules else None
    if act.step in FILING:
        return {LEVEL: getattr(claim, "now_title_level", None), CALENDAR: act.calendar_for(way)}
    return kept_beside(claim, way, act.calendar_for)


def kept_beside(claim: Any, way: Way | None, calendar_for: CalendarFor = calendar_for) -> dict[str, Any]:
    """The same of a claim that has been submitted: what it keeps, or what holds now of one that keeps nothing."""
    if claim.told is not None:
        return unpack(claim.told)
    return {LEVEL: level_of(claim, way), CALENDAR: calendar_for(way)}


def shared(act: Act, claim: SimpleNamespace, known: Facts, given: Given) -> tuple[Taken | None, tuple[int, ...]]:
    """What other live claims have taken of the caps of this one (None where it shares none), and which share them.

    Which they are is told of those of the same person alone. Once it is submitted only those have taken something
    that were submitted before it: later ones have left out what this one took.
    """
    rules = known.rules
    way = rules.ways.get(claim.kind) if rules else None
    if rules is None or way is None or not shares_caps(way) or not claim.person_id:
        return None, ()
    keys = takes(way, told_of(KINDS[claim.kind], given, known), ZERO, {}).keys()
    used: dict[str, Used] = {}
    sharing = []
    for other in _others(act, claim):
        theirs = rules.ways.get(other.kind)
        if theirs is None:
            continue
        kind, hours = KINDS[other.kind], to_hours(units_so_far(other))
        if other.told is not None and other.rule_version == rules.version:
            besides = unpack(other.told)
        else:  # what it keeps was counted by other rules
            level = known.beside[LEVEL] if LEVEL in known.beside else level_of(claim, theirs)
            besides = {LEVEL: level, CALENDAR: act.calendar_for(theirs)}
        answers = load(kind, json.loads(other.fields))
        taken = takes(theirs, told(kind, answers, other.filed_on, besides), hours, used)
        if taken.keys() & keys:
            sharing.append(other.id)
        if act.step in FILING or other.submitted_at < claim.submitted_at:
            spend(used, str(other.id), taken)
    if claim.achievement_key and shares_achievement(way):
        # Whose claims they are stays unsaid: hours alone are kept.
        used[together_key(claim.achievement_key)] = Used(to_hours(sum(_co_owners(act, claim))))
    return {key: found for key, found in used.items() if key in keys and found.hours}, tuple(sharing)


def _others(act: Act, claim: SimpleNamespace) -> list[SimpleNamespace]:
    """The person's other live claims of the year, as earlier items of this call left them, in the order of filing."""
    here = [other for other in act.claims.values() if other.id != claim.id and other.state in LIVE]
    mine = [other for other in here if (other.person_id, other.year) == (claim.person_id, claim.year)]
    found = [other for other in facts.of_the_year(claim) if other.id not in act.claims] + mine
    return sorted(found, key=attrgetter("submitted_at", "id"))


def _co_owners(act: Act, claim: SimpleNamespace) -> Iterator[int]:
    """What each claim of the same achievement by another person has of it, in hundredths.

    What is decided counts; what is only worked out counts for those that are submitted later, so that of two claims
    that wait one at least can be decided.
    """
    key = claim.achievement_key
    if key not in act.siblings:
        act.siblings[key] = facts.siblings([key]).get(key, [])
    for found in act.siblings[key]:
        other = act.claims.get(found.id, found)
        if other.person_id == claim.person_id or other.state not in TAKING or other.achievement_key != key:
            continue
        before = act.step in FILING or (other.submitted_at, other.id) < (claim.submitted_at, claim.id)
        yield units_so_far(other) if before else decided_units(other) or 0


def shared_achievements(act: Act) -> set[str]:
    """Achievements of its claims where all who share one have a most in common."""
    keyed = [claim for claim in act.claims.values() if claim.achievement_key]
    return {claim.achievement_key for claim in keyed if _shares(rules_of(act, claim), claim)}


def _shares(rules: RuleSet | None, claim: SimpleNamespace) -> bool:
    way = rules.ways.get(claim.kind) if rules else None
    return way is not None and shares_achievement(way)


def level_of(claim: Any, way: Way | None) -> str | None:
    """The level of the person's title, where the way asks for it: few do."""
    if way is None or not asks_for_level(way):
        return None
    person = facts.persons([claim.person_id]).get(claim.person_id)
    return person.now_title_level if person else None
