"""A list of units is read line by line; everything wrong is said with its line."""

from __future__ import annotations

import pytest

from ce_workflow.people.units import read

KNOWN = {"chengdu-health": "department", "510112": "district", "U00001": "unit", "chengdu": "city"}
RIGHT = {
    "code": "U00009",
    "name": "示例009医院",
    "department": "chengdu-health",
    "district": "510112",
    "kind": "institution",
}


def test_a_line_becomes_an_organisation() -> None:
    units, faults = read([RIGHT], KNOWN)
    assert faults == []
    [unit] = units
    assert unit == {
        "code": "U00009",
        "kind": "unit",
        "name": "示例009医院",
        "sort": "institution",
        "department": "chengdu-health",
        "district": "510112",
    }


def test_a_unit_may_have_neither_department_nor_district() -> None:
    [unit], faults = read([RIGHT | {"department": "", "district": " "}], KNOWN)
    assert (unit["department"], unit["district"], faults) == (None, None, [])


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"code": ""}, "bad_code"),
        ({"code": "U 1"}, "bad_code"),
        ({"code": "单位"}, "bad_code"),
        ({"code": "chengdu"}, "code_taken"),
        ({"name": ""}, "bad_name"),
        ({"department": "510112"}, "unknown_department"),
        ({"district": "chengdu-health"}, "unknown_district"),
        ({"kind": "hospital"}, "unknown_unit_kind"),
    ],
)
def test_what_is_wrong_is_said(change: dict[str, str], code: str) -> None:
    units, faults = read([RIGHT, RIGHT | {"code": "U00010"} | change], KNOWN)
    assert len(units) == 1
    assert [(line, finding.code) for line, finding in faults] == [(3, code)]


def test_a_code_stands_once() -> None:
    _, faults = read([RIGHT, RIGHT], KNOWN)
    assert [(line, finding.code) for line, finding in faults] == [(3, "unit_twice")]
