"""Names of sectors."""

from __future__ import annotations

import csv
from pathlib import Path

import ce_workflow
from ce_workflow.people.sectors import LABELS

DEPARTMENTS = Path(ce_workflow.__file__).parent / "reference" / "departments.csv"


def test_every_sector_of_a_department_of_the_city_has_a_name():
    with DEPARTMENTS.open(encoding="utf-8", newline="") as rows:
        assert {row["sector"] for row in csv.DictReader(rows)} == set(LABELS)
