"""The hours of three ways of the city's set as somebody would write them in Python, figures and all, with a trace.

This is the limit of `evaluate`: it looks at the same facts and refuses the same claims, but
knows its rules by heart, so that nobody can change them without being a programmer.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import ROUND_DOWN, Decimal
from typing import Any

Worked = tuple[Decimal, list[tuple[str, Decimal, Decimal]]]
"""The hours, and line by line: its name, what it changed, what stood then."""

ZERO, STEP, SIX, TWO = Decimal(0), Decimal("0.1"), Decimal(6), Decimal(2)
PAPERS = {
    "national": (Decimal(6), Decimal(8)),
    "provincial": (Decimal(4), Decimal(6)),
}
PATENTS = {"invention": Decimal(48), "utility_model": Decimal(36)}


def training(facts: Mapping[str, Any]) -> Worked:
    hours, trace = _class_hours(facts)
    if facts.get("organiser_type") == "other":
        hours = _bring(trace, "organiser_not_named", hours, ZERO)
        hours = _bring(trace, "organiser_not_of_professional_subjects", hours, ZERO)
    if facts.get("result") == "failed":
        hours = _bring(trace, "not_passed", hours, ZERO)
    return _rounded(trace, hours)


def conference(facts: Mapping[str, Any]) -> Worked:
    hours, trace = _class_hours(facts)
    if facts["part"] == "presented":
        papers = PAPERS.get(facts["level"])
        more = ZERO if papers is None else papers[facts["paper_characters"] > 2000]
        hours = _bring(trace, "paper", hours, hours + more)
    if facts["part"] == "lectured":
        hours = _bring(trace, "lectured", hours, hours * TWO)
    if facts.get("organiser_type") == "other":
        hours = _bring(trace, "organiser_not_named", hours, ZERO)
        hours = _bring(trace, "organiser_not_of_professional_subjects", hours, ZERO)
    return _rounded(trace, hours)


def patent(facts: Mapping[str, Any]) -> Worked:
    trace: list[tuple[str, Decimal, Decimal]] = []
    kind, rank = facts["patent_type"], facts["inventor_rank"]
    hours = _bring(trace, "first_inventor", ZERO, PATENTS[kind])
    if rank > 1:
        hours = _bring(trace, "rank", hours, max(hours - SIX * (rank - 1), ZERO))
    if kind == "design":
        hours = _bring(trace, "design_patent", hours, ZERO)
    return _rounded(trace, hours)


BY_HAND: dict[str, Callable[[Mapping[str, Any]], Worked]] = {
    "training": training,
    "conference": conference,
    "patent": patent,
}


def _class_hours(facts: Mapping[str, Any]) -> Worked:
    trace: list[tuple[str, Decimal, Decimal]] = []
    began, ended = facts["started_on"], facts["ended_on"]
    assert isinstance(began, date)
    hours = _bring(trace, "class_hours", ZERO, Decimal(facts["class_hours"]))
    most = SIX * ((ended - began).days + 1)
    if hours > most:
        hours = _bring(trace, "class_hours", hours, most)
    return hours, trace


def _bring(trace: list[tuple[str, Decimal, Decimal]], name: str, before: Decimal, after: Decimal) -> Decimal:
    trace.append((name, after - before, after))
    return after


def _rounded(trace: list[tuple[str, Decimal, Decimal]], hours: Decimal) -> Worked:
    rounded = (hours / STEP).to_integral_value(ROUND_DOWN) * STEP
    if rounded != hours:
        hours = _bring(trace, "rounding", hours, rounded)
    return hours, trace
