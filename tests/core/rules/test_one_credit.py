"""One achievement, one credit; those who achieved it together claim at different ranks."""

from datetime import date

from ce_workflow.rules import findings
from ce_workflow.rules.facts import Facts, Sibling
from tests.core.claims_2019 import kind_of, said


def test_a_second_claim_of_ones_own_is_refused() -> None:
    found = said("C09", same_achievement=(Sibling(7, mine=True, rank=1),))
    assert [finding.code for finding in found] == ["claimed_already"]
    assert "7" in str(found[0].text)


def test_a_claim_of_another_inventor_is_a_warning_that_names_nobody() -> None:
    found = said("C09", same_achievement=(Sibling(7, mine=False, rank=2), Sibling(8, mine=False, rank=3)))
    assert [(finding.code, finding.level) for finding in found] == [("claimed_by_another", "warning")]
    assert "7" not in str(found[0].text)


def test_two_inventors_of_the_same_rank_are_one_too_many() -> None:
    found = said("C17", same_achievement=(Sibling(7, mine=False, rank=3), Sibling(8, mine=False, rank=2)))
    assert [(finding.code, finding.field, finding.refuses) for finding in found] == [("rank_taken", "rank", True)]


def test_nothing_is_said_of_ranks_while_the_own_one_is_not_known() -> None:
    others = (Sibling(7, mine=False, rank=1), Sibling(8, mine=True, rank=2))
    found = said("C09", {"inventor_rank": None}, same_achievement=others)
    assert [finding.code for finding in found if finding.field != "inventor_rank"] == ["claimed_already"]


def test_an_appeal_that_would_bring_a_second_credit_is_refused() -> None:
    sentence = {"note": "请复核本人的排名"}
    for sibling, code in [(Sibling(7, mine=True), "claimed_already"), (Sibling(7, mine=False, rank=2), "rank_taken")]:
        known = Facts(date(2019, 9, 1), refused_on=date(2019, 9, 1), same_achievement=(sibling,), rank=2)
        found = findings("appeal", kind_of("C09"), sentence, known)
        assert [finding.code for finding in found] == [code]
