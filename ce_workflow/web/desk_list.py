"""The list of a desk as its address describes it: what is sought, where the page begins, which claims it shows.

The filters stand in the address alone, so that a link, a reload and the way back after
a decision all lead to the same list.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from flask import url_for
from werkzeug.exceptions import BadRequest

from ce_workflow import clock
from ce_workflow.acts.allowed import Option, leaves_a_decision, options_of
from ce_workflow.errors import DutiesSeparate
from ce_workflow.kinds import KINDS
from ce_workflow.people.actor import Actor
from ce_workflow.people.duties import DECIDING
from ce_workflow.store import claims, names
from ce_workflow.store.sought import Sought
from ce_workflow.web.calendar import calendar
from ce_workflow.web.cursors import whole
from ce_workflow.web.local_path import local_path
from ce_workflow.words import Text

FILTERS = ("kind", "year", "waited", "flag")
WARNED = "warnings"
LAST_YEAR = 9999
MOST_DAYS = 3650
AHEAD = 10
"""Claims of the desk that are looked at for the next one to decide; the desk shows the rest."""

Cursor = tuple[datetime, int]


@dataclass(frozen=True)
class Address:
    """Where somebody is at their desk: the filters as they are written, and the page."""

    filters: dict[str, Any] = field(default_factory=dict)
    after: str | None = None

    def list(self, *, after: str | None = None) -> str:
        """The address of the list, from its first page unless told."""
        return url_for("desk.index", **self.filters, after=after)

    def page(self) -> str:
        """The address of this page of the list."""
        return self.list(after=self.after)

    def claim(self, claim_id: int, *, first_page: bool = False) -> str:
        """The address of a claim beside this list."""
        return url_for("desk.show", claim_id=claim_id, **self.filters, after=None if first_page else self.after)

    def sought(self, at: datetime) -> Sought:
        """What the filters say; raises BadRequest for what no form of ours sends."""
        kind, flag = self.filters.get("kind"), self.filters.get("flag")
        year, waited = (
            _number(self.filters.get(name), most) for name, most in (("year", LAST_YEAR), ("waited", MOST_DAYS))
        )
        if (kind is not None and kind not in KINDS) or flag not in (None, WARNED):
            raise BadRequest
        before = calendar().back(clock.day_of(at), waited + 1) if waited is not None else None
        return Sought(kind, year, clock.start_of(before) if before else None, flag == WARNED)

    def cursor(self) -> Cursor | None:
        """Where the page begins: the moment and the number of the last claim of the page before."""
        return None if self.after is None else _cursor(self.after)


@dataclass(frozen=True)
class Row:
    """One claim of the list; `days` are the working days that have gone by since it came to the desk."""

    claim: Any
    person: str
    unit: str
    days: int
    warnings: int
    conflict: Text | None


@dataclass(frozen=True)
class DeskList:
    """One page of the list."""

    address: Address
    rows: list[Row]
    next: str | None
    total: int
    found: int

    @property
    def for_others(self) -> int:
        """How many of the list separation of duties leaves to others; known only of a list of one page."""
        whole = self.next is None and self.address.after is None
        return sum(row.conflict is not None for row in self.rows) if whole else 0

    def beside(self, claim_id: int) -> tuple[Row | None, Row | None]:
        """The rows before and after the claim; none where it is not on this page."""
        place = next((n for n, row in enumerate(self.rows) if row.claim.id == claim_id), None)
        if place is None:
            return None, None
        after = self.rows[place + 1] if place + 1 < len(self.rows) else None
        return (self.rows[place - 1] if place else None), after


def address_of(given: Mapping[str, str]) -> Address:
    """The address that the answers of the filters' form, or of a link, make; blank ones say nothing."""
    return Address({name: given[name] for name in FILTERS if given.get(name)}, given.get("after"))


def address_in(path: str | None) -> Address | None:
    """The address that a form carries with it; None for what is no desk of ours."""
    found = urlsplit(local_path(path))
    if found.path != url_for("desk.index"):
        return None
    address = address_of(dict(parse_qsl(found.query)))
    try:
        address.sought(clock.now())
        address.cursor()
    except BadRequest:
        return None
    return address


def desk_list(address: Address, actor: Actor, at: datetime) -> DeskList:
    """The page of the list. Raises BadRequest."""
    sought = address.sought(at)
    rows = claims.waiting_for(actor, after=address.cursor(), sought=sought, limit=claims.PAGE + 1)
    more, rows = len(rows) > claims.PAGE, rows[: claims.PAGE]
    found = options_of([row.Claim.id for row in rows], actor, at)
    units = names.organisations(row.Claim.unit for row in rows)
    today, days = clock.day_of(at), calendar()
    total = claims.count_waiting(actor)
    return DeskList(
        address,
        [
            Row(
                row.Claim,
                row.person_name,
                units[row.Claim.unit].name if row.Claim.unit in units else "",
                days.count_after(clock.day_of(row.Claim.moved_at), today),
                len(json.loads(row.Claim.warnings or "[]")),
                _conflict(found.get(row.Claim.id, [])),
            )
            for row in rows
        ],
        next=address.list(after=_written(rows[-1].Claim)) if more else None,
        total=total,
        found=claims.count_waiting(actor, sought) if address.filters else total,
    )


def next_to_decide(
    actor: Actor, at: datetime, waited: Cursor | None, address: Address | None
) -> tuple[int | None, bool]:
    """The next claim after the one that `waited` which the actor may decide, and whether the list began anew for it."""
    sought = (address or Address()).sought(at)
    for after in (waited, None):
        waiting = [row.Claim.id for row in claims.waiting_for(actor, after=after, sought=sought, limit=AHEAD)]
        found = options_of(waiting, actor, at)
        for claim_id in waiting:
            if leaves_a_decision(found.get(claim_id, [])):
                return claim_id, after is None
    return None, True


def _conflict(found: list[Option]) -> Text | None:
    """Why separation of duties leaves this claim to somebody else, where it leaves no decision to the reader."""
    if leaves_a_decision(found):
        return None
    refusals = (option.refusal for option in found if option.step.name in DECIDING)
    return next((refusal.text for refusal in refusals if isinstance(refusal, DutiesSeparate)), None)


def _number(text: str | None, most: int) -> int | None:
    if text is None:
        return None
    number = whole(text)
    if number is None or number > most:
        raise BadRequest
    return number


def _written(claim: Any) -> str:
    return f"{clock.stamp(claim.moved_at)},{claim.id}"


def _cursor(text: str) -> Cursor:
    moment, _, number = text.partition(",")
    claim_id = whole(number)
    try:
        at = datetime.strptime(moment, "%Y-%m-%dT%H:%M:%S.%fZ").replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        raise BadRequest from None
    if claim_id is None:
        raise BadRequest
    return at, claim_id
