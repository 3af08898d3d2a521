"""The demo's claims: walked through their lives by real acts, at times when they could have happened.

`demo/claims.json` tells each claim: whose it is, when it ended (a day, or so many days
ago), the answers, and the steps that follow its creation. Who decides follows from the
unit; between two steps lie some days, but nothing happens in the future.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import cycle
from typing import Any

from ce_workflow import clock
from ce_workflow.acts import reference
from ce_workflow.acts.doorway import take
from ce_workflow.acts.files import take_in
from ce_workflow.cli.cast import EXTRAS, SCHOOL
from ce_workflow.cli.demo_evidence import evidence
from ce_workflow.cli.frame import by_operator, enact, operator, request_id
from ce_workflow.cli.packaged import DEMO
from ce_workflow.kinds import KINDS
from ce_workflow.kinds.kind import Kind
from ce_workflow.people.actor import Actor
from ce_workflow.people.roles import CLAIMANT
from ce_workflow.store.blobs import BlobStore
from ce_workflow.store.people import actor_named

TEN_O_CLOCK = time(10, tzinfo=clock.CHENGDU)
DAYS_TO_FILING = 3
BETWEEN, SOON = timedelta(days=2, minutes=37), timedelta(minutes=12)
NOTICE_DAYS = 30

OF_SCHOOL = {account.username for account in EXTRAS if account.person[0] == SCHOOL}

SAYS: dict[str, dict[str, str]] = {
    "send_back": {"reason": "evidence_unclear", "note": "证明材料第二页看不清楚，请重新上传。"},
    "reject": {"reason": "not_eligible", "note": "所附材料不能证明本人完成了该项内容。"},
    "revoke": {"reason": "not_genuine", "note": "经向主办单位核实，证书不属实。"},
    "appeal": {"note": "补充说明：主办单位可以出具书面证明，请重新核对。"},
    "uphold": {"note": "经复核，原决定依据充分。"},
    "review": {"checks": "all"},
    "verify": {"checks": "all"},
}
ADJUSTED = {"reason": "hours_adjusted", "note": "半天签到缺失，按实际学时确认。"}


@dataclass
class Walk:
    """One claim on its way. `told` is the row of the file, `at` the time of the next step."""

    told: Mapping[str, Any]
    number: int
    at: datetime
    now: datetime
    claim_id: int | None = None

    @property
    def kind(self) -> Kind:
        return KINDS[self.told["kind"]]

    def actor(self, username: str, role: str | None = None) -> Actor:
        found = actor_named(username, self.at, role, operator=operator())
        assert found is not None, username  # noqa: S101 - the cast was seated just now
        return found

    def take(self, step: str, actor: Actor, given: dict[str, Any], then: timedelta = BETWEEN) -> None:
        """Take the step; the next one comes after the time `then`."""
        taken = take(step, [(self.claim_id, None, given)], actor, at=self.at, request_id=request_id())
        self.claim_id = taken[0].or_raise().id
        self.at = min(self.at + then, self.now)


def walk_claims(
    persons: Mapping[str, list[str]], blobs: BlobStore, advance: Callable[[int], None] = lambda _: None
) -> int:
    """Walk every claim of the demo; how many there are. `persons` are those of each unit, as in the roster."""
    rows = json.loads((DEMO / "claims.json").read_text("utf-8"))
    reviewers, verifiers = cycle(("unit", "unit2")), cycle(("sector", "sector2"))
    now = clock.now()
    for number, row in enumerate(rows, start=1):
        ended = _ended(row["ended"], clock.day_of(now))
        at = min(datetime.combine(ended + timedelta(days=DAYS_TO_FILING), TEN_O_CLOCK), now)
        walk = Walk(row, number, at, now)
        if row.get("notice"):
            _give_notice(NOTICE_DAYS)
        _begin(walk, ended, persons, blobs)
        of_school = row["by"] in OF_SCHOOL
        deciders = {
            "review": "unit-b" if of_school else "unit2" if row["by"] == "unit" else next(reviewers),
            "verify": "sector-b" if of_school else next(verifiers),
            "uphold": "city" if of_school else "district",
        }
        for step in row["path"]:
            _step(walk, step, deciders)
        if row.get("notice"):
            _give_notice(0)
        advance(1)
    return len(rows)


def _ended(told: str | int, today: date) -> date:
    """The day on which it ended: as told, or so many days ago, yet in this year."""
    if isinstance(told, str):
        return date.fromisoformat(told)
    return max(today - timedelta(days=told), date(today.year, 1, 1))


def _begin(walk: Walk, ended: date, persons: Mapping[str, list[str]], blobs: BlobStore) -> None:
    row, kind = walk.told, walk.kind
    fields = dict(row["fields"])
    days = fields.pop("days", 1)
    fields[kind.year_by] = ended.isoformat()
    if kind.span:
        fields[kind.span[0]] = (ended - timedelta(days=days - 1)).isoformat()
    pieces = [piece.name for piece in kind.evidence if piece.required]
    files, _ = take_in(evidence(kind.code, pieces, walk.number), blobs)
    given = {"kind": kind.code, "fields": fields, "files": files}
    if "person" in row:
        unit, place = row["person"]
        walk.take("create", walk.actor(row["by"]), given | {"person": persons[unit][place]}, SOON)
    else:
        walk.take("create", walk.actor(row["by"], CLAIMANT), given, SOON)


def _step(walk: Walk, step: str, deciders: Mapping[str, str]) -> None:
    """The step, by whoever it falls to: unit and sector decide, the claimant does the rest."""
    row, given = walk.told, dict(SAYS.get(step, {}))
    by_unit = step in ("review", "send_back", "reject")
    by_sector = step in ("verify", "revoke")
    if step in ("review", "verify"):
        hours = row.get("hours", row["fields"]["hours_claimed"])
        given["hours"] = hours
        if hours != row["fields"]["hours_claimed"] and step == "review":
            given |= ADJUSTED
    if by_unit or by_sector or step == "uphold":
        who = deciders["review" if by_unit else "verify" if by_sector else "uphold"]
        walk.take(step, walk.actor(who), given)
    else:
        walk.take(step, walk.actor(row["by"], None if "person" in row else CLAIMANT), given)


def _give_notice(days: int) -> None:
    """Let the department of the hospital have a notice period, or none again."""
    row = {"code": "chengdu-health", "notice_days": days}
    enact("change_organisation", lambda told: reference.organisations([row], **told), by_operator())
