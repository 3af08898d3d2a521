"""All rules together: found by their files, asked all at once, refusals first."""

from __future__ import annotations

import inspect
import re
from datetime import date
from importlib import import_module
from pathlib import Path

import pytest
from hypothesis import given as any_of
from hypothesis import strategies as st

import ce_workflow.rules
from ce_workflow.kinds import KINDS
from ce_workflow.kinds.fields import parse
from ce_workflow.kinds.kind import Field
from ce_workflow.rules import RULES, findings
from ce_workflow.rules.facts import Facts, Sibling
from tests.core.claims_2019 import PLATFORMS, RIGHT, THEMES, YEARS, claim_of, codes, facts, kind_of, said

FOLDER = Path(ce_workflow.rules.__file__).parent
FILES = [path.stem for path in FOLDER.glob("*.py") if re.search(r"^AT = ", path.read_text("utf-8"), re.MULTILINE)]


def test_every_file_that_says_at_is_a_rule() -> None:
    asked = {rule.__module__.rpartition(".")[2] for rules in RULES.values() for rule in rules}
    assert asked == set(FILES)


@pytest.mark.parametrize("name", FILES)
def test_a_rule_says_what_must_hold_and_has_a_test(name: str) -> None:
    assert inspect.getdoc(import_module(f"ce_workflow.rules.{name}"))
    assert Path(__file__).with_name(f"test_{name}.py").exists() or name == "of_the_kind"


@pytest.mark.parametrize("claim_id", RIGHT.values())
def test_nothing_is_said_about_a_claim_in_which_nothing_is_wrong(claim_id: str) -> None:
    assert said(claim_id) == []


def test_everything_is_said_at_once_and_refusals_first() -> None:
    found = said(
        "C09",
        {"inventor_rank": 9, "inventor_count": 4, "patent_type": "design", "title": None, "hours_claimed": None},
        pieces=frozenset(),
        year=YEARS[2018],
        same_achievement=(Sibling(1, mine=True, rank=1), Sibling(2, mine=False, rank=1)),
    )
    assert codes(found) == [
        "evidence_missing",
        "design_patent",
        "claimed_already",
        "rank_above_count",
        "blank",
        "blank",
        "filing_closed",
        "claimed_by_another",
    ]


@pytest.mark.parametrize(
    ("claim_id", "unread"),
    [(claim_id, field.name) for claim_id in RIGHT.values() for field in kind_of(claim_id).fields],
)
def test_an_answer_that_cannot_be_read_makes_no_rule_speak_of_the_others(claim_id: str, unread: str) -> None:
    kind = kind_of(claim_id)
    answers, found = parse(kind, claim_of(claim_id)["fields"] | {unread: "\u202e"})
    assert {finding.field for finding in found} == {unread}
    year = kind.year(answers)
    known = facts(
        claim_id,
        year=YEARS[year] if year else None,
        themes=THEMES if year else frozenset(),
        same_achievement=(Sibling(7, mine=False, rank=99),) if unread == kind.rank_field else (),
    )
    assert {finding.field for finding in findings("submit", kind, answers, known)} <= {unread}


def test_what_contradicts_itself_is_said_beside_answers_that_cannot_be_read() -> None:
    kind = kind_of("C27")
    wrong = {"hours_claimed": "abc", "class_hours": "many", "started_on": "2019-06-10", "ended_on": "2019-06-09"}
    answers, unread = parse(kind, claim_of("C27")["fields"] | wrong)
    assert {finding.field for finding in unread} == {"hours_claimed", "class_hours"}
    ruled = findings("submit", kind, answers, facts("C27"))
    assert codes([finding for finding in ruled if finding.field in answers]) == ["ends_before_it_starts"]


def test_a_step_without_rules_has_no_findings() -> None:
    assert findings("withdraw", KINDS["patent"], {}, Facts(filed_on=date(2019, 5, 1))) == []


DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))
ANSWERS: dict[str, st.SearchStrategy[object]] = {
    "hours": st.from_regex(r"[0-9]{1,3}(\.[0-9])?", fullmatch=True),
    "number": st.integers(0, 99),
    "date": DAYS,
    "yes_no": st.booleans(),
}


def words(field: Field) -> list[str]:
    return [*(choice.code for choice in field.choices), *PLATFORMS, "5G+", "ZL201810123456.9", "香港", "x"]


@any_of(st.data())
def test_rules_have_an_answer_to_whatever_was_read(data: st.DataObject) -> None:
    kind = KINDS[data.draw(st.sampled_from(sorted(KINDS)))]
    asked = {field.name: ANSWERS.get(field.type, st.sampled_from(words(field))) for field in kind.fields}
    answers, _ = parse(kind, data.draw(st.fixed_dictionaries({}, optional=asked)))
    year = data.draw(st.sampled_from([None, *YEARS.values()]))
    known = Facts(data.draw(DAYS), year=year, themes=THEMES, platforms=PLATFORMS)
    for finding in findings("submit", kind, answers, known):
        assert str(finding.text)
        assert finding.field is None or finding.field.startswith("evidence-") or finding.field in asked
