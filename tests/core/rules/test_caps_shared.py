"""Caps over several items hold whatever their order; of one achievement only the highest counts."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from decimal import Decimal
from itertools import permutations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ce_workflow.rules.sets.caps import takes
from ce_workflow.rules.sets.evaluate import evaluate, tally
from ce_workflow.rules.sets.needs import lacking
from ce_workflow.rules.sets.shape import RuleSet
from ce_workflow.rules.sets.trace import Result, Used
from tests.core.rules.sayings import line
from tests.core.rules.written import BASE, rules

ROUNDINGS = [("0.1", "down"), ("0.5", "down"), ("0.5", "half_up"), ("1", "up"), ("0.3", "half_up")]


def written(*lines: str, step: str = "0.1", mode: str = "down") -> RuleSet:
    """Hours as told, up to the caps that are given."""
    text = BASE.replace('step = "0.1"', f'step = "{step}"').replace('mode = "down"', f'mode = "{mode}"')
    text = text.replace('year_by = "on"', 'year_by = "to"\nspan = ["from", "to"]')
    return rules(text + "".join(lines))


def worked(of: RuleSet, items: list[dict[str, Any]]) -> list[Result]:
    return [result for _, result in tally(of, [(str(n), of.ways["one"], facts) for n, facts in enumerate(items)])]


HOURS = st.decimals(0, 40, places=2)


@st.composite
def item(draw: st.DrawFn) -> dict[str, Any]:
    began = date(2019, 3, 1) + timedelta(days=draw(st.integers(0, 6)))
    ended = began + timedelta(days=draw(st.integers(0, 5)))
    return {"hours": draw(HOURS), "from": began, "to": ended, "work": draw(st.sampled_from("ab"))}


ITEMS = st.lists(item(), min_size=1, max_size=6)


@pytest.mark.parametrize(("step", "mode"), ROUNDINGS)
@given(items=ITEMS)
def test_no_cap_is_exceeded(step: str, mode: str, items: list[dict[str, Any]]) -> None:
    caps = (line("cap", "hours = 9"), line("day", "hours = 4"), line("year", "hours = 29"))
    of = written(*caps, step=step, mode=mode)
    results = worked(of, items)
    assert sum(result.hours for result in results) <= 29
    assert all(result.hours <= 9 for result in results)
    on_days: Counter[str] = Counter()
    used: dict[str, Used] = {}
    for facts, result in zip(items, results, strict=True):
        taken = takes(of.ways["one"], facts, result.hours, used)
        laid = {key: hours for key, hours in taken.items() if key.startswith("day:")}
        assert abs(sum(laid.values()) - result.hours) < Decimal("1e-9")
        on_days.update(laid)
        for key, hours in laid.items():
            used[key] = Used(used.get(key, Used(Decimal(0))).hours + hours)
    assert all(hours <= 4 for hours in on_days.values())


@given(items=ITEMS)
def test_the_total_at_the_cap_of_a_year_is_the_same_in_every_order(items: list[dict[str, Any]]) -> None:
    of = written(line("year", "hours = 30"))
    alone = sum(evaluate(of, of.ways["one"], facts).hours for facts in items if facts["hours"] <= 30)
    totals = {sum(result.hours for result in worked(of, list(order))) for order in permutations(items[:4])}
    assert len(totals) == 1
    if len(items) <= 4 and all(facts["hours"] <= 30 for facts in items):
        assert totals == {min(alone, Decimal(30))}


@given(items=ITEMS)
def test_of_one_achievement_the_highest_counts_in_every_order(items: list[dict[str, Any]]) -> None:
    of = written(line("highest", 'group = "work"'))
    items = items[:4]
    highest = {
        work: max((evaluate(of, of.ways["one"], facts).hours for facts in items if facts["work"] == work), default=0)
        for work in "ab"
    }
    for order in permutations(items):
        results = worked(of, list(order))
        assert sum(result.hours for result in results) == sum(highest.values())


@given(items=ITEMS)
def test_a_cap_says_by_whom_it_was_used(items: list[dict[str, Any]]) -> None:
    of = written(line("year", "hours = 30"))
    before: list[str] = []
    for name, result in tally(of, [(str(n), of.ways["one"], facts) for n, facts in enumerate(items)]):
        used = [step.used for step in result.trace if step.line.step == "year"]
        assert all(list(found.by) == before for found in used)
        if result.hours:
            before.append(name)


def test_thirds_of_an_hour_leave_no_noise() -> None:
    of = written(line("day", "hours = 6"))
    thirds = {"hours": Decimal(10), "from": date(2019, 3, 1), "to": date(2019, 3, 3)}
    rest = {"hours": Decimal(8), "from": date(2019, 3, 1), "to": date(2019, 3, 3)}
    first, second = worked(of, [thirds, rest])
    assert (first.hours, second.hours) == (10, 8)
    assert [step.line.step for step in second.trace] == ["base"]
    three = rules(BASE.replace("hours = 1\n", "hours = 3\nin_units_of = 3\n"))
    assert evaluate(three, three.ways["one"], {"hours": 10}).hours == 10
    shared = rules(BASE + line("rank", 'shares = ["0"]', 'among_persons = "persons"'))
    assert evaluate(shared, shared.ways["one"], {"hours": 12, "rank": 2, "persons": 4}).hours == 4


def test_what_counts_once_is_refused_even_where_nothing_else_can_be_judged() -> None:
    of = written(line("eligible", 'once = "work"', "needs = { points = { least = 1 } }"))
    item = {"hours": 5, "to": date(2019, 3, 1), "work": "a"}
    assert [result.hours for result in worked(of, [item, item])] == [5, 0]


def test_a_claim_that_is_refused_completes_nothing() -> None:
    text = BASE.replace('hours = 1\nfor_each = "hours"\n', 'completes = "year"\n')
    of = rules(text + line("eligible", "needs = { passed = true }") + '[need]\ntotal = 90\nbasis = "law"\n')
    passed, failed = (evaluate(of, of.ways["one"], {"passed": passed}) for passed in (True, False))
    assert (passed.hours, passed.completes, lacking(of, [passed])) == (90, "year", {})
    assert (failed.hours, failed.completes, lacking(of, [failed])) == (0, None, {"year": 90})


def test_what_was_used_is_enough_to_work_an_item_out_again() -> None:
    of = written(line("day", "hours = 6"), line("year", "hours = 30"))
    items = [{"hours": 5, "from": date(2019, 3, n), "to": date(2019, 3, n + 1)} for n in range(1, 9)]
    used: dict[str, Used] = {}
    for facts, result in zip(items, worked(of, items), strict=True):
        assert evaluate(of, of.ways["one"], facts, dict(used)).canonical() == result.canonical()
        for key, hours in takes(of.ways["one"], facts, result.hours, used).items():
            used[key] = Used(used.get(key, Used(Decimal(0))).hours + hours)
