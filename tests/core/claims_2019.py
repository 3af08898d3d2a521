"""The forty claims of 2019 and the facts about them: what tests of kinds and rules begin with.

C01 study abroad, C09 patent, C17 achievement, C20 degree, C24 conference, C27 training and
C31 public course are claims in which nothing is wrong.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from ce_workflow.errors import Finding
from ce_workflow.kinds import KINDS
from ce_workflow.kinds.fields import parse
from ce_workflow.kinds.kind import Kind
from ce_workflow.rules import findings
from ce_workflow.rules.case import work_out
from ce_workflow.rules.facts import Facts, Platform
from ce_workflow.rules.sets.check import check
from tests.answers import FIELDS

_FILE = Path(__file__).parents[1] / "data" / "claims_2019.json"
CLAIMS: dict[str, dict[str, Any]] = {claim["id"]: claim for claim in json.loads(_FILE.read_text("utf-8"))["claims"]}

RIGHT = {
    "study_abroad": "C01",
    "patent": "C09",
    "achievement": "C17",
    "degree": "C20",
    "conference": "C24",
    "training": "C27",
    "public_course": "C31",
    "sector_record": "R01",
}
RECORD = {
    "kind": "sector_record",
    "fields": FIELDS["sector_record"],
    "evidence": {"record": []},
    "filed_on": "2019-09-02",
}
"""A claim of the kind that only a narrower set takes: it is none of the forty."""


@dataclass(frozen=True)
class Year:
    year: int
    opens_on: date
    filing_closes_on: date | None = None
    deciding_closes_on: date | None = None
    locked_on: date | None = None


YEARS = {
    2018: Year(2018, date(2018, 1, 1), date(2019, 1, 31), date(2019, 2, 28), date(2019, 3, 31)),
    2019: Year(2019, date(2019, 1, 1), date(2020, 1, 31), date(2020, 2, 29), date(2020, 3, 31)),
}
THEMES = frozenset({("人工智能与健康", "provincial"), ("5G+", "municipal_base")})
PLATFORMS = {
    "provincial": Platform("provincial", "四川省专业技术人员继续教育平台", "provincial"),
    "base-3": Platform("base-3", "成都东软学院", "municipal_base", date(2019, 1, 1), date(2019, 12, 31)),
}


CITY, _ = check((Path(__file__).parents[2] / "rule_sets" / "chengdu-2019.toml").read_text("utf-8"), lambda _name: None)

_NARROWER = (Path(__file__).parents[2] / "ce_workflow" / "demo" / "chengdu-education-2019.toml").read_text("utf-8")
RECORDS, _ = check(_NARROWER, {"chengdu-2019": CITY}.get)
"""The demo's narrower set: the city's rules, and the records of other systems."""


def claim_of(claim_id: str) -> dict[str, Any]:
    return RECORD if claim_id == RIGHT["sector_record"] else CLAIMS[claim_id]


def kind_of(claim_id: str) -> Kind:
    return KINDS[claim_of(claim_id)["kind"]]


def given(claim_id: str, **changes: object) -> dict[str, Any]:
    """The answers of the claim, read, with changes; None takes an answer away."""
    answers, found = parse(kind_of(claim_id), claim_of(claim_id)["fields"] | changes)
    assert found == []
    return answers


def facts(claim_id: str, **changes: Any) -> Facts:
    """The facts about the claim when it is filed, with changes."""
    claim = claim_of(claim_id)
    known = {
        "filed_on": date.fromisoformat(claim["filed_on"]),
        "year": YEARS.get(kind_of(claim_id).year(given(claim_id)) or 0),
        "rules": RECORDS if claim is RECORD else CITY,
        "pieces": frozenset(claim["evidence"]),
        "themes": THEMES,
        "platforms": PLATFORMS,
    }
    return Facts(**(known | changes))


def said(claim_id: str, changes: dict[str, Any] | None = None, **known: Any) -> list[Finding]:
    """What the rules say when the claim, with changes to answers and facts, is submitted."""
    return findings("submit", kind_of(claim_id), given(claim_id, **(changes or {})), facts(claim_id, **known))


def worked_out(claim_id: str, **changes: object) -> Decimal | None:
    """What the city's rules of 2019 work out for the claim, with changes to its answers."""
    worked = work_out(kind_of(claim_id), given(claim_id, **changes), facts(claim_id))
    return worked and worked.hours


def codes(found: list[Finding]) -> list[str]:
    return [finding.code for finding in found]
