"""The guide for those who write rules says what the language can say, and its example is right."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

from ce_workflow.rules.sets import language
from ce_workflow.rules.sets.check import check
from ce_workflow.rules.sets.evaluate import evaluate
from tools import rules_guide

CITY = Path(__file__).parents[2] / "rule_sets" / "chengdu-2019.toml"


def test_the_tables_are_those_of_the_language() -> None:
    assert rules_guide.GUIDE.read_text(encoding="utf-8") == rules_guide.whole()


def test_the_tables_name_every_key() -> None:
    told = rules_guide.tables()
    for keys in (language.SET, language.WAY, *language.LINES.values()):
        assert all(f"| `{key.name}`" in told for key in keys)


def test_the_examples_have_no_fault() -> None:
    first, further = re.findall(r"```toml\n(.*?)```", rules_guide.GUIDE.read_text(encoding="utf-8"), re.DOTALL)
    city, _ = check(CITY.read_text(encoding="utf-8"), lambda _name: None)
    rules, faults = check(f"{first}\n{further}", {"chengdu-2019": city}.get)
    assert [str(fault.text) for fault in faults] == []
    assert rules is not None
    assert rules.ways["patent"].lines["base"][0].hours["design"] == 20
    record = {"system": "medical", "counted_in": "credits", "amount": Decimal("2.5")}
    assert evaluate(rules, rules.ways["sector_record"], record).hours == Decimal("7.5")
