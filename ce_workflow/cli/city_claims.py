"""The claims of a city of any size: lives that a seed makes up, as the notice would see them."""

from __future__ import annotations

import random
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from types import SimpleNamespace
from typing import Any

from ce_workflow import clock
from ce_workflow.acts.files import KeptFile
from ce_workflow.acts.lives import Life, Turn
from ce_workflow.cli.city_people import City
from ce_workflow.cli.demo_claims import ADJUSTED, SAYS
from ce_workflow.kinds import KINDS
from ce_workflow.people.actor import Actor
from ce_workflow.people.roles import DISTRICT, REVIEWER, VERIFIER

PATHS: tuple[tuple[int, tuple[str, ...]], ...] = (
    (70, ("submit", "review", "verify")),
    (8, ("submit",)),
    (6, ("submit", "review")),
    (3, ()),
    (3, ("submit", "send_back")),
    (3, ("submit", "reject")),
    (2, ("submit", "withdraw")),
    (2, ("submit", "send_back", "submit", "review", "verify")),
    (1, ("submit", "reject", "appeal")),
    (1, ("submit", "reject", "appeal", "uphold")),
    (1, ("submit", "review", "verify", "revoke")),
)
"""How often claims go which way, of a hundred."""

KINDS_OF_A_HUNDRED = {"training": 55, "conference": 20, "degree": 8, "patent": 7, "achievement": 6, "study_abroad": 4}
"""Public courses come as records of platforms."""

_TOPICS = (
    "医疗质量管理",
    "课程与教学",
    "建筑施工安全",
    "信息安全",
    "检验检测技术",
    "农业技术推广",
    "会计准则",
    "城市规划",
)


@dataclass(frozen=True)
class Plan:
    """What all claims of one city share."""

    city: City
    year: int
    now: datetime
    file: KeptFile


@dataclass(frozen=True)
class Sketch:
    """One claim, made up: whose it is (the number in the roster), and what happens to it."""

    number: int
    owner: int
    kind: str
    path: tuple[str, ...]
    fields: dict[str, Any]
    adjusted: bool
    days: tuple[int, ...]
    turn_of: int


def sketch(number: int, owners: Sequence[int], year: int, today: date, rng: random.Random) -> Sketch:
    """The claim with this number; the same for the same state of `rng`."""
    kind = rng.choices(list(KINDS_OF_A_HUNDRED), list(KINDS_OF_A_HUNDRED.values()))[0]
    path = rng.choices([way for _, way in PATHS], [often for often, _ in PATHS])[0]
    ended = min(date(year, 1, 25) + timedelta(days=rng.randrange(300)), today)
    if kind == "study_abroad" and ended < date(year, 1, 30):
        kind = "training"  # in a year that has just begun, nobody has been abroad for twenty days
    days = tuple(rng.randint(1, 6) for _ in range(len(path) + 1))
    fields = _answers(number, kind, ended, rng)
    return Sketch(number, rng.choice(owners), kind, path, fields, rng.random() < 0.1, days, rng.randrange(2))


def life(made: Sketch, plan: Plan, claimant: Actor, person: SimpleNamespace) -> Life:
    """The life of the claim, with the actors of its unit and its authorities."""
    unit = plan.city.unit_of(made.owner)
    kind = KINDS[made.kind]
    at = datetime.combine(
        date.fromisoformat(made.fields[kind.year_by]), time(9 + made.number % 8, tzinfo=clock.CHENGDU)
    )
    files = [
        (piece.name, replace(plan.file, original_sha256=secrets.token_hex(32)))
        for piece in kind.evidence
        if piece.required
    ]
    turns: list[Turn] = []
    for step, days in zip(("create", *made.path), made.days, strict=True):
        at = min(at + timedelta(days=days, seconds=made.number % 3600), plan.now)
        actor = _who(step, unit, plan.city, made.turn_of) or claimant
        turns.append(Turn(step, actor, at, _given(step, made, files)))
    return Life(person, turns)


def _who(step: str, unit: dict[str, Any], city: City, turn_of: int) -> Actor | None:
    """The decider whose turn it is; None where the claimant acts."""
    if step in ("review", "send_back", "reject"):
        found = city.holders[REVIEWER, unit["code"]]
    elif step in ("verify", "revoke"):
        found = city.holders[VERIFIER, unit["department"]]
    elif step == "uphold":
        found = city.holders[DISTRICT, unit["district"]]
    else:
        return None
    return found[turn_of % len(found)]


def _given(step: str, made: Sketch, files: list[tuple[str, KeptFile]]) -> dict[str, Any]:
    if step == "create":
        return {"kind": made.kind, "fields": made.fields, "files": files}
    given: dict[str, Any] = dict(SAYS.get(step, {}))
    if step in ("review", "verify"):
        claimed = int(made.fields["hours_claimed"])
        given["hours"] = str(max(claimed - 2, 1) if made.adjusted else claimed)
        if made.adjusted and step == "review":
            given |= ADJUSTED
    return given


def _answers(number: int, kind: str, ended: date, rng: random.Random) -> dict[str, Any]:
    """Answers that the rules let pass; no two claims have the same achievement."""
    days = rng.randint(1, 4)
    hours = 6 * days
    began = (ended - timedelta(days=days - 1)).isoformat()
    span = {"started_on": began, "ended_on": ended.isoformat()}
    topic = rng.choice(_TOPICS)
    organised = {"organiser": "示例协会", "organiser_type": rng.choice(("unit", "sector", "association", "base"))}
    rank = rng.randint(1, 3)
    by_kind: dict[str, dict[str, Any]] = {
        "training": organised | span | {"format": "class", "class_hours": hours, "result": "passed"},
        "conference": organised
        | span
        | {"format": "conference", "level": "provincial", "part": "attended", "class_hours": hours},
        "study_abroad": {"country": "德国", "host": "示例大学", "purpose": "study", "organised_by_unit": "yes"}
        | {"relation": topic, "travel_days": "1", "ended_on": ended.isoformat()}
        | {"started_on": max(ended - timedelta(days=23 + days), date(ended.year, 1, 1)).isoformat()},
        "patent": {"patent_type": "utility_model", "patent_number": f"ZL2017{2 + number // 10**7}{number % 10**7:07}.1"}
        | {"granted_on": ended.isoformat(), "inventor_rank": rank, "inventor_count": 3},
        "achievement": {"achievement_type": "research", "level": "provincial", "appraised_on": ended.isoformat()}
        | {"appraisal_number": f"示鉴字第{number}号", "rank": rank, "member_count": 5},
        "degree": {"degree": "master", "in_service": "yes", "school": "示例大学", "major": topic}
        | {"courses_passed": rank, "completed_on": ended.isoformat()},
    }
    most = {"study_abroad": 30, "patent": 42 - 6 * rank, "achievement": 43 - 3 * rank, "degree": 15 * rank}
    return {"title": f"{topic}（{number}）", "hours_claimed": str(most.get(kind, hours))} | by_kind[kind]
