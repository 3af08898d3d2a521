"""Every answer out of a list is one that counts, else the clause is named."""

import pytest

from ce_workflow.kinds import KINDS
from ce_workflow.rules.sets.explain import refused_answers
from tests.core.claims_2019 import RECORDS, RIGHT, said

LISTS = [(code, field.name) for code, kind in KINDS.items() for field in kind.fields if field.choices]


@pytest.mark.parametrize(("code", "name"), LISTS)
def test_a_value_outside_of_the_list_is_refused_by_the_clause_of_the_kind(code: str, name: str) -> None:
    found = [finding for finding in said(RIGHT[code], {name: "xyz"}) if finding.field == name]
    assert [(finding.code, finding.clause) for finding in found] == [("not_listed", KINDS[code].clause)]


@pytest.mark.parametrize(("code", "name"), LISTS)
def test_what_is_refused_says_why(code: str, name: str) -> None:
    field = next(field for field in KINDS[code].fields if field.name == name)
    for choice in field.choices:
        codes = {finding.code for finding in said(RIGHT[code], {name: choice.code}) if finding.field == name}
        refused = refused_answers(RECORDS, RECORDS.ways[code], name, [choice.code])
        assert codes == {why.code for found in refused.values() for why in found}
