"""A rule set looked over before it is kept: what is wrong with it, in itself and in this house, all at once.

What a document says is asked by `rules.sets.check`; here it is asked who its authority
is, whether its year and what it inherits are there, and whether its version is the next.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from ce_workflow.people.roles import CITY, DISTRICT, ROLE_AT, VERIFIER
from ce_workflow.rules.sets.check import proved
from ce_workflow.rules.sets.places import Path
from ce_workflow.rules.sets.read import Fault, read
from ce_workflow.rules.sets.shape import RuleSet
from ce_workflow.store import facts, rule_sets
from ce_workflow.store.organisations import placed
from ce_workflow.store.tables.rule_sets import DRAFT
from ce_workflow.words import N_, Text

MAKERS = frozenset({CITY, DISTRICT, VERIFIER})
"""Roles in which somebody makes rules, for the organisation that they hold the role for."""

MAKER_OF = {kind: role for kind, role in ROLE_AT.items() if role in MAKERS}
"""Kind of organisation that makes rules -> who does it there."""

Found = Iterator[tuple[Path, Text]]


class LookedOver(NamedTuple):
    """What was found. `rules` is the whole set, `parent` the exact version that it would inherit.

    `taken`: its version is published with another text, and nothing else is wrong.
    """

    text: str
    rules: RuleSet | None
    parent: str | None = None
    faults: tuple[Fault, ...] = ()
    taken: bool = False


class _Head(NamedTuple):
    """What could be read of the head of a set; None for what could not."""

    authority: str | None
    year: int | None
    number: int | None
    inherits: str | None


def plain(text: str) -> str:
    """The text as it is kept, wherever it was written: without a mark before it, with line ends of one kind."""
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").rstrip() + "\n"


def look_over(text: str) -> LookedOver:
    """The set that the text says, and everything that is wrong with it, by line."""
    text = plain(text)
    own, reading = read(text)
    rules, faults = proved(own, reading, lambda name: rule_sets.whole(rule_sets.published_named(name)))
    places = reading.places
    head = _Head(**{name: reading.head.get(name) for name in _Head._fields})
    found = [Fault(places.line(path), ".".join(map(str, path)), says) for path, says in _in_this_house(head, text)]
    everything = _in_order([*faults, *found])
    if rules is None:
        return LookedOver(text, None, faults=everything)
    version = rule_sets.one(rules.version)
    taken = version is not None and version.state != DRAFT and version.text != text
    parent = rule_sets.published_named(rules.inherits)
    return LookedOver(text, rules, parent, everything, taken and len(everything) == 1)


def _in_order(faults: Iterable[Fault]) -> tuple[Fault, ...]:
    return tuple(sorted(faults, key=lambda fault: (fault.line, fault.path)))


def _in_this_house(head: _Head, text: str) -> Found:
    """Whatever of the head could be read is compared with who and what is here."""
    if head.authority is not None:
        yield from _whose(head.authority, head.inherits)
    if head.year is not None and facts.year(head.year) is None:
        says = N_("The year %(year)s is not there yet. Correct it, or ask the administrator to load that year first.")
        yield ("year",), Text(says, year=str(head.year))
    if head.authority is not None and head.year is not None and head.number is not None:
        yield from _next(head.authority, head.year, head.number, text)


def _whose(authority: str, inherits: str | None) -> Found:
    maker = placed(authority)
    if maker is None or maker.kind not in MAKER_OF:
        says = N_(
            "“%(code)s” makes no rules here. Write the code of the city bureau, of a district or of a department."
        )
        yield ("authority",), Text(says, code=authority)
    elif inherits and (wide := rule_sets.named(inherits)):
        yield from _wider(maker, wide[0], inherits)


def _wider(maker: Any, wide: str, name: str) -> Found:
    """A department inherits from its district or from the city, a district from the city, the city from nobody."""
    found = placed(wide)
    if found is None or found.kind == "city" != maker.kind or (maker.kind == "department" and wide == maker.district):
        return
    if maker.kind == "city":
        says = N_("The city's rules are the widest and inherit from none. Take “inherits” out.")
    elif maker.kind == "district":
        says = N_("“%(name)s” is not wider than the rules of a district. Inherit from the city's.")
    else:
        says = N_(
            "“%(name)s” is not wider than the rules of this department. Inherit from its district's or the city's."
        )
    yield ("inherits",), Text(says, name=name)


def _next(authority: str, year: int, number: int, text: str) -> Found:
    """Versions are counted upwards, and one that was published stays as it is."""
    version, last = f"{authority}-{year}.{number}", rule_sets.last_number(authority, year)
    there = rule_sets.one(version)
    if there is not None and there.state != DRAFT:
        if there.text != text:
            says = N_("“%(version)s” is published with another text and never changes. Write: version = %(next)s")
            yield ("version",), Text(says, version=version, next=str(last + 1))
    elif number <= last:
        says = N_("The last version that was published is %(last)s. Write: version = %(next)s")
        yield ("version",), Text(says, last=str(last), next=str(last + 1))
