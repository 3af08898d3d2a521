"""All who share one achievement reach at most the whole of it, in whatever order they claim; nobody is named."""

from __future__ import annotations

from decimal import Decimal
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ce_workflow.rules.sets import explain
from ce_workflow.rules.sets.asked import names_of
from ce_workflow.rules.sets.caps import pack, together_key, unpack
from ce_workflow.rules.sets.describe import does
from ce_workflow.rules.sets.evaluate import evaluate
from ce_workflow.rules.sets.shape import RuleSet
from ce_workflow.rules.sets.trace import Result, Used
from tests.core.rules.sayings import line, way
from tests.core.rules.written import CITY, rules, said

RANKED = (line("base", "hours = 48"), line("rank", 'rank = "rank"', "less_a_rank = 6", "not_under = 0"))
WHOLE = rules(way(*RANKED, line("together", 'id = "all"')))
SIXTY = rules(way(*RANKED, line("together", 'id = "all"', 'by = "type"', "hours = { a = 60 }", "otherwise = 30")))
KEY = together_key("ZL1")


def worked(of: RuleSet, rank: int, taken: int | Decimal = 0, **facts: object) -> Result:
    used = {KEY: Used(Decimal(taken))} if taken else {}
    return evaluate(of, of.ways["one"], {"achievement": "ZL1", "rank": rank} | facts, used)


def sentences(of: RuleSet, result: Result) -> list[str]:
    return [str(one.text) for one in explain.explained(of, result, names_of(of.ways["one"]))]


def test_without_a_figure_the_whole_is_what_it_gives_before_ranks() -> None:
    assert worked(WHOLE, 2).hours == 42
    assert worked(WHOLE, 2, taken=30).hours == 18
    assert worked(WHOLE, 1, taken=48).hours == 0


def test_the_whole_can_be_a_figure_by_the_words_of_a_fact() -> None:
    assert worked(SIXTY, 1, taken=40, type="a").hours == 20
    assert worked(SIXTY, 1, type="b").hours == 30
    assert worked(SIXTY, 1, taken=40, type="b").hours == 0


def test_it_says_what_others_have_and_what_was_left_even_where_that_suffices() -> None:
    text = "All who share this achievement together reach at most 48 hours: other co-owners have %s, %s were left."
    assert sentences(WHOLE, worked(WHOLE, 2, taken=30))[-1] == text % (30, 18)
    assert sentences(WHOLE, worked(WHOLE, 8, taken=30))[-1] == text % (30, 18)
    assert (
        sentences(SIXTY, worked(SIXTY, 1, type="b"))[-1]
        == "All who share this achievement together reach at most 30 hours."
    )
    assert len(sentences(WHOLE, worked(WHOLE, 2))) == 2


def test_without_an_achievement_nothing_is_shared() -> None:
    result = evaluate(WHOLE, WHOLE.ways["one"], {"rank": 1}, {KEY: Used(Decimal(48))})
    assert (result.hours, result.together) == (48, None)


@given(st.lists(st.integers(1, 9), min_size=1, max_size=4, unique=True), st.sampled_from(["whole", "sixty"]))
def test_together_they_never_reach_more_whatever_their_order(ranks: list[int], which: str) -> None:
    of, most = (WHOLE, 48) if which == "whole" else (SIXTY, 60)
    totals = set()
    for order in permutations(ranks):
        taken = Decimal(0)
        for rank in order:
            result = worked(of, rank, taken, type="a")
            kept = unpack(pack({KEY: Used(taken)}))
            again = evaluate(of, of.ways["one"], {"achievement": "ZL1", "rank": rank, "type": "a"}, kept or {})
            assert again.canonical() == result.canonical()
            assert result.together is not None
            assert result.hours is not None
            assert result.hours == min(max(Decimal(54 - 6 * rank), Decimal(0)), explain.left_of(result.together))
            taken += result.hours
        totals.add(taken)
    assert totals == {min(Decimal(most), Decimal(sum(max(54 - 6 * rank, 0) for rank in ranks)))}


def test_it_is_described_in_words() -> None:
    described = [[str(text) for text in does(of.ways["one"].lines["together"][0], names_of(of.ways["one"]))] for of in (
        WHOLE,
        SIXTY,
        rules(way(*RANKED, line("together", 'id = "all"', "hours = 50"))),
    )]  # fmt: skip
    assert described == [
        ["All who share one achievement together reach at most its hours before ranks and parts"],
        ["All who share one achievement together reach at most so many hours:"],
        ["All who share one achievement together reach at most 50 hours"],
    ]


@pytest.mark.parametrize(("kind", "clean"), [("patent", True), ("achievement", True), ("training", False)])
def test_only_what_has_a_number_can_be_shared(kind: str, clean: bool) -> None:
    text = CITY + f'\n[[ways.{kind}.together]]\nid = "all"\nbasis = "platform"\n'
    found = [words for _, words in said(text)]
    assert (found == []) is clean
    assert all("“achievement” is neither asked for in this way" in words for words in found)
