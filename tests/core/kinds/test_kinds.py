"""The kinds as they stand in the contract: names, fields, evidence, lists, clauses."""

from __future__ import annotations

import inspect
from importlib import import_module

import pytest

from ce_workflow.kinds import KINDS
from ce_workflow.kinds.kind import Field, Kind
from ce_workflow.rules.sets.evaluate import evaluate
from ce_workflow.rules.sets.explain import refused_answers
from tests.core.claims_2019 import CITY, RECORDS

CONTRACT = {
    "training": (
        "organiser organiser_type delivered_by format started_on ended_on class_hours result",
        "notice certificate* timetable",
        "ended_on",
    ),
    "conference": (
        "format organiser organiser_type level part paper_characters started_on ended_on class_hours",
        "invitation* attendance* paper",
        "ended_on",
    ),
    "study_abroad": (
        "country host purpose organised_by_unit relation started_on ended_on travel_days",
        "assignment* travel_record* report*",
        "ended_on",
    ),
    "patent": ("patent_type patent_number granted_on inventor_rank inventor_count", "certificate*", "granted_on"),
    "achievement": (
        "achievement_type level appraisal_number appraised_on rank member_count",
        "appraisal*",
        "appraised_on",
    ),
    "degree": (
        "degree in_service school major courses_passed completed_on",
        "transcript* enrolment*",
        "completed_on",
    ),
    "sector_record": (
        "system system_name issued_by record_number counted_in amount started_on ended_on",
        "record* activities",
        "ended_on",
    ),
    "public_course": (
        "platform theme certificate_number class_hours completed_on result",
        "certificate*",
        "completed_on",
    ),
}
LISTS = {
    ("training", "organiser_type"): "unit sector hr_bureau association base -other",
    ("training", "format"): "class seminar",
    ("training", "result"): "passed completed -failed",
    ("conference", "format"): "conference lecture",
    ("conference", "organiser_type"): "unit sector hr_bureau association base -other",
    ("conference", "level"): "national provincial municipal unit",
    ("conference", "part"): "attended presented lectured",
    ("study_abroad", "purpose"): "study visit",
    ("patent", "patent_type"): "invention utility_model -design",
    ("achievement", "achievement_type"): "research design management",
    ("achievement", "level"): "national provincial -municipal",
    ("degree", "degree"): "bachelor master doctor second_degree -junior_college",
    ("sector_record", "system"): "medical teachers accountants -other",
    ("sector_record", "counted_in"): "credits hours",
    ("public_course", "result"): "passed completed -failed",
}


def field(kind: Kind, name: str) -> Field:
    return next(field for field in kind.fields if field.name == name)


def test_there_are_the_seven_kinds_of_the_contract_and_the_records_of_other_systems() -> None:
    assert KINDS.keys() == CONTRACT.keys()
    assert KINDS.keys() - CITY.ways.keys() == {"sector_record"}


def test_kinds_stand_in_the_order_of_the_notice_with_the_public_subjects_last() -> None:
    clauses = [kind.clause for kind in KINDS.values()]
    assert clauses == ["三(三)1", "三(三)1", "三(三)2", "三(三)3", "三(三)3", "三(三)4", "五(二)", "三(一)"]
    assert [kind.category for kind in KINDS.values()] == 7 * ["professional"] + ["public"]


@pytest.mark.parametrize("code", KINDS)
def test_a_kind_asks_what_the_contract_says(code: str) -> None:
    kind, (asks, evidence, year_by) = KINDS[code], CONTRACT[code]
    assert [field.name for field in kind.fields] == ["title", *asks.split(), "hours_claimed", "note"]
    assert [piece.name + "*" * piece.required for piece in kind.evidence] == evidence.split()
    assert kind.year_by == year_by


@pytest.mark.parametrize(("code", "name"), LISTS)
def test_a_list_offers_its_answers_and_those_that_are_refused_with_a_reason(code: str, name: str) -> None:
    answers = [choice.code for choice in field(KINDS[code], name).choices]
    refused = refused_answers(RECORDS, RECORDS.ways[code], name, answers)
    assert ["-" * (answer in refused) + answer for answer in answers] == LISTS[code, name].split()


def test_every_list_of_every_kind_is_looked_at_here() -> None:
    assert {(code, f.name) for code, kind in KINDS.items() for f in kind.fields if f.choices} == set(LISTS)


@pytest.mark.parametrize("code", KINDS)
def test_a_kind_has_checklists_of_its_own_and_the_reviewer_has_seen_the_originals(code: str) -> None:
    checks = KINDS[code].checks
    assert checks.keys() == {"review", "verify"}
    assert checks["review"][0].code == "original_seen"
    for lines in checks.values():
        assert 2 <= len({line.code for line in lines}) == len(lines) <= 4


@pytest.mark.parametrize("code", KINDS)
def test_a_kind_says_what_it_is_and_where_it_stands(code: str) -> None:
    kind = KINDS[code]
    assert kind.clause in (inspect.getdoc(import_module(f"ce_workflow.kinds.{code}")) or "")
    assert kind.label
    assert kind.about
    named = {field.name for field in kind.fields}
    assert {kind.year_by, *(kind.span or ())} <= named
    assert {kind.rank_field, kind.count_field} - {None} <= named


@pytest.mark.parametrize("code", KINDS)
def test_without_answers_a_kind_works_out_nothing_and_has_no_year(code: str) -> None:
    kind = KINDS[code]
    assert evaluate(RECORDS, RECORDS.ways[code], {}).hours is None
    assert kind.year({}) is None
    assert kind.days({}) is None
    assert kind.achievement({}) is None
