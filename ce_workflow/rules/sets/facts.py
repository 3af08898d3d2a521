"""What is known of an item: the facts told, what a way measures, and what is asked of them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from ce_workflow.rules.sets.given import as_day, as_number, as_word
from ce_workflow.rules.sets.measures import measured
from ce_workflow.rules.sets.shape import Test, Way
from ce_workflow.rules.sets.trace import Facts

LEVEL = "title_level"
ACHIEVEMENT = "achievement"
"""The fact that names what was achieved, the same for all who share in it; not every way has it."""
COUNTED = "the working days counted"
"""Under this name the facts have figures that stand, whatever the calendar says by now; no set can ask for it."""


class Unknown(Exception):
    """A fact is not there, or no figure fits what is there; carries the names of absent facts."""

    def __init__(self, *facts: str) -> None:
        self.facts = facts


def known(way: Way, given: Facts) -> dict[str, Any]:
    """The facts, with what the way measures and the words that its bands give to numbers."""
    facts = {name: value for name, value in given.items() if value is not None}
    on = completed_on(way, facts)
    if on is not None:
        facts["year"] = on.year
    counted = facts.get(COUNTED, {})
    for name, measure in way.measures.items():
        number = counted[name] if name in counted else measured(measure, facts)
        if number is not None:
            facts[name] = number
    for name, band in way.bands.items():
        for word, test in band.tests:
            if passes(test, facts):
                facts[name] = word
                break
    return facts


def completed_on(way: Way, facts: Facts) -> date | None:
    """The day whose year the hours belong to (五(二)): the first that is known of those that the way names."""
    for name in way.year_by:
        if (found := as_day(facts.get(name))) is not None:
            return found
    return None


def holds(tests: tuple[Test, ...], facts: Facts) -> bool:
    """Do all of these tests hold? A test of an absent fact does not, unless absence is what it asks for."""
    for test in tests:  # noqa: SIM110 - a generator costs as much as the test, and this is asked most of all
        if not passes(test, facts):
            return False
    return True


def passes(test: Test, facts: Facts) -> bool:
    value = facts.get(test.fact)
    if value is None or test.present is False:
        return value is None and test.present is False
    if test.among is not None and as_word(value) not in test.among:
        return False
    if test.outside is not None and as_word(value) in test.outside:
        return False
    return not test.is_bounded or _in_bounds(test, as_number(value))


def _in_bounds(test: Test, value: Decimal | None) -> bool:
    return (
        value is not None
        and (test.least is None or value >= test.least)
        and (test.above is None or value > test.above)
        and (test.most is None or value <= test.most)
        and (test.below is None or value < test.below)
    )


def number(name: str, facts: Facts) -> Decimal:
    """The fact as a number; raises Unknown where it is none."""
    value = as_number(facts.get(name))
    if value is None:
        raise Unknown(name)
    return value


def asks_for_level(way: Way) -> bool:
    """Do hours of this way depend on the level of the person's title?"""
    lines = (line for found in way.lines.values() for line in found)
    return any(
        line.completes or LEVEL in line.by or LEVEL in {test.fact for test in (*line.when, *line.needs)}
        for line in lines
    )
