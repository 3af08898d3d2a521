"""Reference data: organisations, years and themes, loaded as often as one likes.

What is new is added, what differs is changed and named, each with an event on the
stream of the organisation or year, which says the whole row as it then is. A reload of
the packaged data leaves alone what somebody has changed by hand since, such as the
closing day of a year.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import String, Table, bindparam, cast, literal, select, update

from ce_workflow.acts.enrol import may_appoint
from ce_workflow.acts.record import Codes, begin, record
from ce_workflow.people.actor import Actor
from ce_workflow.store.database import db
from ce_workflow.store.rows import insert_rows
from ce_workflow.store.tables import Event, Theme, Year
from ce_workflow.store.write import HEADED
from ce_workflow.trail.said import TELLING, of_reference, of_themes
from ce_workflow.trail.streams import stream_of

LOAD, CHANGE = "load", "change"
"""What an event says: loaded from the packaged data, or changed by an act of somebody."""


@dataclass
class Loaded:
    """What a load did: keys of new rows, what changed about others, what differs but was left alone."""

    new: list[str] = field(default_factory=list)
    changed: dict[str, tuple[str, ...]] = field(default_factory=dict)
    left: dict[str, tuple[str, ...]] = field(default_factory=dict)
    unchanged: int = 0


def organisations(
    rows: Sequence[Mapping[str, Any]], actor: Actor, *, at: datetime, request_id: str, action: str = CHANGE
) -> Loaded:
    """Add or change organisations: rows of `code`, `kind`, `name` and any other columns, authorities first."""
    may_appoint(actor, at)
    return put("org", rows, actor, at=at, request_id=request_id, action=action)


def years(
    rows: Sequence[Mapping[str, Any]], actor: Actor, *, at: datetime, request_id: str, action: str = CHANGE
) -> Loaded:
    """Add or change years: rows of `year` and any other columns; needs are hundredths of hours."""
    may_appoint(actor, at)
    return put("year", rows, actor, at=at, request_id=request_id, action=action)


def themes(
    wanted: Sequence[tuple[int, str, str]], actor: Actor, *, at: datetime, request_id: str
) -> list[tuple[int, str, str]]:
    """Add themes: (year, theme, class of platforms), 三(一); returns those that were not there.

    A year whose themes somebody has set by hand is left alone.
    """
    may_appoint(actor, at)
    asked = select(Year.year).where(Year.year.in_({year for year, _, _ in wanted})).order_by(Year.year)
    db.session.execute(
        asked.with_for_update(key_share=True)
    )  # two loads of themes take turns: the event says all of the year
    rows = db.session.execute(select(Theme.year, Theme.theme, Theme.platform_class))
    there = {(year, theme, platforms) for year, theme, platforms in rows}
    mine = {year for year, _, _ in wanted if _set_by_hand(year)}
    new = [theme for theme in dict.fromkeys(wanted) if theme not in there and theme[0] not in mine]
    insert_rows(Theme.__table__, [dict(zip(("year", "theme", "platform_class"), theme, strict=True)) for theme in new])
    happened: dict[int, tuple[str, Codes]] = {
        year: ("add_themes", of_themes(rest for of, *rest in there | set(new) if of == year)) for year, _, _ in new
    }
    record("year", happened, actor, at=at, request_id=request_id)
    return new


def _set_by_hand(year: int) -> bool:
    stream = stream_of("year", year)
    asked = select(Event.seq).where(Event.stream == stream, Event.action == "set_themes").limit(1)
    return db.session.scalar(asked) is not None


def put(
    kind: str,
    rows: Sequence[Mapping[str, Any]],
    actor: Actor,
    *,
    at: datetime,
    request_id: str,
    action: str,
    more: Codes | None = None,
) -> Loaded:
    """Add or change the rows, for whoever was found to be allowed to; their events say `more` besides the row."""
    table, key = HEADED[kind]
    asked = select(table).where(table.c[key].in_([row[key] for row in rows])).order_by(table.c[key])
    there = {row[key]: row for row in db.session.execute(asked.with_for_update(key_share=True)).mappings()}
    done, new, changed = Loaded(), [], []
    for row in rows:
        known = there.get(row[key])
        if known is None:
            new.append(dict(row))
            done.new.append(str(row[key]))
        elif what := tuple(name for name, value in row.items() if known[name] != value):
            changed.append((row, what))
        else:
            done.unchanged += 1
    touched = _touched(kind, table, key, [row[key] for row, _ in changed]) if action == LOAD else set()
    done.left = {str(row[key]): what for row, what in changed if row[key] in touched}
    changed = [(row, what) for row, what in changed if row[key] not in touched]
    done.changed = {str(row[key]): what for row, what in changed}
    _add(kind, table, new, actor, at=at, request_id=request_id, action=action)
    for row, what in changed:
        values = {name: row[name] for name in what}
        db.session.connection().execute(
            update(table).where(table.c[key] == bindparam("of")).values(values), {"of": row[key]}
        )
    happened: dict[Any, tuple[str, Codes]] = {
        row[key]: (action, of_reference(kind, {**there[row[key]], **row}) | dict(more or {})) for row, _ in changed
    }
    record(kind, happened, actor, at=at, request_id=request_id)
    return done


def _touched(kind: str, table: Table, key: str, keys: Sequence[Any]) -> set[Any]:
    """The keys of rows that somebody has changed by an act since; themes that were added change no row."""
    stream = literal(f"{kind}:") + cast(table.c[key], String)
    asked = select(table.c[key]).join(Event, Event.stream == stream)
    acts = [action for action in TELLING[kind] if action != LOAD]
    return set(db.session.scalars(asked.where(table.c[key].in_(list(keys)), Event.action.in_(acts))))


def _add(
    kind: str,
    table: Table,
    rows: list[dict[str, Any]],
    actor: Actor,
    *,
    at: datetime,
    request_id: str,
    action: str,
) -> None:
    """New rows with the first event of their streams; rows may refer to those before them."""
    begin(kind, [(row, action, of_reference(kind, row)) for row in rows], actor, at=at, request_id=request_id)
    names = list(dict.fromkeys(name for row in rows for name in row))
    plain = [{name: _plain(row.get(name)) for name in names} for row in rows]
    insert_rows(table, plain)


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
