"""The questions that acts ask before anything is decided, put together once.

One question a step reads the claims with all that the step has to know, so that an act
is one way to the database and one way back; `store.facts` asks them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import (
    BigInteger,
    BindParameter,
    ColumnElement,
    CompoundSelect,
    Integer,
    String,
    bindparam,
    cast,
    func,
    literal,
    select,
    text,
    union_all,
)
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import aliased

from ce_workflow.kinds import KINDS
from ce_workflow.states.desks import CITY_BUREAU
from ce_workflow.states.names import LIVE
from ce_workflow.store.database import Moment
from ce_workflow.store.people import held
from ce_workflow.store.prepared import Among, Prepared
from ce_workflow.store.tables import Claim, Event, Evidence, Grant, Organisation, Person, RuleSet, Year
from ce_workflow.store.tables.rule_sets import PUBLISHED

C = Claim.__table__.c
G = Grant.__table__.c
E = Event.__table__.c
D = Evidence.__table__.c
P = Person.__table__.c
S = RuleSet.__table__.c

YEAR_COLUMNS = ("total", "public", "professional", "opens_on", "filing_closes_on", "deciding_closes_on", "locked_on")

_AT: BindParameter[Any] = bindparam("at", None, type_=Moment)


def _list(column: Any) -> ColumnElement[Any]:
    return func.aggregate_strings(column, "\n")


_GRANTED = (
    select(_list(G.scope))
    .where(G.user_id == bindparam("user_id", None), G.role == bindparam("role", None), held(_AT))
    .scalar_subquery()
    .label("granted")
)

_DEEDS = (
    select(_list(cast(E.seq, String) + ":" + E.action + ":" + E.actor_role + ":" + E.actor_person_id))
    .where(E.stream == literal("claim:") + cast(C.id, String), E.actor_person_id.is_not(None))
    .correlate(Claim.__table__)
    .scalar_subquery()
    .label("deeds")
)

_PIECES = (
    select(_list(Evidence.piece + ":" + Evidence.original_sha256))
    .where(Evidence.claim_id == C.id, Evidence.dropped_version.is_(None))
    .correlate(Claim.__table__)
    .scalar_subquery()
    .label("pieces")
)


def _employment() -> tuple[list[Any], Any]:
    """Columns and joins of the person's unit and of the authorities whose measures it follows."""
    unit, department = aliased(Organisation, name="u"), aliased(Organisation, name="d")
    district, city = aliased(Organisation, name="x"), aliased(Organisation, name="m")
    columns = [
        unit.code.label("now_unit"),
        unit.department.label("now_department"),
        func.coalesce(unit.district, department.district).label("now_district"),
        func.coalesce(department.route, district.route, city.route).label("now_route"),
        func.coalesce(department.notice_days, district.notice_days, city.notice_days).label("now_notice_days"),
        Person.title_level.label("now_title_level"),
    ]

    def join(source: Any) -> Any:
        return (
            source.outerjoin(unit, unit.code == Person.unit)
            .outerjoin(department, department.code == unit.department)
            .outerjoin(district, district.code == func.coalesce(unit.district, department.district))
            .outerjoin(city, city.code == CITY_BUREAU)
        )

    return columns, join


def _holders_at(codes: Sequence[Any]) -> ColumnElement[Any]:
    """Who holds which role at these organisations, and at the city bureau."""
    return (
        select(_list(G.role + ":" + G.scope + ":" + G.person_id))
        .where(G.scope.in_([*codes, literal(CITY_BUREAU)]), held(_AT))
        .scalar_subquery()
        .label("holders")
    )


def _sets_at(codes: Sequence[Any]) -> ColumnElement[Any]:
    """The rule sets that these authorities and the city have published."""
    parts = (S.authority, S.year, S.version, S.in_force_from, func.coalesce(cast(S.in_force_to, String), ""), S.digest)
    line: ColumnElement[str] = cast(parts[0], String)
    for part in parts[1:]:
        line = line + "|" + cast(part, String)
    return (
        select(_list(line))
        .where(S.authority.in_([*codes, literal(CITY_BUREAU)]), S.state == PUBLISHED)
        .scalar_subquery()
        .label("sets")
    )


def _claims(
    more: Sequence[Any] = (), *, employment: bool = False, holders: bool = False, sets: bool = False
) -> Prepared:
    columns, join = _employment()
    codes = [column.element for column in columns[:3]] if employment else [C.unit, C.department, C.district]
    source: Any = Claim.__table__.outerjoin(Year.__table__, Year.__table__.c.year == C.year)
    if employment:
        source = join(source.join(Person.__table__, Person.id == C.person_id))
    asked = select(
        *C,
        *(Year.__table__.c[name].label(f"year_{name}") for name in YEAR_COLUMNS),
        _GRANTED,
        _DEEDS,
        *(columns if employment else ()),
        *([_holders_at(codes)] if holders else ()),
        *([_sets_at(codes[1:])] if sets else ()),
        *more,
    )
    return Prepared(asked.select_from(source).where(Among(C.id, "ids")))


