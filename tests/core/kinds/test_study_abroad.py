"""Study abroad: in the year, organised by the unit, related to the profession, at least 20 days."""

from datetime import date

import pytest

from tests.core.claims_2019 import YEARS, codes, given, kind_of, said, worked_out


def stay(started_on: str, ended_on: str, travel_days: int = 0) -> dict[str, object]:
    return {"started_on": started_on, "ended_on": ended_on, "travel_days": travel_days}


@pytest.mark.parametrize(
    ("started_on", "ended_on", "travel_days", "hours"),
    [
        ("2019-03-01", "2019-03-25", 3, 30),
        ("2019-03-01", "2019-03-20", 17, 24),
        ("2019-03-04", "2019-06-02", 0, 30),  # a day short of three months
        ("2019-03-04", "2019-06-03", 0, 60),  # exactly three months
        ("2019-01-01", "2019-06-30", 0, 60),  # exactly six months
        ("2019-01-01", "2019-07-01", 0, 90),  # a day above six months
        ("2019-03-01", "2019-03-20", 20, 0),
        ("2019-03-01", "2019-03-20", 30, 0),
    ],
)
def test_hours_are_eight_a_day_up_to_what_the_length_allows(
    started_on: str, ended_on: str, travel_days: int, hours: int
) -> None:
    assert worked_out("C01", **stay(started_on, ended_on, travel_days)) == hours


@pytest.mark.parametrize(
    ("changes", "code", "clause", "field"),
    [
        ({"organised_by_unit": "no"}, "not_organised_by_unit", "三(三)2", "organised_by_unit"),
        ({"organised_by_unit": None}, "blank", "三(三)2", "organised_by_unit"),
        ({"relation": " "}, "blank", "三(三)2", "relation"),
        (stay("2019-05-06", "2019-05-24"), "stay_too_short", "三(三)2", "ended_on"),
        (stay("2018-12-13", "2019-01-19"), "stay_too_short_in_year", "三(三)2", "ended_on"),
        ({"country": "中国"}, "not_abroad", "三(三)2", "country"),
        ({"travel_days": 109}, "travel_too_long", None, "travel_days"),
    ],
)
def test_a_test_that_is_not_met_refuses(changes: dict[str, object], code: str, clause: str | None, field: str) -> None:
    found = [finding for finding in said("C01", changes) if finding.refuses]
    assert [(finding.code, finding.clause, finding.field) for finding in found] == [(code, clause, field)]


@pytest.mark.parametrize(
    ("changes", "warnings"),
    [
        (stay("2019-05-06", "2019-05-25"), []),
        (stay("2019-05-06", "2019-05-25", 1), ["short_without_travel"]),
        (stay("2018-12-12", "2019-01-20"), ["over_new_year", "over_new_year_one_year"]),
        (
            stay("2018-12-12", "2019-01-20", 2),
            ["over_new_year", "over_new_year_one_year", "short_without_travel"],
        ),
        ({"country": "香港"}, ["perhaps_not_abroad"]),
        ({"country": "中国澳门特别行政区"}, ["perhaps_not_abroad"]),
        ({"country": "Taiwan"}, ["perhaps_not_abroad"]),
    ],
)
def test_a_doubt_warns_the_deciders(changes: dict[str, object], warnings: list[str]) -> None:
    found = said("C01", changes)
    assert not any(finding.refuses for finding in found)
    assert codes(found) == warnings


def test_a_stay_over_new_year_belongs_to_the_year_in_which_it_ended() -> None:
    found = said("C05", year=YEARS[2019], filed_on=date(2019, 2, 20))
    assert [finding.clause for finding in found] == ["三(三)2", "五(二)"]
    assert kind_of("C05").year(given("C05")) == 2019
