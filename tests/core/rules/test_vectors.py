"""The tables of other places, each a rule set, give what they say: every test vector of the reference, and more."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from ce_workflow.rules.sets.evaluate import evaluate, tally
from ce_workflow.rules.sets.needs import lacking
from tests.core.rules.written import NAMES, city, table

D = date
ABROAD = {"started_on": D(2019, 3, 1), "travel_days": 0}

VECTORS = [
    ("cd2", "face_to_face", {"class_hours": 16, "started_on": D(2021, 3, 1), "ended_on": D(2021, 3, 2)}, 12),
    ("cd2", "online", {"minutes": 45 * 45, "started_on": D(2021, 3, 1), "completed_on": D(2021, 3, 31)}, 30),
    ("t3", "abroad", {"started_on": D(2019, 3, 1), "ended_on": D(2019, 3, 25), "travel_days": 3}, 30),
    ("t3", "abroad", ABROAD | {"ended_on": D(2019, 6, 8)}, 60),
    ("t3", "abroad", ABROAD | {"ended_on": D(2019, 9, 16)}, 90),
    ("t3", "meeting", {"level": "national", "paper_characters": 2500}, 40),
    ("t3", "teaching", {"what": "class", "class_hours": 4}, 8),
    ("t3", "teaching", {"what": "lecture", "class_hours": 3}, 9),
    ("t4", "project", {"level": "national", "part": "main", "rank": 2}, 56),
    ("t4", "project", {"level": "national", "part": "main", "rank": 6}, 0),
    ("t6", "patented", {"patent_type": "invention", "rank": 3}, 36),
    ("t6", "patented", {"patent_type": "utility_model", "rank": 2}, 30),
    ("t6", "award", {"level": "provincial", "class": "second", "rank": 3}, 36),
    ("t6", "award", {"level": "national", "class": "first", "rank": 7}, 60),
    ("t1", "paper", {"role": "other", "cn_number": "CN51-1234"}, 10),
    ("t1", "research", {"role": "member"}, 60),
    ("t2", "project", {"level": "national", "class_hours": 9}, 3),
    ("t2", "award", {"level": "provincial", "class": "first", "rank": 4}, 17),
    ("t8", "class", {"mode": "full_time", "days": 5}, 30),
    ("t8", "class", {"mode": "half_time", "days": 5}, 15),
    ("t9", "other_training", {"days": 5}, 16),
    ("t9", "degree_years", {"study_years": 4}, 72),
]
"""What the reference lists under "Test vectors", but for those that follow by name below."""

MORE = [
    ("cd2", "online", {"minutes": 44, "started_on": D(2021, 3, 1), "completed_on": D(2021, 3, 1)}, 0),
    ("t1", "exam", {"papers_passed": 2}, 180),
    ("t1", "meeting", {"started_on": D(2019, 5, 1), "ended_on": D(2019, 5, 3), "organiser": "ce_authority"}, 30),
    ("t1", "meeting", {"started_on": D(2019, 5, 1), "ended_on": D(2019, 5, 3), "organiser": "shop"}, 0),
    ("t1", "study", {"courses_passed": 1}, 90),
    ("t1", "book", {"role": "other"}, 60),
    ("t1", "paper", {"role": "sole"}, 0),
    ("t1-jiangsu", "registered", {}, 90),
    ("t1-jiangsu", "book", {"role": "first"}, 90),
    ("t1-zhejiang", "study", {"courses_passed": 1}, 24),
    ("t2", "project", {"level": "national", "part": "lectured", "class_hours": 3}, 6),
    ("t2", "project", {"level": "provincial", "part": "lectured", "class_hours": 3}, "1.5"),
    ("t2", "project", {"level": "municipal", "class_hours": 600}, 25),
    ("t2", "paper", {"journal": "foreign", "rank": 3}, 8),
    ("t2", "paper", {"journal": "provincial", "rank": 5}, 1),
    ("t2", "paper", {"journal": "provincial", "rank": 40}, 0),
    ("t2", "research", {"level": "municipal", "rank": 5}, 3),
    ("t2", "research", {"level": "municipal", "rank": 6}, 0),
    ("t2", "award", {"level": "national", "rank": 5}, 25),
    ("t2", "award", {"level": "national", "rank": 60}, 20),
    ("t2", "in_service_degree", {"within_schooling_years": True, "passed": True}, 25),
    ("t2", "in_service_degree", {"within_schooling_years": True, "passed": False}, 0),
    ("t3", "class", {"started_on": D(2019, 5, 1), "ended_on": D(2019, 5, 3), "class_hours": 20}, 24),
    ("t3", "class", {"started_on": D(2019, 5, 1), "ended_on": D(2019, 5, 3)}, 12),
    ("t3", "meeting", {"level": "provincial", "paper_characters": 2000}, 23),
    ("t3", "meeting", {"level": "provincial"}, 8),
    ("t3", "courseware", {"labelled_hours": Decimal("7.5")}, "7.5"),
    ("t4", "class", {"approved_hours": 40, "approval_number": "豫人社〔2019〕1号"}, 40),
    ("t4", "class", {"approved_hours": 40}, 0),
    ("t4", "course", {"courses_passed": 3}, 45),
    ("t4", "meeting", {"level": "national", "paper_characters": 2001}, 20),
    ("t4", "project", {"level": "provincial", "part": "sub", "rank": 3}, 24),
    ("t6", "patented", {"patent_type": "design", "rank": 7}, 0),
    ("t6", "award", {"level": "national", "class": "second", "rank": 1}, 60),
    ("t6", "award", {"level": "national", "class": "second", "rank": 2}, None),
    ("t6", "award", {"level": "national", "class": "third", "rank": 2}, 43),
    ("t6", "endorsed_report", {}, 20),
    ("t6", "computer_exam", {"modules": 4}, 48),
    ("t7", "class", {"class_type": "advanced_seminar", "started_on": D(2019, 5, 1), "ended_on": D(2019, 5, 5)}, 60),
    (
        "t7",
        "class",
        {"class_type": "university", "started_on": D(2019, 5, 1), "ended_on": D(2019, 5, 20), "title_level": "junior"},
        80,
    ),
    ("t7", "diploma", {"graduated_on": D(2016, 6, 30), "filed_on": D(2019, 6, 30)}, 72),
    ("t7", "diploma", {"graduated_on": D(2016, 6, 30), "filed_on": D(2019, 7, 1)}, 0),
    ("t8", "public_class", {"courses": 1}, 72),
    ("t8", "exam", {"exams_passed": 2}, 80),
    ("t8", "study", {"what": "degree"}, 100),
    ("t8", "study", {"what": "self_taught_examination", "courses_passed": 2}, 30),
    ("t8", "visit", {"class_hours": 9, "report": True, "leader_opinion": True, "sealed": False}, 0),
    ("t9", "base_class", {"class_hours": 40, "started_on": D(2019, 5, 1), "ended_on": D(2019, 5, 3)}, 24),
    ("t9", "full_time", {"started_on": D(2019, 5, 1), "ended_on": D(2019, 7, 31)}, 24),
    ("t9", "full_time", {"started_on": D(2019, 5, 1), "ended_on": D(2019, 8, 1)}, 48),
    ("t9", "full_time", {"started_on": D(2019, 5, 1), "ended_on": D(2019, 5, 12)}, 0),
    ("t9", "paper", {"role": "other"}, 20),
    ("t9", "monograph", {"persons": 1}, 72),
    ("t9", "monograph", {"persons": 7, "rank": 6}, 0),
    ("t9", "project", {"part": "main", "level": "provincial", "rank": 5}, 30),
    ("t9", "project", {"part": "main", "level": "provincial", "rank": 6}, 10),
    ("t10", "class", {"half_days": 3}, 12),
    ("t10", "class", {"half_days": 3, "fixed_hours": 10}, 10),
    ("t11", "class", {"days": 2}, 16),
    ("t11", "class", {"minutes": 100}, 2),
    ("t11", "credits", {"credits": 18}, 18),
    ("t12", "fujian_paper", {"persons": 2, "rank": 2}, 40),
    ("t12", "fujian_paper", {"persons": 5, "rank": 1}, 20),
    ("t12", "fujian_paper", {"persons": 5, "rank": 5}, 5),
    ("t12", "zibo_points", {"points": 1999}, 0),
    ("t12", "zibo_points", {"points": 2000}, 10),
    ("t12", "hunan_class", {"class_hours": 8, "agreed_on": D(2019, 5, 1), "started_on": D(2019, 5, 2)}, 8),
    ("t12", "hunan_class", {"class_hours": 8, "agreed_on": D(2019, 5, 3), "started_on": D(2019, 5, 2)}, 0),
    ("t12", "hunan_class", {"class_hours": 8, "started_on": D(2019, 5, 2)}, 0),
    ("t12", "medical_credits", {"credits": 25}, 75),
]


@pytest.mark.parametrize("name", NAMES)
def test_a_table_can_be_said_without_a_fault(name: str) -> None:
    assert table(name).ways


@pytest.mark.parametrize(("name", "way", "facts", "hours"), [*VECTORS, *MORE])
def test_a_table_gives_what_it_says(name: str, way: str, facts: dict[str, Any], hours: Any) -> None:
    result = evaluate(table(name), table(name).ways[way], facts)
    assert result.hours == (None if hours is None else Decimal(hours))
    assert sum(step.change for step in result.trace) == (result.hours or 0)


def test_what_is_over_a_cap_is_shown() -> None:
    facts = {"minutes": 45 * 45, "started_on": D(2021, 3, 1), "completed_on": D(2021, 3, 31)}
    assert evaluate(table("cd2"), table("cd2").ways["online"], facts).over == 15


@pytest.mark.parametrize(("days", "eligible"), [(19, False), (20, True)])
def test_a_stay_abroad_is_eligible_from_twenty_days_on(days: int, eligible: bool) -> None:
    facts = {"started_on": D(2019, 3, 1), "ended_on": D(2019, 3, days), "travel_days": 0, "organised_by_unit": True}
    assert evaluate(city(), city().ways["study_abroad"], facts).eligible == eligible


def test_an_award_of_the_first_class_completes_the_professional_subject() -> None:
    rules = table("t6")
    result = evaluate(rules, rules.ways["award"], {"level": "national", "class": "first"})
    assert result.completes == "professional"
    assert lacking(rules, [result]) == {"year": 30}


def test_of_one_result_the_highest_award_counts_once() -> None:
    rules = table("t2")
    city_first = {"level": "municipal", "class": "first", "rank": 1, "achievement": "bridge"}
    province_third = {"level": "provincial", "class": "third", "rank": 1, "achievement": "bridge"}
    items = [("A", rules.ways["award"], city_first), ("B", rules.ways["award"], province_third)]
    assert [result.hours for _, result in tally(rules, items)] == [10, 0]


def test_a_junior_needs_less() -> None:
    rules = table("t7")
    held = {"class_type": "advanced_seminar", "started_on": D(2019, 5, 1), "ended_on": D(2019, 5, 3)}
    study = evaluate(rules, rules.ways["class"], held)._replace(hours=Decimal(21))
    course = study._replace(subject="public", hours=Decimal(24))
    assert lacking(rules, [study, course], {"title_level": "junior"}) == {}
    assert lacking(rules, [study, course], {"title_level": "senior"}) == {"year": 27}


def test_the_year_of_a_study_is_that_of_its_transcript_else_of_its_diploma() -> None:
    way = table("t1-zhejiang").ways["study"]
    told = {"transcript_on": D(2013, 12, 30), "diploma_on": D(2014, 1, 5)}
    years = [
        evaluate(table("t1-zhejiang"), way, facts).facts["year"] for facts in (told, {"diploma_on": D(2014, 1, 5)})
    ]
    assert years == [2013, 2014]


def test_the_duty_begins_in_the_year_after_the_qualification() -> None:
    rules = table("t1")
    assert lacking(rules, [], {"qualified_on": D(2019, 1, 1)}) == {}
    assert lacking(rules, [], {"qualified_on": D(2018, 12, 31)}) == {"year": 90, "professional": 60}


def test_the_same_course_counts_once() -> None:
    rules = table("t12")
    way = rules.ways["changzhou_certificate"]
    items = [(name, way, {"course": course}) for name, course in (("A", "law"), ("B", "law"), ("C", "ethics"))]
    assert [result.hours for _, result in tally(rules, items)] == [24, 0, 24]
