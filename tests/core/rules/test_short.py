"""What somebody reads before they claim: a sentence for every shape of a line, in all the tables of other places."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ce_workflow.rules.sets.short import in_short
from tests.core.rules.written import NAMES, city, table


def said(of: str, way: str) -> list[str]:
    """The sentences of a way without its own."""
    rules = city() if of == "city" else table(of)
    return [str(text) for text in in_short(replace(rules.ways[way], in_short=None))]


SENTENCES = [
    ("city", "training", ["1 hour for each class hour, at most 6 hours for each day"]),
    (
        "city",
        "patent",
        [
            "By “Type of patent”: Invention patent: 48 hours; Utility-model patent: 36 hours",
            "Each rank after the first: 6 hours less",
        ],
    ),
    ("city", "degree", ["15 hours for each course passed", "At most 72 hours a year"]),
    (
        "city",
        "study_abroad",
        [
            "8 hours for each day, without “Travel days”",
            (
                "At most for one claim: By “Months of the stay”: below 3: 30 hours; "
                "at least 3, at most 6: 60 hours; above 6: 90 hours"
            ),
        ],
    ),
    (
        "t3",
        "teaching",
        [
            "1 hour for each class hour",
            "These hours count 2 times (what: class)",
            "These hours count 3 times (what: lecture or report)",
        ],
    ),
    (
        "t2",
        "paper",
        [
            (
                "By “journal”: foreign: 10/9/8 hours; issn_and_cn: 6/5/4 hours; provincial: 5/4/3 hours "
                "(rank by rank, and so on beyond)"
            )
        ],
    ),
    ("t8", "class", ["By “mode”: full_time: 6 hours; half_time: 3 hours (for each day)"]),
    ("t9", "monograph", ["72 hours (persons: at most 1)", "40/40/40/40/40 hours (rank by rank, nothing beyond)"]),
    (
        "t12",
        "fujian_paper",
        ["40 hours", "The first ranks get 50% of the hours, the others share the rest (persons: at least 3)"],
    ),
    (
        "cd2",
        "online",
        ["1 hour for every 45 minutes, a part of them for nothing", "At most 6 hours a day", "At most 30 hours a year"],
    ),
    ("t1-jiangsu", "registered", ["Counts as done: the whole year"]),
]


@pytest.mark.parametrize(("of", "way", "sentences"), SENTENCES)
def test_a_way_is_told_in_sentences(of: str, way: str, sentences: list[str]) -> None:
    assert said(of, way) == sentences


@pytest.mark.parametrize("of", [*NAMES, "city"])
def test_every_way_of_every_table_is_told(of: str) -> None:
    rules = city() if of == "city" else table(of)
    for way in rules.ways.values():
        told = said(of, way.name)
        assert told
        assert all(one and "So many hours" not in one and "×" not in one for one in told)
