"""A claim is filed within the window of the year in which it was completed."""

from dataclasses import replace
from datetime import date

import pytest

from ce_workflow.rules.year_open import takes_claims
from tests.core.claims_2019 import YEARS, said

OPEN = YEARS[2019]


@pytest.mark.parametrize(
    ("filed_on", "codes"),
    [
        (date(2020, 1, 31), []),
        (date(2020, 2, 1), ["filing_closed"]),
        (date(2050, 1, 1), ["filing_closed"]),
    ],
)
def test_the_day_on_which_filing_closes_is_its_last(filed_on: date, codes: list[str]) -> None:
    found = said("C27", filed_on=filed_on)
    assert [finding.code for finding in found] == codes
    assert all((finding.clause, finding.field) == ("五(二)", "ended_on") for finding in found)


def test_t15_a_year_that_is_not_known_is_not_open() -> None:
    assert [(f.code, f.clause, f.field) for f in said("C09", year=None)] == [("year_not_open", "五(二)", "granted_on")]


def test_a_year_that_opens_later_is_refused_until_then() -> None:
    year = replace(OPEN, opens_on=date(2019, 11, 21))
    assert [finding.code for finding in said("C27", year=year)] == ["year_not_yet_open"]
    assert said("C27", year=year, filed_on=date(2019, 11, 21)) == []


def test_a_year_without_end_takes_claims_on_any_day() -> None:
    year = replace(OPEN, filing_closes_on=None, deciding_closes_on=None, locked_on=None)
    assert said("C27", year=year, filed_on=date(2026, 5, 1)) == []


@pytest.mark.parametrize(("first", "codes"), [(date(2020, 1, 31), []), (date(2020, 2, 1), ["filing_closed"])])
def test_what_comes_back_corrected_was_filed_on_its_first_day(first: date, codes: list[str]) -> None:
    found = said("C27", filed_on=date(2020, 2, 15), filed_before=(first,))
    assert [finding.code for finding in found] == codes


def test_a_first_day_of_filing_is_no_ticket_for_what_was_completed_later() -> None:
    year = replace(OPEN, filing_closes_on=date(2019, 9, 10), deciding_closes_on=None, locked_on=None)
    filed = {"year": year, "filed_before": (date(2019, 9, 2),), "filed_on": date(2019, 11, 20)}
    later = {"started_on": "2019-10-20", "ended_on": "2019-10-22"}
    assert [finding.code for finding in said("C27", later, **filed)] == ["filing_closed"]
    by_then = {"started_on": "2019-08-31", "ended_on": "2019-09-02"}
    assert said("C27", by_then, **filed) == []


@pytest.mark.parametrize("filed_on", [date(2020, 2, 1), date(2020, 3, 1), date(2020, 3, 31), date(2050, 1, 1)])
def test_a_correction_that_rests_on_a_document_comes_when_it_comes(filed_on: date) -> None:
    assert said("C27", filed_on=filed_on, by_document=True) == []


@pytest.mark.parametrize(
    ("filed_on", "code"), [(date(2020, 3, 1), "deciding_closed"), (date(2020, 3, 31), "year_locked")]
)
def test_what_nobody_could_decide_any_more_is_not_taken(filed_on: date, code: str) -> None:
    endless = replace(OPEN, filing_closes_on=None)
    assert [(f.code, f.clause) for f in said("C27", year=endless, filed_on=filed_on)] == [(code, "五(二)")]
    assert [f.code for f in said("C27", filed_on=filed_on, filed_before=(date(2019, 12, 1),))] == [code]


@pytest.mark.parametrize(
    ("years_days", "on", "takes"),
    [
        ({"opens_on": date(2019, 3, 1)}, date(2019, 2, 28), False),
        ({"opens_on": date(2019, 3, 1)}, date(2019, 3, 1), True),
        ({}, date(2050, 1, 1), True),
        ({"filing_closes_on": date(2020, 1, 31)}, date(2020, 1, 31), True),
        ({"filing_closes_on": date(2020, 1, 31)}, date(2020, 2, 1), False),
        ({"deciding_closes_on": date(2020, 2, 29)}, date(2020, 2, 29), True),
        ({"deciding_closes_on": date(2020, 2, 29)}, date(2020, 3, 1), False),
        ({"locked_on": date(2020, 3, 31)}, date(2020, 3, 30), True),
        ({"locked_on": date(2020, 3, 31)}, date(2020, 3, 31), False),
    ],
)
def test_a_year_takes_claims_on_the_days_on_which_one_that_is_filed_is_not_refused(
    years_days: dict[str, date], on: date, takes: bool
) -> None:
    none = dict.fromkeys(("filing_closes_on", "deciding_closes_on", "locked_on"))
    year = replace(OPEN, **{**none, **years_days})
    assert takes_claims(year, on) is takes
    early = {"started_on": "2019-01-05", "ended_on": "2019-01-07"}
    assert (said("C27", early, year=year, filed_on=on) == []) is takes
