"""Hours that were credited once never wander into another year."""

from __future__ import annotations

import pytest

from ce_workflow.rules import findings
from tests.core.claims_2019 import YEARS, facts, given, kind_of


@pytest.mark.parametrize("step", ["edit", "submit"])
@pytest.mark.parametrize(("credited", "codes"), [(None, []), (2019, []), (2018, ["year_changed"])])
def test_the_year_of_an_earlier_credit_stays(step: str, credited: int | None, codes: list[str]) -> None:
    found = findings(step, kind_of("C27"), given("C27"), facts("C27", credited_year=credited, year=YEARS[2019]))
    assert [finding.code for finding in found] == codes
    assert all((finding.clause, finding.field) == ("五(二)", "ended_on") for finding in found)


def test_a_blank_date_says_nothing_about_the_year() -> None:
    answers = {name: answer for name, answer in given("C27").items() if name != "ended_on"}
    assert findings("edit", kind_of("C27"), answers, facts("C27", credited_year=2018)) == []
