"""A rule set from its text to what claims are worked out by, with every fault of it at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache

from ce_workflow.kinds import KINDS
from ce_workflow.kinds.kind import Kind
from ce_workflow.rules.sets.facts import ACHIEVEMENT
from ce_workflow.rules.sets.inherit import inherit
from ce_workflow.rules.sets.proof import PIECE, Vocabulary, prove
from ce_workflow.rules.sets.read import Fault, Reading, read
from ce_workflow.rules.sets.shape import RuleSet
from ce_workflow.words import N_, Text

Wider = Callable[[str], RuleSet | None]
"""The whole rule set of this name (“chengdu-2019”) that is in force, None where there is none."""


def check(text: str, wider: Wider) -> tuple[RuleSet | None, list[Fault]]:
    """The whole set, with what it inherits, and the faults by line; with faults no claim may be worked out by it."""
    return proved(*read(text), wider)


def proved(own: RuleSet | None, reading: Reading, wider: Wider) -> tuple[RuleSet | None, list[Fault]]:
    """The same of what was read."""
    if own is None:
        return None, _in_order(reading.faults)
    wide, fault = (None, None) if own.inherits is None else _wider(own, own.inherits, wider)
    whole = own
    if fault is not None:
        reading.wrong(("inherits",), fault)
    else:
        whole = own if wide is None else inherit(own, wide)
        prove(reading, own, wide, whole, vocabulary())
    return whole if reading.has_head else None, _in_order(reading.faults)


def _in_order(faults: list[Fault]) -> list[Fault]:
    return sorted(faults, key=lambda fault: (fault.line, fault.path))


def _wider(own: RuleSet, name: str, wider: Wider) -> tuple[RuleSet | None, Text | None]:
    """The set to inherit from, or why it cannot be."""
    chain: list[str] = []
    following: str | None = name
    while following is not None and following not in chain:
        chain.append(following)
        if following == f"{own.authority}-{own.year}":
            text = N_("The set inherits from itself, by way of: %(chain)s. Name a wider one, or leave “inherits” out.")
            return None, Text(text, chain=", ".join(chain))
        found = wider(following)
        following = found.inherits if found else None
    wide = wider(name)
    if wide is None:
        return None, Text(N_("There is no published set “%(name)s” to inherit from. Publish it first."), name=name)
    return wide, None


@lru_cache(maxsize=1)
def vocabulary() -> Vocabulary:
    """What the forms of our own kinds ask, with the answers of those questions that have a list."""
    return {name: facts_of(kind) for name, kind in KINDS.items()}


def facts_of(kind: Kind) -> Mapping[str, frozenset[str] | None]:
    found: dict[str, frozenset[str] | None] = {}
    for field in kind.fields:
        if field.type == "yes_no":
            found[field.name] = frozenset({"yes", "no"})
        else:
            found[field.name] = frozenset(choice.code for choice in field.choices) or None
    if kind.has_achievement:
        found[ACHIEVEMENT] = None
    return found | {f"{PIECE}{piece.name}": None for piece in kind.evidence}
