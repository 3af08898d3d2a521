"""A rule set from its text to what claims are worked out by, with every fault of it at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache

from ce_workflow.kinds import KINDS
from ce_workflow.kinds.kind import Kind
from ce_workflow.rules.sets.inherit import inherit
from ce_workflow.rules.sets.proof import Vocabulary, prove
from ce_workflow.rules.sets.read import Fault, read
from ce_workflow.rules.sets.shape import RuleSet
from ce_workflow.words import N_, Text

Wider = Callable[[str], RuleSet | None]
"""The whole rule set of this name (“chengdu-2019”) that is in force, None where there is none."""


def check(text: str, wider: Wider) -> tuple[RuleSet | None, list[Fault]]:
    """The whole set, with what it inherits, and the faults by line; with faults no claim may be worked out by it."""
    own, reading = read(text)
    if own is None:
        return None, reading.faults
    whole = own
    if own.inherits is not None:
        wide = None if own.inherits == f"{own.authority}-{own.year}" else wider(own.inherits)
        if own.inherits == f"{own.authority}-{own.year}":
            text_ = N_("The set inherits from itself. Name the wider one, or leave “inherits” out.")
            reading.wrong(("inherits",), Text(text_))
        elif wide is None:
            text_ = N_("There is no published set “%(name)s” to inherit from. Publish it first.")
            reading.wrong(("inherits",), Text(text_, name=own.inherits))
        else:
            whole = inherit(own, wide)
    if own.inherits is None or whole is not own:
        prove(reading, own, whole, vocabulary())
    return whole, sorted(reading.faults, key=lambda fault: (fault.line, fault.path))


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
    return found


@lru_cache(maxsize=32)
def labels(kind: Kind) -> Mapping[str, str]:
    """What the questions of a kind are called: message ids by the name of the fact."""
    return {"days": N_("Days"), "months": N_("Months")} | {field.name: field.label for field in kind.fields}
