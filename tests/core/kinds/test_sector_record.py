"""Records of other systems: open under a set that says how they convert, credited to one year alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from ce_workflow.kinds import KINDS
from ce_workflow.kinds.fields import parse
from ce_workflow.rules.case import work_out
from ce_workflow.rules.facts import Alike, Sibling
from ce_workflow.rules.sets.asked import names_of
from ce_workflow.rules.sets.caps import spend, takes
from ce_workflow.rules.sets.explain import explained
from ce_workflow.rules.sets.trace import Used
from tests.core.claims_2019 import CITY, RECORDS, YEARS, codes, facts, given, said

KIND = KINDS["sector_record"]
WAY = RECORDS.ways["sector_record"]
R = "R01"


def hours(used: dict[str, Used] | None = None, **changes: object) -> Decimal | None:
    worked = work_out(KIND, given(R, **changes), facts(R, used=used or {}))
    return worked and worked.hours


@pytest.mark.parametrize(
    ("system", "counted_in", "amount", "converted"),
    [
        ("medical", "credits", "1", "3"),
        ("medical", "credits", "6.5", "19.5"),
        ("medical", "hours", "6.5", "6.5"),
        ("teachers", "credits", "18.5", "18.5"),
        ("accountants", "credits", "30", "30"),
        ("accountants", "credits", "90", "60"),
        ("medical", "credits", "999.9", "60"),
    ],
)
def test_credits_convert_as_the_set_says_up_to_its_cap(
    system: str, counted_in: str, amount: str, converted: str
) -> None:
    assert hours(system=system, counted_in=counted_in, amount=amount) == Decimal(converted)


def test_the_cap_of_the_year_is_shared_by_all_records_of_the_person() -> None:
    used: dict[str, Used] = {}
    spend(used, "1", takes(WAY, given(R), Decimal(50), used))
    assert hours(used, amount="6") == 10
    assert hours(used, system="accountants", amount="10") == 10
    spend(used, "2", takes(WAY, given(R), Decimal(10), used))
    assert hours(used, amount="6") == 0


def test_the_explanation_names_the_figure_and_says_that_it_is_a_default() -> None:
    worked = work_out(KIND, given(R), facts(R))
    assert worked
    [line] = explained(RECORDS, worked, names_of(WAY))
    assert str(line.text) == "3 for each of 6.5: Credits or hours on the record"
    assert (line.hours, line.cited, line.platform) == (Decimal("19.5"), "", True)
    assert line.origin == "chengdu-education-2019.1"
    worked = work_out(KIND, given(R, system="accountants"), facts(R))
    assert worked
    [line] = explained(RECORDS, worked, names_of(WAY))
    assert (line.cited, line.platform) == ("四川省会计专业技术人员继续教育实施办法（试行）", True)


def test_a_table_by_system_says_the_system_in_the_explanation() -> None:
    table: Any = {"medical": Decimal(3), "teachers": Decimal(1), "accountants": Decimal(1)}
    line = replace(WAY.lines["base"][1], id="credits", when=(), by=("system",), hours=table)
    way = replace(WAY, lines={**WAY.lines, "base": (line,)})
    rules = replace(RECORDS, ways={**RECORDS.ways, "sector_record": way})
    worked = work_out(KIND, given(R), facts(R, rules=rules))
    assert worked
    [said_of_it] = explained(rules, worked, names_of(way))
    expected = "Continuing medical education: 3 for each of 6.5: Credits or hours on the record"
    assert str(said_of_it.text) == expected


def test_a_right_record_has_nothing_against_it() -> None:
    assert said(R) == []


def test_under_the_citys_own_rules_the_kind_is_not_open() -> None:
    found = [(finding.code, finding.clause, finding.refuses) for finding in said(R, rules=CITY)]
    assert found == [("way_not_open", "五(二)", True)]
    assert work_out(KIND, given(R), facts(R, rules=CITY)) is None


def test_a_system_that_the_set_does_not_name_is_refused_in_its_own_words() -> None:
    [found] = said(R, {"system": "other", "system_name": "律师继续教育"})
    assert (found.code, found.field, found.refuses) == ("other_system", "system", True)
    assert codes(said(R, {"system": "other"})) == ["system_name_missing", "other_system"]


# --- one year -------------------------------------------------------------------------


def test_the_year_is_that_of_the_last_day() -> None:
    assert KIND.year(given(R)) == 2019
    assert KIND.year({}) is None


def test_a_record_that_lies_in_two_years_belongs_to_neither() -> None:
    [found] = said(R, {"started_on": "2018-12-31"})
    assert (found.code, found.field, found.clause) == ("record_over_new_year", "started_on", "五(二)")
    assert said(R, {"started_on": "2019-01-01"}) == []
    whole = replace(RECORDS, ways={**RECORDS.ways, "sector_record": replace(WAY, lines={"base": WAY.lines["base"]})})
    assert codes(said(R, {"started_on": "2018-12-31"}, rules=whole)) == ["record_over_new_year"]


@pytest.mark.parametrize(
    ("days", "field", "code"),
    [
        ({"started_on": "2019-06-29"}, "ended_on", "ends_before_it_starts"),
        ({"ended_on": "2019-09-03"}, "ended_on", "in_the_future"),
    ],
)
def test_t15_days_that_cannot_be_are_said_at_the_day(days: dict[str, str], field: str, code: str) -> None:
    assert (code, field) in [(found.code, found.field) for found in said(R, days)]


def test_t15_a_year_that_is_closed_takes_no_record() -> None:
    days = {"started_on": "2018-03-01", "ended_on": "2018-06-28"}
    found = said(R, days, year=YEARS[2018], filed_on=date(2019, 9, 2))
    assert any(finding.refuses and finding.field == "ended_on" for finding in found)


# --- what was typed -------------------------------------------------------------------

NONSENSE = ("0", "-1", "1e9", "999999999999999999999", "8.333", "八", "abc", "1,5", "NaN", "1000", True, [4], 8.333)


@pytest.mark.parametrize("typed", NONSENSE)
def test_t14_an_amount_that_is_none_is_a_finding_at_its_field(typed: object) -> None:
    answers, found = parse(KIND, {"amount": typed})
    assert answers == {}
    assert [(finding.code, finding.field) for finding in found] == [("amount_unreadable", "amount")]
    assert "hours" not in str(found[0].text).replace("Credits or hours", "")


@pytest.mark.parametrize(("typed", "amount"), [("", None), ("６．５", "6.5"), (" 30 ", "30"), (25, "25")])
def test_t14_an_amount_is_read_as_people_type_it(typed: object, amount: str | None) -> None:
    answers, found = parse(KIND, {"amount": typed})
    assert (answers.get("amount"), found) == (Decimal(amount) if amount else None, [])


DAYS = ("2026-02-29", "0001-01-01", "9999-12-31", "31/12/2026")


@pytest.mark.parametrize("day", DAYS)
def test_t15_a_day_that_is_none_is_a_finding_at_its_field(day: str) -> None:
    assert [finding.field for finding in parse(KIND, {"ended_on": day})[1]] == ["ended_on"]


@pytest.mark.parametrize(("moment", "year"), [("2026-12-31T23:59:59+08:00", 2026), ("2026-12-31T16:00:00Z", 2027)])
def test_t16_a_moment_belongs_to_its_day_in_chengdu(moment: str, year: int) -> None:
    assert KIND.year(parse(KIND, {"ended_on": moment})[0]) == year


# --- one credit -----------------------------------------------------------------------


@pytest.mark.parametrize("number", ["CME-2019-0001", "cme 2019 0001", "ＣＭＥ—２０１９—０００１"])
def test_a_number_is_known_again_however_it_is_written(number: str) -> None:
    assert KIND.certificate({"record_number": number}) == "certificate:CME20190001"


def test_a_number_is_known_again_in_another_kind() -> None:
    course = KINDS["public_course"].certificate({"certificate_number": "CME-2019-0001"})
    assert course == KIND.certificate(given(R))


def test_a_number_that_cannot_be_compared_is_refused() -> None:
    assert codes(said(R, {"record_number": "——"})) == ["record_number_unreadable"]


def test_what_it_shares_with_other_claims_is_a_flag_for_the_deciders() -> None:
    alike = Alike(days=(7,), certificates=(Sibling(8, mine=True),), files=(Sibling(9, mine=False),))
    found = {finding.code: finding for finding in said(R, alike=alike)}
    assert found.keys() == {"days_overlap", "certificate_seen_before", "file_seen_before"}
    assert {finding.level for finding in found.values()} == {"flag"}
    assert found["certificate_seen_before"].field == "record_number"
