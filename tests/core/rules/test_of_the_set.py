"""What the rule set refuses or warns of is said with its clause; without rules in force nothing is filed."""

from __future__ import annotations

from dataclasses import replace

from tests.core.claims_2019 import CITY, codes, said


def test_a_line_that_does_not_hold_is_a_finding_with_its_clause_and_its_field() -> None:
    [found] = said("C11")
    assert (found.code, found.clause, found.field, found.refuses) == ("design_patent", "三(三)3", "patent_type", True)
    assert "外观设计专利不计学时" in found.text.zh


def test_a_set_that_drops_the_line_and_names_a_figure_lets_it_pass() -> None:
    patent = CITY.ways["patent"]
    base = replace(patent.lines["base"][0], hours={"invention": 48, "utility_model": 36, "design": 20})
    wider = replace(patent, lines={**patent.lines, "base": (base,), "eligible": ()})
    assert codes(said("C11", rules=replace(CITY, ways={**CITY.ways, "patent": wider}))) == []


def test_a_warning_of_the_set_lets_it_pass() -> None:
    found = next(finding for finding in said("C23") if finding.code == "no_course_passed")
    assert (found.code, found.clause, found.refuses) == ("no_course_passed", "三(三)4", False)


def test_without_rules_in_force_nothing_is_filed() -> None:
    assert codes(said("C09", rules=None)) == ["no_rules_in_force"]


def test_a_kind_that_the_rules_do_not_have_is_not_open_and_it_is_said_by_which_clause() -> None:
    without = replace(CITY, ways={name: way for name, way in CITY.ways.items() if name != "patent"})
    found = [(finding.code, finding.clause) for finding in said("C09", rules=without)]
    assert found == [("way_not_open", "五(二)")]
