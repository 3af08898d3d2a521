"""A rule set once it is read: ways of gaining hours, their lines, and what each line rests on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Literal

STEPS = ("base", "add", "rank", "eligible", "cap", "highest", "together", "day", "year")
"""The order in which a set is worked out; what remains is rounded, and belongs to the subject of the way."""

COUNTED = tuple(step for step in STEPS if step != "eligible")
"""The steps that say how many hours; what has to be met is another matter."""

Figures = Decimal | tuple[Decimal, ...] | Mapping[str, "Figures"]
"""One figure, one a rank from the first on, or a table of them by the words of a fact."""


@dataclass(frozen=True)
class Basis:
    """The document and clause that a figure rests on; `platform`: a default of the platform, no published figure.

    `document` is then the one whose table the default leans on, if any.
    """

    document: str | None
    clause: str = ""
    platform: bool = False


@dataclass(frozen=True)
class Says:
    """A sentence of the authority, in both languages; facts of the case stand in it as %(name)s."""

    zh: str
    en: str


@dataclass(frozen=True)
class Test:
    """What is asked of one fact: every bound that is given must hold. An absent fact passes `present=False` alone."""

    fact: str
    least: Decimal | None = None
    above: Decimal | None = None
    most: Decimal | None = None
    below: Decimal | None = None
    among: frozenset[str] | None = None
    outside: frozenset[str] | None = None
    present: bool | None = None

    @cached_property
    def is_bounded(self) -> bool:
        """Does it ask for a number?"""
        return any(bound is not None for bound in (self.least, self.above, self.most, self.below))


@dataclass(frozen=True)
class Line:
    """One line of a way: at which step it speaks, when, and its figure. `origin` is the set that wrote it.

    Which of the other attributes a step knows, and what they mean, is said in `language`.
    """

    step: str
    id: str
    basis: Basis
    origin: str = ""
    when: tuple[Test, ...] = ()
    says: Says | None = None
    hours: Figures | None = None
    by: tuple[str, ...] = ()
    otherwise: Decimal | None = None
    rank: str | None = None
    beyond: Literal["nothing", "last", "step"] = "nothing"
    for_each: str | None = None
    without: tuple[str, ...] = ()
    in_units_of: Decimal | None = None
    whole_units: bool = False
    at_most: Decimal | None = None
    at_most_for_each: str | None = None
    completes: str | None = None
    times: Decimal | None = None
    less_a_rank: Decimal | None = None
    not_under: Decimal = Decimal(0)
    shares: tuple[Decimal, ...] = ()
    among_persons: str | None = None
    needs: tuple[Test, ...] = ()
    once: str | None = None
    level: Literal["refusal", "warning", "flag"] = "refusal"
    field: str | None = None
    group: str | None = None
    pool: str | None = None


WORKING_DAYS = "working_days"


@dataclass(frozen=True)
class Period:
    """So many days, of the calendar or working ones."""

    days: int
    working: bool = False

    @property
    def unit(self) -> str | None:
        """What is counted, where it is not calendar days."""
        return WORKING_DAYS if self.working else None


@dataclass(frozen=True)
class Measure:
    """A number got from two dates: days (both counted), or months, a part of one being its part of 31 days.

    `from_next_day`: the first day is not counted. `part`: only what lies in the year of `to`, or only
    what lies before it. `without`: numbers taken off.
    """

    from_: str
    to: str
    unit: Literal["days", "working_days", "months", "years"]
    part: Literal["in_year", "before_year"] | None = None
    without: tuple[str, ...] = ()
    from_next_day: bool = False
    called: Says | None = None


@dataclass(frozen=True)
class Way:
    """One way of gaining hours. In a set that inherits, what is left empty is the wider set's."""

    name: str
    subject: str = ""
    year_by: tuple[str, ...] = ()
    basis: Basis | None = None
    origin: str = ""
    lines: Mapping[str, tuple[Line, ...]] = field(default_factory=dict)
    measures: Mapping[str, Measure] = field(default_factory=dict)
    bands: Mapping[str, Band] = field(default_factory=dict)
    in_short: Says | None = None
    span: tuple[str, str] | None = None
    evidence: tuple[str, ...] = ()
    registered_by: tuple[str, ...] = ()
    route: str | None = None
    notice_days: Period | None = None

    @cached_property
    def counts_working_days(self) -> bool:
        """Does the calendar of working days have a say in its hours?"""
        return any(measure.unit == WORKING_DAYS for measure in self.measures.values())

    @cached_property
    def gaining(self) -> tuple[Line, ...]:
        """What follows the base, in the order of the steps."""
        return self._of("add", "rank")

    @cached_property
    def bounding(self) -> tuple[Line, ...]:
        """The caps, in the order of the steps."""
        return self._of("cap", "highest", "together", "day", "year")

    def _of(self, *steps: str) -> tuple[Line, ...]:
        return tuple(line for step in steps for line in self.lines.get(step, ()))


@dataclass(frozen=True)
class Band:
    """A word for a number: the first of `tests` that holds names the band."""

    of: str
    tests: tuple[tuple[str, Test], ...]
    called: Says | None = None


@dataclass(frozen=True)
class Rounding:
    """To which step hours are brought at the end, and which way."""

    step: Decimal
    mode: Literal["down", "half_up", "up"]
    basis: Basis = Basis(None, platform=True)
    origin: str = ""

    @cached_property
    def line(self) -> Line:
        """As it stands in a trace."""
        return Line("rounding", "rounding", self.basis, self.origin)


@dataclass(frozen=True)
class Need:
    """Hours that a year asks for, and of which subject at least how many.

    `starts_after`: the fact whose day begins the duty; it is due from the year after that day on.
    """

    total: Decimal
    minimum: Mapping[str, Decimal]
    basis: Basis
    starts_after: str | None = None
    origin: str = ""


@dataclass(frozen=True)
class RuleSet:
    """One version of the rules of one authority and year; `version` is what a claim pins."""

    authority: str
    year: int
    number: int
    title: Says
    in_force_from: date
    ways: Mapping[str, Way]
    documents: Mapping[str, str]
    rounding: Rounding | None = None
    in_force_to: date | None = None
    inherits: str | None = None
    need: Need | None = None
    need_by_title: Mapping[str, Need] = field(default_factory=dict)
    possible_a_day: Decimal | None = None
    plausible_a_day: Decimal | None = None
    limits_basis: Basis | None = None
    limits_origin: str = ""
    drops: frozenset[tuple[str, str, str]] = frozenset()

    @cached_property
    def version(self) -> str:
        return f"{self.authority}-{self.year}.{self.number}"

    def cite(self, basis: Basis | None) -> str:
        """The document and clause as they are cited; "" for a default that leans on nothing."""
        if basis is None:
            return ""
        document = self.documents.get(basis.document or "", "")
        return f"{document} {basis.clause}".strip()
