"""The same file, certificate or title in another live claim is a flag; of other people nothing is told."""

from __future__ import annotations

import pytest

from ce_workflow.rules.facts import Alike, Sibling
from tests.core.claims_2019 import said

MINE, THEIRS = Sibling(7, mine=True), Sibling(8, mine=False)
FILE, CERTIFICATE = "file_seen_before", "certificate_seen_before"


@pytest.mark.parametrize(
    ("alike", "code", "field"),
    [
        (Alike(files=(MINE,)), FILE, None),
        (Alike(certificates=(MINE, THEIRS)), CERTIFICATE, "certificate_number"),
        (Alike(titles=(7,)), "similar_claim", "title"),
    ],
)
def test_of_ones_own_claims_the_number_is_told(alike: Alike, code: str, field: str | None) -> None:
    [found] = said("C31", alike=alike)
    assert (found.code, found.level, found.field) == (code, "flag", field)
    assert found.text.params == {"claims": "7"}


@pytest.mark.parametrize(
    ("alike", "code"), [(Alike(files=(THEIRS,)), FILE), (Alike(certificates=(THEIRS,)), CERTIFICATE)]
)
def test_of_other_people_nothing_is_told_but_that_there_is_a_claim(alike: Alike, code: str) -> None:
    [found] = said("C31", alike=alike)
    assert (found.code, found.level) == (code, "flag")
    assert found.text.params == {}
    assert "8" not in str(found.text)


def test_nothing_is_said_where_nothing_was_seen() -> None:
    assert said("C31") == []


@pytest.mark.parametrize(("number", "told"), [("2019-001", False), ("２０１９—０１", False), ("CME-2019-0001", True)])
def test_a_short_number_is_many_issuers_serial_and_tells_nothing_of_others(number: str, told: bool) -> None:
    for sibling, expected in ((THEIRS, told), (MINE, True)):
        found = said("C31", {"certificate_number": number}, alike=Alike(certificates=(sibling,)))
        assert (CERTIFICATE in [one.code for one in found]) is expected
