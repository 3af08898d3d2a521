"""What a line asks of facts, in words: names of facts and answers as the forms have them, bounds, bands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple

from ce_workflow.kinds import KINDS
from ce_workflow.rules.sets.called import Called, called, name_of
from ce_workflow.rules.sets.joined import OR, joined
from ce_workflow.rules.sets.shape import Band, Test, Way
from ce_workflow.words import N_, Text

BOUNDS = {
    "least": N_("%(fact)s: at least %(figure)s"),
    "above": N_("%(fact)s: above %(figure)s"),
    "most": N_("%(fact)s: at most %(figure)s"),
    "below": N_("%(fact)s: below %(figure)s"),
}


class Names(NamedTuple):
    """What the facts of a way and their answers are called; without a name they are called as they are written."""

    facts: Called
    words: Mapping[tuple[str, str], str]
    bands: Mapping[str, Band]
    bounds_alone: bool = False
    """Is the word of a band told without the number that it bounds?"""

    def fact(self, name: str | None) -> Text | str:
        return name_of(name, self.facts)

    def word(self, fact: str, word: str) -> Text | str:
        """An answer; of a band the test that its word stands for."""
        band = self.bands.get(fact)
        tests = [test for known, test in band.tests if known == word] if band else []
        if tests:
            return joined(bounds(tests[0]) if self.bounds_alone else asked(tests, self))
        return Text(self.words[fact, word]) if (fact, word) in self.words else word


def names_of(way: Way) -> Names:
    """The names of the way's facts, where it is one of ours."""
    kind = KINDS.get(way.name)
    if kind is None:
        return Names(called(way), {}, way.bands)
    words = {(field.name, choice.code): choice.label for field in kind.fields for choice in field.choices}
    for field in kind.fields:
        if field.type == "yes_no":
            words |= {(field.name, "yes"): N_("Yes"), (field.name, "no"): N_("No")}
    return Names(called(way), words, way.bands)


ALONE = {
    "least": N_("at least %(figure)s"),
    "above": N_("above %(figure)s"),
    "most": N_("at most %(figure)s"),
    "below": N_("below %(figure)s"),
}


def bounds(test: Test) -> Iterator[Text]:
    """The bounds of a number that is named already."""
    for bound, text in ALONE.items():
        if (figure := getattr(test, bound)) is not None:
            yield Text(text, figure=figure)


def asked(tests: Iterable[Test], names: Names) -> Iterator[Text]:
    """Each thing that is asked, in words."""
    for test in tests:
        fact = names.fact(test.fact)
        if test.among is not None:
            yield Text(N_("%(fact)s: %(words)s"), fact=fact, words=_words(test.fact, test.among, names))
        if test.outside is not None:
            yield Text(N_("%(fact)s: not %(words)s"), fact=fact, words=_words(test.fact, test.outside, names))
        for bound, text in BOUNDS.items():
            figure: Decimal | None = getattr(test, bound)
            if figure is not None:
                yield Text(text, fact=fact, figure=figure)
        if test.present is not None:
            yield Text(N_("%(fact)s: given") if test.present else N_("%(fact)s: not given"), fact=fact)


def _words(fact: str, words: Iterable[str], names: Names) -> Text | str:
    return joined((names.word(fact, word) for word in sorted(words)), OR)
