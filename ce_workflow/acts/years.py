"""The city edits a year: its days, what it asks for, its themes; one event each, which says all of it.

Who may, and in which state of the year, stands in the rows of `states.years`. A day that has passed is
moved by `acts.reopening` alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from itertools import pairwise
from types import SimpleNamespace
from typing import Any

from sqlalchemy import delete

from ce_workflow import clock
from ce_workflow.acts import reference
from ce_workflow.acts.record import record
from ce_workflow.errors import Finding, Moved, NotFound, RoleNeeded, RulesBroken
from ce_workflow.kinds.fields import FIRST_YEAR, LAST_YEAR
from ce_workflow.kinds.texts import clean, is_blank, refused_characters
from ce_workflow.people.actor import Actor
from ce_workflow.people.roles import SYSTEM
from ce_workflow.states.years import (
    BY_NAME,
    CLOSING,
    DAY_LABELS,
    DAYS,
    LABELS,
    NEEDS,
    STEP_LABELS,
    Step,
    setting,
    state_of,
)
from ce_workflow.store import facts, years
from ce_workflow.store.database import db
from ce_workflow.store.rows import insert_rows
from ce_workflow.store.tables import Theme
from ce_workflow.trail.said import of_themes
from ce_workflow.words import N_, Text

LONGEST_THEME = 100
PLATFORM_CLASSES = {
    "provincial_platform": N_("the provincial platform"),
    "municipal_base": N_("the platform of a base"),
}
"""Who may teach public subjects, 三(一): the platform that the province names, and the bases of the city."""

Values = Mapping[str, Any]
OfPlatforms = tuple[str, str]
"""A theme and the class of platforms that may teach it."""


def may_take(step: Step, actor: Actor, at: datetime) -> None:
    """Raises RoleNeeded unless the actor takes this step of a year at `at`; the operator may take what one may."""
    operator = actor.role == SYSTEM and SYSTEM in step.roles
    if not operator and (actor.role not in step.roles or facts.granted(actor, at) is None):
        raise RoleNeeded


def open_year(number: int, values: Values, actor: Actor, *, at: datetime, request_id: str) -> None:
    """A new year with its days and needs (hundredths). Raises RoleNeeded, RulesBroken."""
    may_take(BY_NAME["open_year"], actor, at)
    if years.one(number) is not None:
        text = Text(N_("The year %(year)s is there already. Change it on its own page."), year=str(number))
        raise RulesBroken([Finding("year_there", text, field="year")])
    row: dict[str, Any] = dict.fromkeys((*DAYS, *NEEDS)) | dict(values)
    found = [*_against_number(number), *_against_missing(row)]
    if found := found or [*against_days(row, {name: row[name] for name in CLOSING}, at), *_against_needs(row)]:
        raise RulesBroken(found)
    reference.put("year", [{"year": number, **row}], actor, at=at, request_id=request_id, action="open_year")


def change(
    number: int, values: Values, actor: Actor, *, at: datetime, request_id: str, seen: int | None = None
) -> tuple[str, ...]:
    """Set columns of the year; returns those that changed. One event: of the step, or of a change by several.

    `seen`: the number of the year's last event when it was read. Raises NotFound, RoleNeeded, Moved, RulesBroken.
    """
    for name in values:
        may_take(setting(name), actor, at)
    row = to_change(number, seen)
    changed = {name: value for name, value in values.items() if getattr(row, name) != value}
    if not changed:
        return ()
    steps = tuple(dict.fromkeys(setting(name) for name in changed))
    after = dict(row._mapping) | changed
    if found := [f for step in steps for f in against_state(step, row, at)]:
        raise RulesBroken(found)
    if found := list(_against_missing(after)) or [*against_days(after, changed, at), *_against_needs(after)]:
        raise RulesBroken(found)
    action = steps[0].name if len(steps) == 1 else reference.CHANGE
    reference.put("year", [{"year": number, **changed}], actor, at=at, request_id=request_id, action=action)
    return tuple(changed)


def add_theme(
    number: int,
    theme: OfPlatforms,
    actor: Actor,
    *,
    at: datetime,
    request_id: str,
    seen: int | None = None,
) -> None:
    """A theme that a class of platforms may teach in the year from now on. Raises as `change` does."""
    there, new = _themes_to_change(number, actor, at, seen), (clean(theme[0]), theme[1])
    if found := list(_against_theme(new, there)):
        raise RulesBroken(found)
    insert_rows(Theme.__table__, [{"year": number, "theme": new[0], "platform_class": new[1]}])
    _say_themes(number, {*there, new}, actor, at=at, request_id=request_id)


def remove_theme(
    number: int,
    theme: OfPlatforms,
    actor: Actor,
    *,
    at: datetime,
    request_id: str,
    seen: int | None = None,
) -> None:
    """The class of platforms may not teach it any more; what was credited stays. Raises as `change` does."""
    there = _themes_to_change(number, actor, at, seen)
    if theme not in there:
        raise NotFound
    mine = (Theme.year == number, Theme.theme == theme[0], Theme.platform_class == theme[1])
    db.session.execute(delete(Theme).where(*mine))
    _say_themes(number, {*there} - {theme}, actor, at=at, request_id=request_id)


def to_change(number: int, seen: int | None) -> Any:
    """The row, which nobody else changes meanwhile; raises NotFound, and Moved where it is not as it was seen."""
    row = years.one(number, lock=True)
    if row is None:
        raise NotFound
    if seen is not None and row.seq != seen:
        raise Moved(what=Text(N_("Year %(year)s"), year=str(number)))
    return row


def against_state(step: Step, row: Any, at: datetime) -> Iterator[Finding]:
    """The year is in a state in which this step may be taken; what has passed is reopened first."""
    state = state_of(row, clock.day_of(at))
    if state in step.sources:
        return
    says = N_("“%(step)s” is not possible: the year %(year)s is “%(state)s”. Ask for it to be reopened first.")
    if step.name == "open_year":
        says = N_("“%(step)s” is not possible: the year %(year)s is “%(state)s”, and stays opened.")
    params = {"step": Text(STEP_LABELS[step.name]), "year": str(row.year), "state": Text(LABELS[state])}
    yield Finding("not_in_this_state", Text(says, **params), field=step.asks[0])


def against_days(row: Values, changed: Values, at: datetime) -> Iterator[Finding]:
    """The days come in order, and none that is set now has passed."""
    today = clock.day_of(at)
    for name in CLOSING:
        if (on := changed.get(name)) is not None and on < today:
            text = N_("%(day)s: %(on)s has passed. Write today or a later day.")
            yield Finding("day_passed", Text(text, day=Text(DAY_LABELS[name]), on=on), field=name)
    for first, then in pairwise(name for name in DAYS if row[name] is not None):
        if row[then] < row[first]:
            text = N_("%(then)s: the day has to be %(on)s (%(first)s) or a later one.")
            params = {"then": Text(DAY_LABELS[then]), "first": Text(DAY_LABELS[first]), "on": row[first]}
            yield Finding("days_not_in_order", Text(text, **params), field=then)


def as_days(row: Values) -> Any:
    """The days as the states of a year read them."""
    return SimpleNamespace(**{name: row[name] for name in DAYS})


def _against_number(number: int) -> Iterator[Finding]:
    if not FIRST_YEAR <= number <= LAST_YEAR:
        text = Text(N_("Write a year from %(first)s to %(last)s."), first=str(FIRST_YEAR), last=str(LAST_YEAR))
        yield Finding("no_such_year", text, field="year")


def _against_missing(row: Values) -> Iterator[Finding]:
    if row["opens_on"] is None:
        yield Finding("day_missing", Text(N_("Write the day from which claims can be filed.")), field="opens_on")
    for name in NEEDS:
        if row[name] is None:
            yield Finding("need_missing", Text(N_("Write how many hours the year asks for.")), field=name)


def _against_needs(row: Values) -> Iterator[Finding]:
    if row["public"] + row["professional"] > row["total"]:
        text = N_("Hours in all: at least what public and professional subjects make together.")
        yield Finding("total_too_small", Text(text), field="total")


def _against_theme(new: OfPlatforms, there: list[OfPlatforms]) -> Iterator[Finding]:
    theme, platform_class = new
    if is_blank(theme) or len(theme) > LONGEST_THEME or refused_characters(theme):
        text = Text(N_("Write the theme as it was announced, in at most %(most)s characters."), most=LONGEST_THEME)
        yield Finding("bad_theme", text, field="theme")
    if platform_class not in PLATFORM_CLASSES:
        yield Finding("bad_platform_class", Text(N_("Choose where the theme is taught.")), field="platform_class")
    if new in there:
        yield Finding("theme_there", Text(N_("The year has this theme there already.")), field="theme")


def _themes_to_change(number: int, actor: Actor, at: datetime, seen: int | None) -> list[OfPlatforms]:
    step = BY_NAME["set_themes"]
    may_take(step, actor, at)
    if found := list(against_state(step, to_change(number, seen), at)):
        raise RulesBroken(found)
    return years.themes(number)


def _say_themes(number: int, now: set[OfPlatforms], actor: Actor, *, at: datetime, request_id: str) -> None:
    record("year", {number: ("set_themes", of_themes(now))}, actor, at=at, request_id=request_id)
