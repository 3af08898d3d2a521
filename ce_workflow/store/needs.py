"""What a year asks of somebody, and by which document: the one answer for every page and every trial.

By the rules in force for the person on the last day of the year, or today while it runs:
their need of the person's level of title, else their need, else what the year's row says
of everybody. Then pro rata, for what the unit has reduced.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import select

from ce_workflow.ledger.asked import Asked, of_the_year
from ce_workflow.ledger.reductions import Reduction
from ce_workflow.ledger.units import whole_units
from ce_workflow.rules.sets.in_force import Published, in_force
from ce_workflow.rules.sets.needs import need_for
from ce_workflow.rules.sets.shape import RuleSet
from ce_workflow.states.desks import CITY_BUREAU
from ce_workflow.store import facts, rule_sets
from ce_workflow.store.database import db
from ce_workflow.store.tables import Organisation, Person, Year
from ce_workflow.store.tables import Reduction as Row

ZERO = Decimal(0)
COLUMNS = (Row.person_id, Row.year, Row.reason, Row.from_day, Row.to_day, Row.document)


def asked_of(person_id: str, years: Sequence[Year], on: date) -> dict[int, Asked]:
    """What each of these years asks of the person."""
    [person] = facts.persons([person_id]).values()
    given = reductions(person_id)
    places, level = (person.now_department, person.now_district), person.now_title_level
    return {
        row.year: asked(row, rules_of(row.year, places, person.sets, on), level).reduced(given.get(row.year, []))
        for row in years
    }


def asked_by_unit(unit: Organisation, row: Year, on: date) -> RuleSet | None:
    """The rules by which the year asks something of the people of a unit."""
    return rules_of(row.year, (unit.department, unit.district), rule_sets.published(), on)


def rules_of(year: int, places: Sequence[str | None], sets: Iterable[Published], on: date) -> RuleSet | None:
    """The set in force for that year, sector over district over city."""
    found = in_force(sets, (*places, CITY_BUREAU), year, min(on, date(year, 12, 31)))
    return rule_sets.put_together(found.digest) if found else None


def asked(row: Year, rules: RuleSet | None, title_level: str | None) -> Asked:
    """What the year asks of whoever has this level of title, before anything is reduced."""
    plain = of_the_year(row.year, row)
    need = need_for(rules, title_level) if rules else None
    if rules is None or need is None:
        return plain
    asked_for = {"total": need.total, **need.minimum}
    units = {name: whole_units(asked_for.get(name, ZERO)) for name in plain.clauses}
    # A figure that the rules only repeat keeps its own clause: 30 public hours are the notice's.
    repeated = {name for name, found in units.items() if found == getattr(row, name)}
    clauses = {name: plain.clauses[name] if name in repeated else rules.cite(need.basis) for name in units}
    return Asked(row.year, units["public"], units["professional"], units["total"], clauses)


def reductions(person_id: str) -> dict[int, list[Reduction]]:
    """year -> the reductions of the person that hold."""
    found: dict[int, list[Reduction]] = {}
    for one in db.session.execute(_holding().where(Row.person_id == person_id)):
        found.setdefault(one.year, []).append(Reduction(*one[2:]))
    return found


def reductions_of_unit(unit: str, year: int) -> Mapping[str, list[Reduction]]:
    """Person -> the reductions of that year that hold, for everybody of the unit."""
    found: dict[str, list[Reduction]] = {}
    of_unit = _holding().join(Person, Person.id == Row.person_id).where(Person.unit == unit, Row.year == year)
    for one in db.session.execute(of_unit):
        found.setdefault(one.person_id, []).append(Reduction(*one[2:]))
    return found


def decided(person_id: str, year: int) -> Sequence[Any]:
    """Every reduction that was ever decided for the person and year, the oldest first, with the deciders' names."""
    by = select(Person.name).where(Person.id == Row.decided_by).scalar_subquery()
    asked_for = select(Row, by.label("by")).where(Row.person_id == person_id, Row.year == year)
    return db.session.execute(asked_for.order_by(Row.id)).all()


def _holding() -> Any:
    return select(*COLUMNS).where(Row.cancelled_at.is_(None)).order_by(Row.from_day, Row.id)
