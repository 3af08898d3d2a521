"""Who may file a kind is for the rule set to say; where it does not, both may."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.core.claims_2019 import CITY, codes, said


@pytest.mark.parametrize("who", ["claimant", "organiser"])
def test_only_those_whom_the_set_names_may_file(who: str) -> None:
    for allowed in (("claimant",), ("organiser",), ("claimant", "organiser")):
        rules = replace(CITY, ways={**CITY.ways, "training": replace(CITY.ways["training"], registered_by=allowed)})
        found = said("C27", rules=rules, filed_by=who)
        assert codes(found) == ([] if who in allowed else ["not_filed_by"])
        assert all(finding.clause == "三(三)1" for finding in found)


@pytest.mark.parametrize("who", ["claimant", "organiser"])
def test_without_a_word_of_the_set_both_may(who: str) -> None:
    assert said("C27", filed_by=who) == []
