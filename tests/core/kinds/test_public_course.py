"""Public subjects: theme, class of platform and year decide."""

from datetime import date

import pytest

from tests.core.claims_2019 import PLATFORMS, given, said, worked_out


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"theme": "区块链"}, "theme_not_approved", "theme"),
        ({"theme": "人工智能与健康"}, "theme_not_for_this_platform", "theme"),
        ({"platform": "provincial"}, "theme_not_for_this_platform", "theme"),
        ({"platform": "base-99"}, "unknown_platform", "platform"),
        ({"platform": None}, "blank", "platform"),
    ],
)
def test_another_theme_or_platform_is_refused_by_the_clause(changes: dict[str, object], code: str, field: str) -> None:
    assert [(finding.code, finding.clause, finding.field) for finding in said("C31", changes)] == [
        (code, "三(一)", field)
    ]


@pytest.mark.parametrize(
    ("valid_to", "found"), [(date(2019, 8, 2), []), (date(2019, 8, 1), ["platform_not_evaluated"])]
)
def test_a_base_counts_while_its_evaluation_lasts(valid_to: date, found: list[str]) -> None:
    base = PLATFORMS["base-3"]
    platforms = {"base-3": type(base)(base.code, base.name, base.platform_class, date(2019, 1, 1), valid_to)}
    assert [finding.code for finding in said("C31", platforms=platforms)] == found


def test_an_unknown_platform_does_not_hide_a_theme_that_is_not_approved() -> None:
    found = said("C31", {"platform": "base-99", "theme": "区块链"})
    assert [finding.code for finding in found] == ["unknown_platform", "theme_not_approved"]


def test_the_hours_are_the_class_hours() -> None:
    assert worked_out("C31", class_hours="7.5") == given("C31", class_hours="7.5")["class_hours"]


def test_a_failed_examination_is_refused() -> None:
    assert [finding.code for finding in said("C31", {"result": "failed"})] == ["not_passed"]
