"""A way of gaining hours, put into words: what is asked, shown, checked and how it counts.

A kind is a value, made once in a file of its own. Forms, checks, help pages and load
formats are read off it; nothing here knows about requests, rows or states.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, Protocol

from ce_workflow.errors import Finding
from ce_workflow.kinds.achievement_key import achievement_key
from ce_workflow.words import N_

Given = Mapping[str, Any]
"""What somebody answered, by field name and typed; what was left blank is absent."""

FieldType = Literal["line", "text", "hours", "amount", "number", "date", "yes_no", "choice"]


@dataclass(frozen=True)
class Choice:
    """One answer of a list. Some are offered only so that the form can explain why a rule set refuses them."""

    code: str
    label: str


@dataclass(frozen=True)
class Field:
    """One question of a form.

    `required` is asked for at submission only, a draft may have blanks. `clause` is the
    one that a blank or unlisted answer misses. `least` and `most` bound a `number`,
    `max_length` (in characters) a `line` or `text`. `unit` is what a number counts.
    `options_from` names the reference data that a form offers as answers.
    """

    name: str
    label: str
    type: FieldType
    required: bool = True
    choices: tuple[Choice, ...] = ()
    help: str = ""
    clause: str | None = None
    max_length: int = 200
    least: int = 0
    most: int = 999
    unit: str = ""
    options_from: Literal["platforms", "themes"] | None = None


@dataclass(frozen=True)
class Piece:
    """A piece of evidence that the kind asks for; one piece may be several files."""

    name: str
    label: str
    required: bool = True


@dataclass(frozen=True)
class Check:
    """One line of a decider's checklist."""

    code: str
    label: str


class Platform(Protocol):
    """A learning platform; a date is None where its evaluation is open at that end."""

    @property
    def platform_class(self) -> str: ...
    @property
    def valid_from(self) -> date | None: ...
    @property
    def valid_to(self) -> date | None: ...


class YearsOffer(Protocol):
    """What the year offers for public subjects: themes by class of platform, and the platforms."""

    @property
    def themes(self) -> Collection[tuple[str, str]]: ...
    @property
    def platforms(self) -> Mapping[str, Platform]: ...


TITLE = Field("title", N_("Title"), "line", help=N_("What it is called on the certificate or notice."))
HOURS_CLAIMED = Field(
    "hours_claimed",
    N_("Hours claimed"),
    "hours",
    help=N_("At most one decimal, such as 4 or 4.5. The hours worked out from your answers are shown beside it."),
    unit=N_("hours"),
)
NOTE = Field("note", N_("Note to the reviewers"), "text", required=False, max_length=2000)


def _nothing_to_say(_given: Given, _offer: YearsOffer) -> Iterable[Finding]:
    return ()


def _no_achievement(_given: Given) -> str | None:
    return None


@dataclass(frozen=True)
class Kind:
    """One kind of claim.

    `asks` are the questions of its own, `fields` all of them. `year_by` names the date
    whose year the hours belong to (五(二)); `span` the start and end where it has both.
    How many hours it gives is for the rule sets. `examples` are things that belong here. `achievement` is the key
    under which one achievement is one credit, None where the kind has no such thing;
    `certificate_field` names the answer by which a paper can be known again.
    """

    code: str
    label: str
    about: str
    category: Literal["professional", "public"]
    clause: str
    asks: tuple[Field, ...]
    evidence: tuple[Piece, ...]
    checks: Mapping[str, tuple[Check, ...]]
    year_by: str
    findings: Callable[[Given, YearsOffer], Iterable[Finding]] = _nothing_to_say
    achievement: Callable[[Given], str | None] = _no_achievement
    span: tuple[str, str] | None = None
    rank_field: str | None = None
    count_field: str | None = None
    certificate_field: str | None = None
    examples: tuple[str, ...] = ()

    @property
    def has_achievement(self) -> bool:
        """Can what is claimed be the achievement of several persons?"""
        return self.achievement is not _no_achievement

    @property
    def fields(self) -> tuple[Field, ...]:
        return (TITLE, *self.asks, HOURS_CLAIMED, NOTE)

    def year(self, given: Given) -> int | None:
        """The year that the hours belong to, None while its date is blank."""
        on: date | None = given.get(self.year_by)
        return on.year if on else None

    def began(self, given: Given) -> date | None:
        """The first day of the activity; of a kind with one date, that day."""
        return given.get(self.span[0] if self.span else self.year_by)

    def ended(self, given: Given) -> date | None:
        """The last day of the activity; of a kind with one date, that day."""
        return given.get(self.span[1] if self.span else self.year_by)

    def columns(self, given: Given) -> dict[str, Any]:
        """What the row of a claim says besides its hours that follows from the answers."""
        return {
            "title": given.get("title", ""),
            "category": self.category,
            "year": self.year(given),
            "started_on": self.began(given),
            "ended_on": self.ended(given),
            "achievement_key": self.achievement(given),
            "certificate_key": self.certificate(given),
            "rank": given.get(self.rank_field) if self.rank_field else None,
        }

    def certificate(self, given: Given) -> str | None:
        """What the paper behind it is known by, whatever way its number is written, and whatever it is claimed as."""
        number = given.get(self.certificate_field, "") if self.certificate_field else ""
        return achievement_key("certificate", number) if number else None

    def days(self, given: Given) -> int | None:
        """Calendar days from start to end, both counted; None without both, or out of order."""
        began, ended = self.began(given), self.ended(given)
        if began is None or ended is None or ended < began:
            return None
        return (ended - began).days + 1
