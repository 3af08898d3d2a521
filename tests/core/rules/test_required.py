"""Everything that the kind asks for is answered."""

import pytest

from ce_workflow.kinds import KINDS
from ce_workflow.rules import findings
from tests.core.claims_2019 import RIGHT, codes, facts, said


@pytest.mark.parametrize(("kind", "claim_id"), RIGHT.items())
def test_an_empty_form_is_told_every_blank_at_once(kind: str, claim_id: str) -> None:
    blanks = [f.field for f in findings("submit", KINDS[kind], {}, facts(claim_id)) if f.code == "blank"]
    assert blanks == [field.name for field in KINDS[kind].fields if field.required]
    assert {"title", "hours_claimed"} < set(blanks)


def test_what_is_optional_may_stay_blank() -> None:
    assert said("C27", {"note": None, "delivered_by": None}) == []


def test_a_title_of_spaces_is_blank() -> None:
    assert codes(said("C27", {"title": " \u3000 "})) == ["blank"]
