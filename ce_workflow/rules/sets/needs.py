"""What the year asks for, and what is still lacking of it: the last step, over all items of a person."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from ce_workflow.rules.sets.given import ZERO, as_day
from ce_workflow.rules.sets.shape import Need, RuleSet
from ce_workflow.rules.sets.trace import NOTHING, Facts, Result


def need_for(rules: RuleSet, title_level: object) -> Need | None:
    """The need of that level of title, or of everybody; None where the set sets none."""
    if isinstance(title_level, str) and title_level in rules.need_by_title:
        return rules.need_by_title[title_level]
    return rules.need


def need_of(rules: RuleSet, subject: str, title_level: object) -> Decimal:
    """Hours that the year asks for of a subject, or of the whole "year"; 0 where the set sets no need."""
    need = need_for(rules, title_level)
    if need is None:
        return ZERO
    return need.total if subject == "year" else need.minimum.get(subject, ZERO)


def lacking(rules: RuleSet, results: Iterable[Result], person: Facts = NOTHING) -> Mapping[str, Decimal]:
    """Hours that the year and each of its subjects still ask for; nothing where it is met, or not yet due."""
    need = need_for(rules, person.get("title_level"))
    if need is None or not _is_due(need, rules.year, person):
        return {}
    done: dict[str, Decimal] = {"year": ZERO}
    complete = set()
    for result in results:
        hours = result.hours or ZERO
        done["year"] += hours
        done[result.subject] = done.get(result.subject, ZERO) + hours
        complete.add(result.completes)
    if "year" in complete:
        return {}
    asked = {"year": need.total, **need.minimum}
    left = {name: hours - done.get(name, ZERO) for name, hours in asked.items() if name not in complete}
    return {name: hours for name, hours in left.items() if hours > 0}


def _is_due(need: Need, year: int, person: Facts) -> bool:
    began = as_day(person.get(need.starts_after or ""))
    return began is None or began.year < year
