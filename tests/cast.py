"""The standing cast: a small city with the demo's accounts, and claims that walk real steps.

The template "cast" holds the reference data, a dozen professionals and the accounts of
the demo, appointed on 1 January 2019, so that a test may act on any day since. Two years
are open: 2019 without end, and the present one. `make_claim` brings a claim to any state
by the acts themselves; nothing here inserts a row.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from flask import Flask

from ce_workflow import clock
from ce_workflow.acts import enrol, reference, rule_sets
from ce_workflow.acts.doorway import enter, take
from ce_workflow.acts.files import KeptFile
from ce_workflow.acts.passwords import cost_of, hash_password
from ce_workflow.cli import packaged
from ce_workflow.cli.cast import HOSPITAL, PASSWORD, SCHOOL, seat
from ce_workflow.people.actor import SYSTEM, Actor
from ce_workflow.people.id_number import check_character
from ce_workflow.people.roster import RosterLine
from ce_workflow.store.evidence import Accepted, inspect
from ce_workflow.store.people import actor_named
from ce_workflow.store.transaction import transaction
from tests import corpus
from tests.answers import DECISIONS, EVIDENCE, FIELDS, answers
from tests.databases import SETTINGS, let_go

BEGAN = datetime(2018, 12, 31, 16, tzinfo=UTC)
"""Midnight in Chengdu: everybody of the cast has been appointed since."""

DEPARTMENTS = {HOSPITAL: "chengdu-health", SCHOOL: "chengdu-education"}
UNITS = [
    {
        "code": HOSPITAL,
        "kind": "unit",
        "name": "示例001医院",
        "sort": "institution",
        "department": "chengdu-health",
        "district": "510112",
    },
    {
        "code": SCHOOL,
        "kind": "unit",
        "name": "示例002学校",
        "sort": "institution",
        "department": "chengdu-education",
        "district": "510106",
    },
]
NAMES = {
    HOSPITAL: ("闫斌静", "谭国国", "毛瑶娟", "唐刚", "蔡东", "莫勇远", "阿依古丽·买买提"),
    SCHOOL: ("顾宇俊", "韦梦娟", "秦娟玉", "侯一琪", "𠮷野𬀩"),
}


def id_number(place: int) -> str:
    """The identity number of the cast's professional in that place; invented, and of no district."""
    seventeen = f"519999{1960 + place}0101{place:03}"
    return seventeen + check_character(seventeen)


def roster() -> list[RosterLine]:
    """The dozen professionals: those of the hospital, then those of the school."""
    people = [(unit, name) for unit, names in NAMES.items() for name in names]
    return [
        RosterLine(name, id_number(place), unit, "intermediate", quality_talent=place % 3 == 0)
        for place, (unit, name) in enumerate(people)
    ]


def fill(url: str, folder: Path) -> None:
    """The template "cast"."""
    from ce_workflow import create_app

    app = create_app({**SETTINGS, "CE_DATABASE_URL": url, "CE_INSTANCE": str(folder)})
    hashed = hash_password(PASSWORD, cost_of(app.config))
    with app.app_context():
        transaction(lambda: _people_a_city(app, hashed))
    let_go(app)


def _people_a_city(app: Flask, hashed: str) -> None:
    told: dict[str, Any] = {"at": BEGAN, "request_id": "cast"}
    this_year = clock.day_of(clock.now()).year
    open_until = date(this_year, 12, 31)
    organisations = [
        row | ({"valid_to": open_until} if row["code"].startswith("base-") else {}) for row in packaged.organisations()
    ]
    reference.organisations([*organisations, *UNITS], SYSTEM, **told)
    needs = {"total": 9000, "public": 3000, "professional": 6000}
    years = sorted({2019, this_year})
    reference.years([{"year": year, "opens_on": date(year, 1, 1)} | needs for year in years], SYSTEM, **told)
    themes = [(year, theme, platforms) for year in years for _, theme, platforms in packaged.themes()]
    reference.themes(themes, SYSTEM, **told)
    for text in packaged.rule_sets():
        rule_sets.bring(text, SYSTEM, **told)
    lines = roster()
    ids = enrol.enrol(lines, SYSTEM, vault=app.extensions["ce"].vault, **told).person_ids
    units: dict[str, list[str]] = {}
    for line, person_id in zip(lines, ids, strict=True):
        units.setdefault(line.unit, []).append(person_id)
    seat(units, hashed, SYSTEM, **told)


# --- who ------------------------------------------------------------------------------


def actor(app: Flask, name: str, role: str | None = None, at: datetime | None = None) -> Actor:
    """The account `name` as an actor, in `role` or the one that it has after log-in; `system` is the system."""
    if name == "system":
        return SYSTEM
    with app.app_context():
        found = actor_named(name, at or clock.now(), role)
    assert found is not None, f"{name} does not hold {role}"
    return found


def reviewers(by: str) -> tuple[str, str, str]:
    """(reviewer, verifier, officer for appeals) of the claims of the account `by`; none of them is its person."""
    if by == "outsider":
        return "unit-b", "sector-b", "city"
    return ("unit2" if by == "unit" else "unit"), "sector", "district"


# --- what -----------------------------------------------------------------------------


