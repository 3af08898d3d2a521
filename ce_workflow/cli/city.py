"""A city of any size, written in bulk: the same figures for the same seed, ids and salts at random.

Everything is done by acts, a few thousand rows a transaction, so that the trail of a
million claims verifies like that of one.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from typing import Any, TypeVar

from flask import current_app
from sqlalchemy import text

from ce_workflow import clock
from ce_workflow.acts import enrol, reference
from ce_workflow.acts.files import take_in
from ce_workflow.acts.lives import live
from ce_workflow.acts.recognise import recognise
from ce_workflow.acts.staff import Seat, seat_many
from ce_workflow.cli.cast import BEGAN, HOSPITAL, seat
from ce_workflow.cli.city_claims import Plan, Sketch, life, sketch
from ce_workflow.cli.city_people import FIRST_CLAIMING, City, claimants, officers, roster, units
from ce_workflow.cli.demo_evidence import evidence
from ce_workflow.cli.frame import by_operator, enact, progress
from ce_workflow.people.actor import Actor
from ce_workflow.people.roles import REVIEWER
from ce_workflow.people.roster import RosterLine
from ce_workflow.store import facts
from ce_workflow.store.database import db
from ce_workflow.store.people import actor_named
from ce_workflow.words import N_

T = TypeVar("T")
A_TIME = 500
PEOPLE_A_TIME = 2000
PLATFORM = "base-3"
HOURS_OF_A_RECORD = (600, 1000, 2000, 3000)


@dataclass(frozen=True)
class Size:
    """How large, of which year, from which seed."""

    people: int
    claims: int
    records: int
    year: int
    seed: int


def build(size: Size, hashed: str) -> None:
    """People, claims, records into a database that has its reference data and the year."""
    rng = random.Random(size.seed)  # noqa: S311 - made up figures, no secrets
    city = _people(size, hashed, rng)
    _claims(city, size, hashed, rng)
    _records(city, size, rng)
    enact("analyse", lambda _told: db.session.execute(text("ANALYZE")), by_operator())


def _people(size: Size, hashed: str, rng: random.Random) -> City:
    city = City(units(size.people, rng))
    enact("load_units", lambda told: reference.organisations(city.units, **told), by_operator(), BEGAN)
    with progress(N_("Professionals"), size.people) as advance:
        for part in _parts(roster(size.people, city.units, rng), PEOPLE_A_TIME):
            city.person_ids += enact("enrol", _told(_enrol, part), by_operator(), BEGAN)
            advance(len(part))
    enact("seat_cast", lambda told: seat(city.persons(), hashed, **told), by_operator(), BEGAN)
    seats = enact("introduce", lambda told: officers(city, told), by_operator(), BEGAN)
    for actor in _seat(seats, hashed):
        city.holders.setdefault((actor.role, actor.scopes[0]), []).append(actor)
    cast = [actor_named(name, clock.now(), REVIEWER) for name in ("unit", "unit2")]
    city.holders[REVIEWER, HOSPITAL] = [actor for actor in cast if actor is not None]
    return city


def _enrol(lines: Sequence[RosterLine], **told: Any) -> list[str]:
    return enrol.enrol(lines, vault=current_app.extensions["ce"].vault, **told).person_ids


def _seat(seats: Iterable[Seat], hashed: str) -> Iterator[Actor]:
    for part in _parts(seats, PEOPLE_A_TIME):
        yield from enact("seat", _told(seat_many, part, hashed), by_operator(), BEGAN)


def _claims(city: City, size: Size, hashed: str, rng: random.Random) -> None:
    now = clock.now()
    owners = range(FIRST_CLAIMING * len(city.units), size.people)
    made = (sketch(n, owners, size.year, clock.day_of(now), rng) for n in range(1, size.claims + 1))
    actors: dict[int, Actor] = {}
    [(_, file)], _ = take_in(evidence("city", ["certificate"], 0), current_app.extensions["ce"].blobs)
    plan = Plan(city, size.year, now, file)
    with progress(N_("Claims"), size.claims) as advance:
        for part in _parts(made, A_TIME):
            new = sorted({one.owner for one in part} - actors.keys())
            actors.update(zip(new, _seat(claimants(city, new), hashed), strict=True))
            enact("live", lambda told, part=part: _live(part, plan, actors, told["request_id"]), by_operator())  # type: ignore[misc]
            advance(len(part))


def _live(part: Sequence[Sketch], plan: Plan, actors: dict[int, Actor], request_id: str) -> None:
    people = facts.persons({plan.city.person_ids[one.owner] for one in part})
    lives = [life(one, plan, actors[one.owner], people[plan.city.person_ids[one.owner]]) for one in part]
    year = facts.year(plan.year)
    assert year is not None  # noqa: S101 - it was opened before anything else
    live(lives, {plan.year: year}, request_id=request_id)


def _records(city: City, size: Size, rng: random.Random) -> None:
    records = ((rng.randrange(size.people), rng.choice(HOURS_OF_A_RECORD)) for _ in range(size.records))
    at = min(datetime(size.year, 12, 20, tzinfo=UTC), clock.now())
    with progress(N_("Records"), size.records) as advance:
        for part in _parts(records, PEOPLE_A_TIME):
            known = [(city.person_ids[number], units_) for number, units_ in part]
            enact("recognise", _told(recognise, known, size.year, PLATFORM), by_operator(), at)
            advance(len(part))


def _told(act: Callable[..., T], *given: Any) -> Callable[[dict[str, Any]], T]:
    """The act with what it is given, waiting for what it is told."""
    return lambda told: act(*given, **told)


def _parts(rows: Iterable[T], size: int) -> Iterator[list[T]]:
    left = iter(rows)
    while part := list(islice(left, size)):
        yield part
