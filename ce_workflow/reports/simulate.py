"""A rule set tried on the claims of a year: what they would come to under it, beside what they have. Read only.

The claims stream by in the order of persons and of submission, out of one state of the
database; of a person's claims each leaves less of the caps that it shares to the next.
Only sums, tables and the largest differences are kept, so that a million claims need
the memory of one person. Where the set has a most for all who share an achievement, those of them
who claim one that others claim too follow in the order of submission alone, and need the memory of their
caps. Traces are put into words for the largest alone.
"""

from __future__ import annotations

import heapq
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from itertools import groupby
from operator import attrgetter
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, and_, case, func, or_, select, true

from ce_workflow.kinds import KINDS
from ce_workflow.kinds.fields import load
from ce_workflow.ledger.units import to_hours, units_so_far
from ce_workflow.reports.reading import one_state
from ce_workflow.reports.simulated import LARGEST, Difference, Figures, Simulated
from ce_workflow.rules.case import computed, told
from ce_workflow.rules.sets import explain
from ce_workflow.rules.sets.asked import names_of
from ce_workflow.rules.sets.beside import unpack as unpack_beside
from ce_workflow.rules.sets.caps import shares_achievement, shares_caps, spend, takes, together_key, unpack
from ce_workflow.rules.sets.evaluate import evaluate
from ce_workflow.rules.sets.explain import Explained
from ce_workflow.rules.sets.facts import LEVEL
from ce_workflow.rules.sets.measures import CALENDAR
from ce_workflow.rules.sets.shape import RuleSet
from ce_workflow.rules.sets.trace import Used
from ce_workflow.states.names import CREDITED, LIVE, TAKING
from ce_workflow.store import rule_sets
from ce_workflow.store.calendar import calendar
from ce_workflow.store.database import db
from ce_workflow.store.organisations import placed
from ce_workflow.store.rows import streamed
from ce_workflow.store.tables import Claim, Organisation, Person
from ce_workflow.working_days import Calendar

A_TIME = 1000
"""Claims after which it is said how far it is."""

C = Claim.__table__.c
HOLDING = (C.state.in_(LIVE), C.submitted_at.is_not(None))
"""Claims that hold, be it that they were sent back."""
Advance = Callable[[int], None]


class Held(NamedTuple):
    """A difference that is among the largest so far; `used` is what was gone of its caps."""

    apart: int
    before_others: int
    row: Any
    after: int
    used: dict[str, Used]


def in_reach(authority: str, year: int) -> ColumnElement[bool]:
    """The claims of the year that hold, which this authority's set speaks for: those of narrower ones have their own.

    An authority's set speaks for years without one too, so that it is asked for a set at all.
    """
    narrower = sorted({one.authority for one in rule_sets.published()} - {authority})
    mine: dict[str, list[ColumnElement[bool]]] = {
        "department": [C.department == authority],
        "district": [C.district == authority, _none_of(C.department, narrower)],
        "city": [_none_of(C.department, narrower), _none_of(C.district, narrower)],
    }
    kind = getattr(placed(authority), "kind", "")
    return and_(C.year == year, *HOLDING, *mine[kind])


def _none_of(column: ColumnElement[Any], codes: list[str]) -> ColumnElement[bool]:
    return func.coalesce(column, "").not_in(codes) if codes else true()


def count_claims(authority: str, year: int) -> int:
    """How many claims there are to try it on."""
    return db.session.scalar(select(func.count()).select_from(Claim.__table__).where(in_reach(authority, year))) or 0


def simulate(rules: RuleSet, digest: str, year: int, *, at: datetime, advance: Advance = lambda _: None) -> Simulated:
    """Every claim of the year in reach of the set's authority, worked out by the set; `advance` is told how many."""
    one_state()
    work = _Work(rules, Simulated(rules.version, digest, rules.authority, year, at))
    reach = in_reach(rules.authority, year)
    everybody, of_the_year = _asked(reach), C.year == year
    apart = everybody.where(of_the_year, C.person_id.in_(select(C.person_id).where(reach)))
    if work.achievements:
        shared = _shared(work.achievements, year)
        sharers = select(C.person_id).where(*HOLDING, of_the_year, *shared)
        apart = apart.where(C.person_id.not_in(sharers))
        linked = everybody.where(or_(and_(of_the_year, C.person_id.in_(sharers)), and_(C.year != year, *shared)))
        work.sharers(_counted(streamed(linked.order_by(C.submitted_at, C.id)), advance))
    in_order = streamed(apart.order_by(C.person_id, C.submitted_at, C.id))
    for _, claims in groupby(_counted(in_order, advance), key=attrgetter("person_id")):
        work.person(list(claims))
    work.found.largest = tuple(_differences(rules, sorted(work.largest, reverse=True), work.days))
    return work.found


def _asked(reach: ColumnElement[bool]) -> Any:
    """The claims that hold, be they in reach or not: caps of a year are shared by all of a person's."""
    columns = (C.id, C.person_id, C.year, C.kind, C.state, C.fields, C.unit, C.department, C.district, C.filed_on)
    hours = (C.units_computed, C.units_reviewed, C.units_recognised)
    inside = case((reach, 1), else_=0).label("inside")
    asked = select(*columns, *hours, C.achievement_key, Person.title_level, inside)
    return asked.join(Person, Person.id == C.person_id).where(*HOLDING)


def _shared(kinds: Iterable[str], year: int) -> tuple[ColumnElement[bool], ...]:
    """Claims of these kinds whose achievement is claimed more than once, and for that year too.

    Of whatever year they are, as in the acts: the whole is that of the achievement.
    """
    of_kinds = C.kind.in_(sorted(kinds))
    keys = select(C.achievement_key).where(*HOLDING, of_kinds, C.achievement_key.is_not(None))
    of_it = func.sum(case((C.year == year, 1), else_=0))
    return of_kinds, C.achievement_key.in_(keys.group_by(C.achievement_key).having(func.count() > 1, of_it > 0))


