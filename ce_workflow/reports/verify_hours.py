"""Is every claim's figure of hours still what it was worked out to be? Read only.

What a claim was submitted with is worked out again from what it pins: its answers, the version of the
rules, what others had taken of its caps, the day of filing, the level of the title, working days counted.
Credited hours never change because rules, the calendar, titles or other claims do; here that is proved,
claim by claim, in the memory of one. Of claims that were submitted before levels and days were kept, these are
found again in the trail and in the calendar as it is now.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, func, select

from ce_workflow.reports.reading import body_of, extra_of, one_state
from ce_workflow.reports.simulate import A_TIME, given_of
from ce_workflow.rules.case import computed
from ce_workflow.rules.sets.beside import unpack as unpack_beside
from ce_workflow.rules.sets.caps import shares_caps, unpack
from ce_workflow.rules.sets.evaluate import evaluate
from ce_workflow.rules.sets.facts import LEVEL
from ce_workflow.rules.sets.measures import CALENDAR
from ce_workflow.rules.sets.shape import RuleSet, Way
from ce_workflow.states.names import RETURNED, WITHDRAWN
from ce_workflow.store import rule_sets
from ce_workflow.store.calendar import calendar
from ce_workflow.store.database import db
from ce_workflow.store.rows import streamed
from ce_workflow.store.tables import Claim, Event, Person
from ce_workflow.trail.streams import PERSON, claim_stream, stream_of
from ce_workflow.working_days import Calendar

SHOWN = 20
"""Claims that differ which are named; beyond that they are only counted."""

UNREADABLE = (ValueError, TypeError, ArithmeticError, AttributeError)
"""What somebody's own text where something is pinned ends in."""

C = Claim.__table__.c
Advance = Callable[[int], None]


class Differs(NamedTuple):
    """A claim whose hours are not what follows from what it pins; `worked` None: nothing follows."""

    claim: int
    kept: int | None
    worked: int | None


@dataclass
class Verified:
    """What was found. `changed` were sent back and are worked out anew when they are submitted again."""

    claims: int = 0
    changed: int = 0
    count: int = 0
    differing: list[Differs] = field(default_factory=list)

    @property
    def holds(self) -> bool:
        return not self.count


def count_submitted(year: int | None) -> int:
    """How many claims there are that were ever submitted."""
    return db.session.scalar(select(func.count()).select_from(Claim.__table__).where(*_which(year))) or 0


def verify(year: int | None, advance: Advance = lambda _: None) -> Verified:
    """Every claim that was ever submitted (of one year), in one state of the database."""
    one_state()
    found, days = Verified(), calendar()
    whole: dict[str | None, RuleSet | None] = {None: None}
    for row in streamed(_asked(year)):
        found.claims += 1
        if row.rule_version not in whole:
            whole[row.rule_version] = rule_sets.whole(row.rule_version)
        _look_at(row, whole[row.rule_version], days, found)
        if not found.claims % A_TIME:
            advance(A_TIME)
    advance(found.claims % A_TIME)
    return found


def _which(year: int | None) -> list[ColumnElement[bool]]:
    return [C.submitted_at.is_not(None), *([] if year is None else [C.year == year])]


def _asked(year: int | None) -> Any:
    columns = (C.id, C.person_id, C.kind, C.state, C.fields, C.filed_on, C.submitted_at, C.units_computed)
    pinned = (C.rule_version, C.used, C.told, Person.title_level)
    return select(*columns, *pinned).join(Person, Person.id == C.person_id).where(*_which(year)).order_by(C.id)


def _look_at(row: Any, rules: RuleSet | None, days: Calendar, found: Verified) -> None:
    worked = _again(row, rules, days, row.title_level)
    if worked == row.units_computed:
        return
    if row.state in (RETURNED, WITHDRAWN) and _edited_since(row.id):
        found.changed += 1
        return
    if rules is not None:
        worked = _again(row, rules, days, _level_then(row))
        if worked == row.units_computed:
            return
    found.count += 1
    if len(found.differing) < SHOWN:
        found.differing.append(Differs(row.id, row.units_computed, worked))


def _again(row: Any, rules: RuleSet | None, days: Calendar, level: str | None) -> int | None:
    """The hours that follow, 0 where none are worked out; None where what is pinned cannot be, or is not there."""
    if rules is None:
        return 0 if row.rule_version is None and row.used is None else None
    way = rules.ways.get(row.kind)
    used = _used(row.used, way)
    if used is None:
        return None
    if way is None:
        return 0
    try:
        beside = {LEVEL: level, CALENDAR: days} if row.told is None else unpack_beside(row.told)
        return computed(evaluate(rules, way, given_of(row, beside), used)) or 0
    except UNREADABLE:
        return None


def _used(kept: str | None, way: Way | None) -> dict[str, Any] | None:
    """What was gone of its caps; a claim keeps that if its way shares any, and only then."""
    shares = way is not None and shares_caps(way)
    if shares != (kept is not None):
        return None
    try:
        return unpack(kept) or {}
    except UNREADABLE:
        return None


def _edited_since(claim_id: int) -> bool:
    """Was it changed after it was last submitted?"""
    asked = select(Event.action).where(Event.stream == claim_stream(claim_id), Event.action.in_(("submit", "edit")))
    return db.session.scalar(asked.order_by(Event.seq.desc()).limit(1)) == "edit"


def _level_then(row: Any) -> str | None:
    """The level of the person's title when the claim was submitted: by the last event of theirs before that."""
    asked = select(Event.body).where(Event.stream == stream_of(PERSON, row.person_id), Event.at <= row.submitted_at)
    for event in db.session.execute(asked.order_by(Event.seq.desc())):
        extra = extra_of(body_of(event))
        if "quality_talent" in extra:  # of every event that tells the person
            return str(extra["title_level"]) if "title_level" in extra else None
    return None