_PLACING = _claims(holders=True)
CLAIMS = {
    "decide": _claims(),
    "edit": _claims([_PIECES], sets=True),
    "submit": _claims([_PIECES], employment=True, holders=True, sets=True),
    "review": _PLACING,
    "appeal": _PLACING,
    "overturn": _PLACING,
    "reroute": _PLACING,
}
"""By step, `decide` for every other one: claims with grants, year and deeds.

Beside it for `edit` and `submit` the pieces of evidence and the rule sets, for `submit` the employment,
for steps after which the claim waits at a desk those who hold roles at its desks.
"""

LOCK = Prepared(select(C.id).where(Among(C.id, "ids")).order_by(C.id).with_for_update())
GRANTED = Prepared(select(_GRANTED))
HOLDERS = Prepared(select(G.role, G.scope, G.person_id).where(Among(G.scope, "scopes"), held(_AT)))

LIVE_STATES = text("state IN (" + ",".join(f"'{name}'" for name in LIVE) + ")")  # spelt as in the partial index
SIBLINGS = Prepared(
    select(
        *(C.id, C.person_id, C.rank, C.achievement_key),
        *(C.state, C.submitted_at, C.units_computed, C.units_reviewed, C.units_recognised),
    ).where(Among(C.achievement_key, "keys"), LIVE_STATES)
)


def _alike() -> CompoundSelect[Any]:
    """Claims but for one that have something in common with it: days, title, files, certificate."""
    this: dict[str, Any] = {
        name: bindparam(name, None, type_=C[name].type)
        for name in ("id", "person_id", "year", "kind", "title", "started_on", "ended_on", "certificate_key")
    }
    other = C.id != this["id"]
    mine = (C.person_id == this["person_id"], other)
    lasting = tuple(kind.code for kind in KINDS.values() if kind.span)
    same_files = select(D.original_sha256).where(D.claim_id == this["id"], D.dropped_version.is_(None))
    having = select(D.claim_id).where(D.original_sha256.in_(same_files), D.dropped_version.is_(None))
    columns = (C.id, C.person_id, C.state)
    return union_all(
        select(*columns, literal("days").label("what")).where(
            *mine,
            C.kind.in_(lasting),
            this["kind"].in_(lasting),
            C.started_on <= this["ended_on"],
            C.ended_on >= this["started_on"],
        ),
        select(*columns, literal("title").label("what")).where(
            *mine, *(C[name] == this[name] for name in ("kind", "year", "title"))
        ),
        select(*columns, literal("file").label("what")).where(C.id.in_(having), other),
        select(*columns, literal("certificate").label("what")).where(
            C.certificate_key == this["certificate_key"], other
        ),
    )


ALIKE = Prepared(_alike())
EVIDENCE = Prepared(
    select(D.id, D.claim_id, D.piece, D.name, D.media_type, D.size, D.sha256, D.original_sha256)
    .where(Among(D.claim_id, "ids"), D.dropped_version.is_(None))
    .order_by(D.id)
)


class _NextId(ColumnElement[int]):
    """The id that a claim inserted next may have."""

    inherit_cache = True
    type = BigInteger()


@compiles(_NextId, "postgresql")
def _drawn(*_: Any, **__: Any) -> str:
    return "nextval(pg_get_serial_sequence('ce_claim', 'id'))"


@compiles(_NextId, "sqlite")
def _counted(*_: Any, **__: Any) -> str:
    return "(SELECT coalesce(max(id), 0) + 1 FROM ce_claim)"  # whoever inserts has the write lock by now


def _persons(*more: Any) -> Prepared:
    columns, join = _employment()
    sets = _sets_at([column.element for column in columns[1:3]])
    return Prepared(select(P.id, *columns, sets, *more).select_from(join(Person.__table__)).where(Among(P.id, "ids")))


PERSONS = _persons()
BEGINNING = _persons(_GRANTED, _NextId().label("next_id"))
NEXT_ID = Prepared(select(_NextId().label("id")))
NEXT_IDS = Prepared(
    select(_NextId().label("id")).select_from(func.generate_series(1, bindparam("count", None, type_=Integer)))
)
"""Of PostgreSQL alone, where ids are drawn."""
