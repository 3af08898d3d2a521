"""The city's set of 2019 can be read, makes sense, and gives the default figures."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from ce_workflow.rules.sets.check import check
from ce_workflow.rules.sets.evaluate import evaluate

TEXT = (Path(__file__).parents[4] / "rule_sets" / "chengdu-2019.toml").read_text(encoding="utf-8")
FIRST, LAST = date(2019, 3, 4), date(2019, 3, 8)


def test_it_has_no_fault() -> None:
    rules, faults = check(TEXT, lambda name: None)
    assert [f"{fault.line}: {fault.text}" for fault in faults] == []
    assert rules is not None
    assert rules.version == "chengdu-2019.1"


WORKED = [
    ("training", {"class_hours": Decimal(40), "started_on": FIRST, "ended_on": LAST}, 30),
    ("training", {"class_hours": Decimal("4.5"), "started_on": FIRST, "ended_on": LAST}, "4.5"),
    ("conference", {"part": "lectured", "class_hours": Decimal(3), "started_on": FIRST, "ended_on": FIRST}, 6),
    ("patent", {"patent_type": "invention", "inventor_rank": 9}, 0),
    ("patent", {"patent_type": "utility_model", "inventor_rank": 2}, 30),
    ("achievement", {"level": "provincial", "rank": 3}, 34),
    ("achievement", {"level": "national", "rank": 99}, 6),
    ("degree", {"courses_passed": 4}, 60),
    ("degree", {"courses_passed": 6}, 72),
    ("study_abroad", {"started_on": date(2019, 3, 4), "ended_on": date(2019, 6, 20), "travel_days": 2}, 60),
    ("study_abroad", {"started_on": date(2019, 1, 1), "ended_on": date(2019, 6, 30), "travel_days": 0}, 60),
    ("study_abroad", {"started_on": date(2019, 1, 1), "ended_on": date(2019, 7, 1), "travel_days": 0}, 90),
    ("public_course", {"class_hours": Decimal(30)}, 30),
]


@pytest.mark.parametrize(("way", "facts", "hours"), WORKED)
def test_it_gives_the_default_figures(way: str, facts: dict[str, Any], hours: Any) -> None:
    rules, _ = check(TEXT, lambda name: None)
    assert rules is not None
    result = evaluate(rules, rules.ways[way], facts)
    assert result.hours == Decimal(hours)
    assert sum(step.change for step in result.trace) == result.hours
