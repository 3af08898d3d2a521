"""The life of a year: its states, which follow from its days, and the steps that set them, one row each.

Read a row aloud: "an officer of the city may CLOSE FILING of a year that is not yet open or open,
which asks for the last day of filing". A year has no state of its own: on each day it follows from the
days that the city has set, so that a day may be announced long before. What has passed is moved by
reopening alone, which takes two persons and a reason (docs/decisions/0011-years.md).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Protocol

from ce_workflow.people.roles import CITY, SYSTEM
from ce_workflow.words import N_

NOT_YET_OPEN = "not_yet_open"
OPEN = "open"
FILING_CLOSED = "filing_closed"
DECIDING_CLOSED = "deciding_closed"
LOCKED = "locked"

LABELS = {
    NOT_YET_OPEN: N_("Not yet open"),
    OPEN: N_("Open"),
    FILING_CLOSED: N_("Filing closed"),
    DECIDING_CLOSED: N_("Deciding closed"),
    LOCKED: N_("Locked"),
}
STATES = tuple(LABELS)
"""In the order in which a year goes through them."""

UNLOCKED = (NOT_YET_OPEN, OPEN, FILING_CLOSED, DECIDING_CLOSED)
CLOSED = (FILING_CLOSED, DECIDING_CLOSED, LOCKED)

NEEDS = ("total", "public", "professional")
CLOSING = ("filing_closes_on", "deciding_closes_on", "locked_on")
DAYS = ("opens_on", *CLOSING)
"""The days of a year, in the order in which they have to come."""

NEED_LABELS = {
    "total": N_("Hours in all"),
    "public": N_("Hours of public subjects"),
    "professional": N_("Hours of professional subjects"),
}
DAY_LABELS = {
    "opens_on": N_("Opens on"),
    "filing_closes_on": N_("Last day of filing"),
    "deciding_closes_on": N_("Last day of deciding"),
    "locked_on": N_("Locked from"),
}


class Days(Protocol):
    """What the state of a year follows from."""

    @property
    def opens_on(self) -> date: ...
    @property
    def filing_closes_on(self) -> date | None: ...
    @property
    def deciding_closes_on(self) -> date | None: ...
    @property
    def locked_on(self) -> date | None: ...


def is_early(year: Days, on: date) -> bool:
    return on < year.opens_on


def filing_is_over(year: Days, on: date) -> bool:
    """The day on which filing closes is its last day."""
    return year.filing_closes_on is not None and year.filing_closes_on < on


def deciding_is_over(year: Days, on: date) -> bool:
    """The day on which deciding closes is its last day."""
    return year.deciding_closes_on is not None and year.deciding_closes_on < on


def is_locked(year: Days, on: date) -> bool:
    """The day of the lock is the first day without."""
    return year.locked_on is not None and year.locked_on <= on


def state_of(year: Days, on: date) -> str:
    """The state on that day; the furthest that it has come to."""
    if is_locked(year, on):
        return LOCKED
    if deciding_is_over(year, on):
        return DECIDING_CLOSED
    if filing_is_over(year, on):
        return FILING_CLOSED
    return NOT_YET_OPEN if is_early(year, on) else OPEN


@dataclass(frozen=True)
class Step:
    """One row. `sources`: the states in which it may be taken; None among them: the year begins to exist.

    `asks`: the columns that it sets, and what else it asks for. `persons`: how many have to take it together.
    """

    name: str
    sources: tuple[str | None, ...]
    asks: tuple[str, ...]
    roles: tuple[str, ...] = (CITY, SYSTEM)
    persons: int = 1


STEPS = (
    Step("open_year", (None, NOT_YET_OPEN), ("opens_on",)),
    Step("set_needs", UNLOCKED, NEEDS),
    Step("set_themes", UNLOCKED, ("theme", "platform_class")),
    Step("close_filing", (NOT_YET_OPEN, OPEN), ("filing_closes_on",)),
    Step("close_deciding", (NOT_YET_OPEN, OPEN, FILING_CLOSED), ("deciding_closes_on",)),
    Step("lock_year", UNLOCKED, ("locked_on",)),
    Step("reopen_year", CLOSED, (*CLOSING, "reason"), (CITY,), persons=2),
)
BY_NAME = {step.name: step for step in STEPS}

STEP_LABELS = {
    "open_year": N_("Open the year"),
    "set_needs": N_("Set what the year asks for"),
    "set_themes": N_("Set the themes"),
    "close_filing": N_("Close filing"),
    "close_deciding": N_("Close deciding"),
    "lock_year": N_("Lock the year"),
    "reopen_year": N_("Reopen the year"),
}

SAYS = {
    "open_year": N_("opened a year"),
    "set_needs": N_("set what a year asks for"),
    "set_themes": N_("set the themes of a year"),
    "close_filing": N_("set the last day of filing"),
    "close_deciding": N_("set the last day of deciding"),
    "lock_year": N_("set the day of the lock"),
    "ask_reopening": N_("asked for a year to be reopened"),
    "drop_reopening": N_("dropped a request to reopen a year"),
    "reopen_year": N_("reopened a year that somebody else had asked for"),
}
"""What events say was done; two of them are the ways of a request to reopen."""


def setting(column: str) -> Step:
    """The step of one person that sets this column."""
    return next(step for step in STEPS if column in step.asks and step.persons == 1)


def possible(state: str | None) -> tuple[Step, ...]:
    """The steps that may be taken in that state, in the order of the table."""
    return tuple(step for step in STEPS if state in step.sources)


def reopens(before: Days, after: Days, on: date) -> bool:
    """Does the year stand earlier in its life with the days `after`?"""
    return STATES.index(state_of(after, on)) < STATES.index(state_of(before, on))
