"""Data that comes with the product: the reference data of 2019, the city's rules, and the demo's units and roster."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from ce_workflow.cli.tables import table
from ce_workflow.ledger.units import to_units
from ce_workflow.states.desks import CITY_BUREAU

ROOT = Path(__file__).resolve().parent.parent
REFERENCE, DEMO = ROOT / "reference", ROOT / "demo"
RULE_SETS = ROOT.parent / "rule_sets"

PROVINCIAL = "provincial"
NEEDS = ("total", "public", "professional")


def organisations() -> list[dict[str, Any]]:
    """City bureau, districts, departments, bases of the annex and the provincial platform, authorities first."""
    return [*_city(), *_districts(), *_departments(), *_bases()]


def years() -> list[dict[str, Any]]:
    """The years with their needs in hundredths and their closing days."""
    columns = (*NEEDS, "opens_on", "filing_closes_on", "deciding_closes_on")
    found = []
    for row in _years():
        needs = {name: to_units(Decimal(row[name])) for name in NEEDS}
        found.append({"year": row["year"]} | {name: row.get(name) for name in columns} | needs)
    return found


def themes() -> list[tuple[int, str, str]]:
    """(year, theme, class of platforms) of the public subjects, 三(一)."""
    return [(row["year"], theme["theme"], theme["platform_class"]) for row in _years() for theme in row["themes"]]


def rule_sets() -> list[str]:
    """The city's own rule sets as they are written, one a year."""
    return [path.read_text("utf-8") for path in sorted(RULE_SETS.glob(f"{CITY_BUREAU}-*.toml"))]


def _years() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = tomllib.loads((REFERENCE / "years.toml").read_text("utf-8"))["years"]
    return found


def _city() -> Iterator[dict[str, Any]]:
    yield {"code": CITY_BUREAU, "kind": "city", "name": "成都市人力资源和社会保障局"}


def _districts() -> Iterator[dict[str, Any]]:
    for row in table(REFERENCE / "districts.csv"):
        yield {"code": row["code"], "kind": "district", "name": row["name"], "sort": row["kind"]} | _validity(row)


def _departments() -> Iterator[dict[str, Any]]:
    for row in table(REFERENCE / "departments.csv"):
        place = {"district": row["district"] or None, "sector": row["sector"], "sort": row["level"]}
        yield {"code": row["code"], "kind": "department", "name": row["name"]} | place


def _bases() -> Iterator[dict[str, Any]]:
    for row in table(REFERENCE / "bases_2019.csv"):
        base = {"code": f"base-{row['number']}", "kind": "base", "name": row["name"], "sort": row["class"]}
        yield base | _validity(row) | {"learning_address": row["learning_address"] or None}
    # 三(一): "省人社厅确定的在线学习平台"; the notice names no address and no end.
    yield {
        "code": PROVINCIAL,
        "kind": "base",
        "name": "省人社厅确定的在线学习平台",
        "sort": "provincial_platform",
        "valid_from": date(2019, 1, 1),
        "valid_to": None,
        "learning_address": None,
    }


def _validity(row: dict[str, str]) -> dict[str, date | None]:
    return {name: date.fromisoformat(row[name]) if row[name] else None for name in ("valid_from", "valid_to")}
