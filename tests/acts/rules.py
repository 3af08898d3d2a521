"""Rule sets for tests, and how they are drafted and published by the cast."""

from __future__ import annotations

from typing import Any

import pytest

from ce_workflow.acts import rule_sets
from ce_workflow.acts.doorway import enter
from ce_workflow.cli import packaged
from ce_workflow.people.actor import Actor
from tests.acts.city import City

HEALTH = """\
authority = "chengdu-health"
year = 2019
version = 1
title = { zh = "卫生", en = "Health" }
in_force_from = 2019-01-01
inherits = "chengdu-2019"

[documents]
ours = "成卫发〔2019〕1号"

[ways.training]
[[ways.training.base]]
id = "class_hours"
hours = 2
for_each = "class_hours"
basis = "ours 第三条"
"""
DISTRICT = HEALTH.replace('"chengdu-health"', '"510112"').replace("卫生", "龙泉驿")


def city_text(version: int, title: str = "Chengdu") -> str:
    [text] = packaged.rule_sets()
    return text.replace("version = 1", f"version = {version}", 1).replace("Chengdu, hours", f"{title}, hours")


def do(city: City, act: Any, given: str, who: str | Actor = "city", **more: Any) -> str:
    actor = city.actor(who) if isinstance(who, str) else who
    told = {"at": city.at, "request_id": "rules"}
    return str(enter("rules", lambda: act(given, actor, **told, **more), actor, **told))


def publish(city: City, text: str, who: str | Actor = "city") -> str:
    return do(city, rule_sets.publish_text, text, who)


def faults(refused: pytest.ExceptionInfo[Any]) -> str:
    return "\n".join(str(finding.text) for finding in refused.value.findings)


def actions(city: City, version: str) -> list[str]:
    asked = "SELECT action FROM ce_event WHERE stream = :stream ORDER BY seq"
    return [row.action for row in city.rows(asked, stream=f"rules:{version}")]
