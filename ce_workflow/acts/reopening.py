"""A year is reopened by two officers of the city: one asks and says why, another confirms.

Neither alone changes anything about the year. What is confirmed is what was asked for, held once more
against the year as it is then; the event of the confirmation says who asked.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import update

from ce_workflow import clock
from ce_workflow.acts import reference
from ce_workflow.acts.record import record
from ce_workflow.acts.years import against_days, as_days, may_take, to_change
from ce_workflow.errors import Finding, Moved, RulesBroken
from ce_workflow.kinds.texts import clean, is_blank, refused_characters
from ce_workflow.people.actor import Actor
from ce_workflow.states.years import BY_NAME, CLOSING, LABELS, reopens, state_of
from ce_workflow.store import years
from ce_workflow.store.database import db
from ce_workflow.store.rows import insert_rows
from ce_workflow.store.tables import YearRequest
from ce_workflow.store.tables.years import ASKED, CONFIRMED, DROPPED, LONGEST_REASON
from ce_workflow.trail.chain import fresh_salt
from ce_workflow.trail.said import of_request
from ce_workflow.words import N_, Text

STEP = BY_NAME["reopen_year"]
Days = Mapping[str, date | None]


def ask(
    number: int, days: Days, reason: str, actor: Actor, *, at: datetime, request_id: str, seen: int | None = None
) -> int:
    """Ask for the closing days (all three; None: no day) that the year shall have; returns the request's number.

    Raises NotFound, RoleNeeded, Moved, RulesBroken.
    """
    may_take(STEP, actor, at)
    row, why = to_change(number, seen), clean(reason, lines=True)
    found = [*_against_another(number), *_against_reopening(row, days, at), *_against_reason(why)]
    if found:
        raise RulesBroken(found)
    asked = {"year": number, "number": row.seq + 1, "state": ASKED, "asked_by": actor.person_id}
    asked |= {"reason": why, "salt": fresh_salt()} | {name: days[name] for name in CLOSING}
    codes = of_request(asked)
    insert_rows(YearRequest.__table__, [asked | {name: (on := days[name]) and on.isoformat() for name in CLOSING}])
    record("year", {number: ("ask_reopening", codes)}, actor, at=at, request_id=request_id)
    return int(row.seq) + 1


def confirm(number: int, request: int, actor: Actor, *, at: datetime, request_id: str) -> None:
    """Reopen the year as somebody else has asked for it.

    Raises NotFound, RoleNeeded, RulesBroken, and Moved where the request waits no more.
    """
    may_take(STEP, actor, at)
    row = to_change(number, None)
    asked = _waiting(number, request)
    if asked.asked_by == actor.person_id:
        text = N_("You have asked for it yourself: another officer of the city has to confirm it.")
        raise RulesBroken([Finding("own_request", Text(text))])
    days = {name: getattr(asked, name) for name in CLOSING}
    if found := list(_against_reopening(row, days, at)):
        raise RulesBroken(found)
    _end(number, request, CONFIRMED)
    told: dict[str, Any] = {"at": at, "request_id": request_id, "action": STEP.name}
    more = {"request": request, "asked_by": asked.asked_by}
    reference.put("year", [{"year": number, **days}], actor, **told, more=more)


def drop(number: int, request: int, actor: Actor, *, at: datetime, request_id: str) -> None:
    """End the request without reopening the year; whoever may confirm or has asked may do so."""
    may_take(STEP, actor, at)
    to_change(number, None)
    asked = _waiting(number, request)
    _end(number, request, DROPPED)
    codes = {"request": request, "asked_by": asked.asked_by}
    record("year", {number: ("drop_reopening", codes)}, actor, at=at, request_id=request_id)


def _waiting(number: int, request: int) -> Any:
    asked = years.open_request(number)
    if asked is None or asked.number != request:
        raise Moved(what=Text(N_("Year %(year)s"), year=str(number)))
    return asked


def _end(number: int, request: int, state: str) -> None:
    mine = (YearRequest.year == number, YearRequest.number == request)
    db.session.execute(update(YearRequest).where(*mine).values(state=state))


def _against_another(number: int) -> Iterator[Finding]:
    if years.open_request(number) is not None:
        text = N_("Somebody has asked already for this year to be reopened. Confirm or drop that request first.")
        yield Finding("asked_already", Text(text))


def _against_reason(why: str) -> Iterator[Finding]:
    if is_blank(why) or len(why) > LONGEST_REASON or refused_characters(why, lines=True):
        text = Text(N_("Write why the year is to be reopened, in at most %(most)s characters."), most=LONGEST_REASON)
        yield Finding("reason_missing", text, field="reason")


def _against_reopening(row: Any, days: Days, at: datetime) -> Iterator[Finding]:
    """Something has passed that is moved into the future or lifted; the days are in order and none is a past one."""
    before, today = dict(row._mapping), clock.day_of(at)
    after = before | {name: days[name] for name in CLOSING}
    state = state_of(row, today)
    if state not in STEP.sources:
        text = N_("There is nothing to reopen: the year %(year)s is “%(state)s”. Set its days instead.")
        yield Finding("nothing_to_reopen", Text(text, year=str(row.year), state=Text(LABELS[state])))
        return
    changed = {name: after[name] for name in CLOSING if after[name] != before[name]}
    found = list(against_days(after, changed, at))
    if not found and not reopens(as_days(before), as_days(after), today):
        text = N_("With these days the year stays “%(state)s”. Move a day that has passed, or leave it empty.")
        first = next(name for name in reversed(CLOSING) if before[name] is not None and before[name] <= today)
        found = [Finding("reopens_nothing", Text(text, state=Text(LABELS[state])), field=first)]
    yield from found