def _counted(rows: Iterable[Any], advance: Advance) -> Iterator[Any]:
    """The rows; `advance` is told of those in reach, which are the ones that `count_claims` counts."""
    number = 0
    for row in rows:
        number += row.inside
        if number == A_TIME:
            advance(number)
            number = 0
        yield row
    advance(number)


class _Work:
    """The set at work on one person after another."""

    def __init__(self, rules: RuleSet, found: Simulated) -> None:
        self.rules, self.found = rules, found
        self.sharing = {name for name, way in rules.ways.items() if shares_caps(way)}
        self.achievements = {name for name, way in rules.ways.items() if shares_achievement(way)}
        self.sectors, self.days = _sectors(), calendar()
        self.largest: list[Held] = []

    def person(self, claims: list[Any]) -> None:
        """All claims of one person and year, in the order of their submission."""
        used: dict[str, Used] = {}
        for row in claims:
            self._claim(row, used, spends=len(claims) > 1)

    def sharers(self, claims: Iterable[Any]) -> None:
        """Claims of persons who share achievements, in the order of their submission, whosever they are.

        Those of another year are not worked out: they have what they have.
        """
        of_person: dict[str, dict[str, Used]] = {}
        together: dict[str, Used] = {}
        for row in claims:
            used = of_person.setdefault(row.person_id, {})
            key = together_key(row.achievement_key)
            if row.year != self.found.year:
                if row.state in TAKING:
                    spend(together, "", {key: to_hours(units_so_far(row))})
                continue
            if key in together:
                used[key] = Used(together[key].hours)  # whose claims they are stays unsaid
            self._claim(row, used)
            if key in used and row.state in TAKING:
                together[key] = used[key]

    def _claim(self, row: Any, used: dict[str, Used], *, spends: bool = True) -> None:
        """One claim worked out, less what is `used` of its caps; what it takes of them is used then."""
        way = self.rules.ways.get(row.kind)
        given = given_of(row, as_it_is(row, self.days))
        result = evaluate(self.rules, way, given, used) if way and row.inside else None
        if row.inside:
            self._add(row, computed(result) or 0, used)
        if way is None or not spends or row.kind not in self.sharing:
            return
        hours = result.hours if result else to_hours(units_so_far(row))
        if hours:
            spend(used, str(row.id), takes(way, given, hours, used))

    def _add(self, row: Any, after: int, used: dict[str, Used]) -> None:
        then = row.units_computed or 0
        if row.state != CREDITED:
            self.found.under_way.add(then, after, then)
            return
        before = row.units_recognised or 0
        self.found.credited.add(before, after, then)
        sector = self.sectors.get(row.unit) or self.sectors.get(row.department)
        codes = (sector, row.department, row.district, row.title_level, row.kind)
        for table, code in zip(self.found.tables.values(), codes, strict=True):
            if (figures := table.get(code or "")) is None:
                figures = table[code or ""] = Figures()
            figures.add(before, after, then)
        self._hold(abs(after - before), row, after, used)

    def _hold(self, apart: int, row: Any, after: int, used: dict[str, Used]) -> None:
        """Keep it if it is among the largest; of those that are alike, the one with the lower number."""
        full = len(self.largest) == LARGEST
        if not apart or (full and (apart, -row.id) < self.largest[0][:2]):
            return
        held = Held(apart, -row.id, row, after, dict(used))
        if full:
            heapq.heapreplace(self.largest, held)
        else:
            heapq.heappush(self.largest, held)


def given_of(row: Any, beside: Mapping[str, Any]) -> dict[str, Any]:
    """What is known of a claim: its answers, the day of filing, and what there is beside them."""
    kind = KINDS[row.kind]
    return told(kind, load(kind, json.loads(row.fields)), row.filed_on, beside)


def as_it_is(row: Any, days: Calendar) -> dict[str, Any]:
    """What there is beside the answers today: the level of the person's title, and working days."""
    return {LEVEL: row.title_level, CALENDAR: days}


def _sectors() -> dict[str | None, str | None]:
    """Unit or department -> its sector; a unit that has none has that of its department."""
    o = Organisation
    rows = db.session.execute(select(o.code, o.sector, o.department).where(o.kind.in_(("unit", "department")))).all()
    own = {row.code: row.sector for row in rows}
    return {row.code: row.sector or own.get(row.department) for row in rows}


def _differences(rules: RuleSet, largest: Iterable[Held], days: Calendar) -> Iterator[Difference]:
    for _, _, row, after, used in largest:
        asked = select(C.rule_version, C.used, C.told).where(C.id == row.id)
        pinned = db.session.execute(asked).one()
        today = as_it_is(row, days)
        beside = today if pinned.told is None else unpack_beside(pinned.told)
        then = _lines(rule_sets.whole(pinned.rule_version), row, unpack(pinned.used) or {}, beside)
        now = _lines(rules, row, used, today)
        yield Difference(row.id, row.kind, row.units_recognised or 0, after, row.units_computed or 0, then, now)


def _lines(rules: RuleSet | None, row: Any, used: dict[str, Used], beside: Mapping[str, Any]) -> tuple[Explained, ...]:
    """How its hours come about under the set, in words; nothing where the set does not know it."""
    way = rules.ways.get(row.kind) if rules else None
    if rules is None or way is None:
        return ()
    return tuple(explain.explained(rules, evaluate(rules, way, given_of(row, beside), used), names_of(way)))