def keep(app: Flask, name: str = "evidence.pdf", content: bytes | None = None) -> KeptFile:
    """A file that was looked at and lies in the blob store."""
    found = _inspected(name, corpus.pdf() if content is None else content)
    blob = app.extensions["ce"].blobs.keep(found.content)
    return KeptFile(found.name, found.media_type, found.size, found.sha256, found.original_sha256, found.pages, blob)


@cache
def _inspected(name: str, content: bytes) -> Accepted:
    return inspect(name, content)


def files(app: Flask, kind: str) -> list[tuple[str, KeptFile]]:
    """The pieces of evidence that the kind must have, each as if nobody had sent it before."""
    return [(p, replace(keep(app, f"{p}.pdf"), original_sha256=secrets.token_hex(32))) for p in EVIDENCE[kind]]


# --- what happens ---------------------------------------------------------------------

PATHS: dict[str, tuple[str, ...]] = {
    "draft": (),
    "submitted": ("submit",),
    "unit_reviewed": ("submit", "review"),
    "sector_verified": ("submit", "review", "verify"),
    "credited": ("submit", "review", "verify"),
    "returned": ("submit", "send_back"),
    "rejected": ("submit", "reject"),
    "withdrawn": ("submit", "withdraw"),
    "appealed": ("submit", "reject", "appeal"),
    "revoked": ("submit", "review", "verify", "revoke"),
}
"""The steps after `create` that bring a claim to each state."""


def make_claim(
    app: Flask,
    kind: str = "training",
    state: str = "submitted",
    by: str = "claimant",
    *,
    fields: Mapping[str, Any] | None = None,
    at: datetime | None = None,
    filed_on: date | None = None,
    evidence: Sequence[tuple[str, KeptFile]] | None = None,
) -> int:
    """A claim of the account `by` that real acts brought to `state`; its number.

    For `sector_verified` its department has a notice period of ten days while it is submitted.
    """
    at = at or clock.now()
    given: dict[str, Any] = {"kind": kind, "fields": answers(kind, **(fields or {}))}
    given["files"] = files(app, kind) if evidence is None else list(evidence)
    claimant = actor(app, by, "claimant", at)
    with app.app_context():
        claim = take("create", [(None, None, given)], claimant, at=at, request_id="cast")[0].or_raise()
    if state == "sector_verified":
        notice(app, DEPARTMENTS[SCHOOL if by == "outsider" else HOSPITAL], 10)
    for step in PATHS[state]:
        step_with(app, claim.id, step, by, at=at, filed_on=filed_on)
    if state == "sector_verified":
        notice(app, DEPARTMENTS[SCHOOL if by == "outsider" else HOSPITAL], 0)
    return int(claim.id)


def open_records(app: Flask) -> None:
    """Have the hospital's department publish the demo's narrower set: the kind that the city's rules do not take."""
    verifier = actor(app, "sector", at=BEGAN + timedelta(days=1))
    told: dict[str, Any] = {"at": BEGAN + timedelta(days=1), "request_id": "cast"}
    with app.app_context():
        enter("rules", lambda: rule_sets.publish_text(records_text(), verifier, **told), verifier, **told)


def records_text() -> str:
    """The demo's example of a narrower set, as one of the hospital's department."""
    text = (packaged.DEMO / "chengdu-education-2019.toml").read_text("utf-8")
    return text.replace("chengdu-education", "chengdu-health").replace("教育系统", "卫生健康系统")


def step_with(
    app: Flask,
    claim_id: int,
    step: str,
    by: str = "claimant",
    *,
    at: datetime | None = None,
    filed_on: date | None = None,
    **given: Any,
) -> SimpleNamespace:
    """Take a step with the claim of the account `by`, by whoever of the cast it falls to; the claim as it then is."""
    at = at or clock.now()
    reviewer, verifier, officer = reviewers(by)
    who = {"review": reviewer, "send_back": reviewer, "reject": reviewer, "verify": verifier, "revoke": verifier}
    who |= {"uphold": officer, "overturn": officer, "credit": "system", "reroute": "system"}
    role = None if step in who else "claimant"
    taker = actor(app, who.get(step, by), role, at)
    with app.app_context():
        typed = DECISIONS.get(step, {}) | given
        if step in ("review", "verify") and "hours" not in given:
            typed["hours"] = _hours(claim_id, taker)
        items = [(claim_id, None, typed)]
        return take(step, items, taker, at=at, request_id="cast", filed_on=filed_on)[0].or_raise()


def _hours(claim_id: int, taker: Actor) -> str:
    from ce_workflow.store import claims

    claim = claims.get(claim_id, taker)
    assert claim is not None
    return str((claim.units_reviewed or claim.units_claimed or 0) / 100).removesuffix(".0")


def notice(app: Flask, authority: str, days: int) -> None:
    """Give an authority a notice period, by the act itself."""
    row = {"code": authority, "notice_days": days}
    with app.app_context():
        transaction(lambda: reference.organisations([row], SYSTEM, at=clock.now(), request_id="cast"))


def later(days: int) -> datetime:
    """This time of day, so many days from now."""
    return clock.now() + timedelta(days=days)


__all__ = ["DECISIONS", "EVIDENCE", "FIELDS", "PASSWORD", "actor", "answers", "fill", "make_claim", "step_with"]
