"""The standing of a year: public x of 30, professional x of 60, total x of 90."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ce_workflow.ledger.standing import Measure, Standing, standing

NEED = SimpleNamespace(public=3000, professional=6000, total=9000)


def met(year: Standing) -> tuple[bool, bool, bool, bool]:
    return (year.public.met, year.professional.met, year.total.met, year.met)


@pytest.mark.parametrize(
    ("public", "professional", "expected"),
    [
        (0, 0, (False, False, False, False)),
        (3000, 6000, (True, True, True, True)),
        (2999, 6000, (False, True, False, False)),
        (2999, 6001, (False, True, True, False)),
        (3000, 5999, (True, False, False, False)),
        (9000, 0, (True, False, True, False)),
        (3100, 5900, (True, False, True, False)),
        (9999, 9999, (True, True, True, True)),
    ],
)
def test_each_figure_is_met_by_itself_and_the_year_by_all_three(
    public: int, professional: int, expected: tuple[bool, bool, bool, bool]
) -> None:
    assert met(standing({"public": public, "professional": professional}, NEED)) == expected


def test_public_hours_above_their_need_count_in_the_total() -> None:
    need = SimpleNamespace(public=3000, professional=4000, total=9000)
    year = standing({"public": 5000, "professional": 4000}, need)
    assert (year.total.have, year.met) == (9000, True)


def test_what_is_missing_is_named_and_never_negative() -> None:
    year = standing({"public": 4000}, NEED)
    assert (year.public.missing, year.professional.missing, year.total.missing) == (0, 6000, 5000)


@pytest.mark.parametrize(
    ("have", "coming", "closing"),
    [
        ({}, {"professional": 1200}, 1200),
        ({}, {"public": 5000}, 3000),
        ({"professional": 5000}, {"professional": 3000}, 1000),
        ({"public": 3000, "professional": 5000}, {"professional": 3000}, 1000),
        ({"professional": 9000}, {"professional": 3000}, 0),
    ],
)
def test_hours_on_their_way_close_no_more_than_they_are_needed_for(
    have: dict[str, int], coming: dict[str, int], closing: int
) -> None:
    assert standing(have, NEED, coming).closing == closing


def test_each_figure_names_its_basis() -> None:
    year = standing({}, NEED)
    assert (year.public.clause, year.total.clause) == ("三", "人社部令第25号 第八条")
    assert year.public == Measure(need=3000, have=0, clause="三")


def test_hours_of_no_known_category_are_refused() -> None:
    with pytest.raises(ValueError, match="elective"):
        standing({"elective": 100}, NEED)


@given(st.integers(0, 20000), st.integers(0, 20000))
def test_the_total_is_the_sum(public: int, professional: int) -> None:
    year = standing({"public": public, "professional": professional}, NEED)
    assert year.total.have == public + professional
    assert year.total.missing == max(0, 9000 - public - professional)
