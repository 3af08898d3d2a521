"""What a rule may know beside the answers: the day, the year, the evidence, other claims.

Facts are read before anything is decided and told to the rules, which look at nothing
else. A fact that a step has no need of keeps its default.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Literal, Protocol

from ce_workflow.errors import Finding
from ce_workflow.kinds import kind as kinds
from ce_workflow.rules.sets.shape import RuleSet
from ce_workflow.rules.sets.trace import Result, Used


class Year(Protocol):
    """The year that a claim belongs to; a closing day of None is no end."""

    @property
    def year(self) -> int: ...
    @property
    def opens_on(self) -> date: ...
    @property
    def filing_closes_on(self) -> date | None: ...
    @property
    def deciding_closes_on(self) -> date | None: ...
    @property
    def locked_on(self) -> date | None: ...


@dataclass(frozen=True)
class Platform:
    """A learning platform, as a rule sees it."""

    code: str
    name: str
    platform_class: str
    valid_from: date | None = None
    valid_to: date | None = None


@dataclass(frozen=True)
class Sibling:
    """Another live claim of the same achievement; `mine`: of the same person."""

    claim_id: int
    mine: bool
    rank: int | None = None


@dataclass(frozen=True)
class Alike:
    """Other live claims that have something in common with this one.

    `days` and `titles` (of the same kind and year) are those of the same person; `files` and
    `certificates` anybody's.
    """

    days: tuple[int, ...] = ()
    titles: tuple[int, ...] = ()
    files: tuple[Sibling, ...] = ()
    certificates: tuple[Sibling, ...] = ()


@dataclass(frozen=True)
class Facts:
    """What is known when a step is about to be taken.

    `filed_on` is the day the claim is filed on, `filed_before` those on which it was filed for this
    year before, the first one first, if it comes back corrected, `credited_year` the year of its hours if they
    were credited once and revoked; `decided_on` is the day of a later step.
    `pieces` are the pieces of evidence that are there, `twice` those that one same file was given as,
    `same_achievement` the live claims under the same key but for this one, `themes` those of the year by class of
    platform.
    `rules` is the rule set in force, `used` what other claims have taken of its caps, `sharing` are all of the
    same person and year that share one, `pinned` is `used` as it was at submission, `worked` the hours that were
    worked out then, `now` what `used` leaves (for deciders of claims that share caps), `beside` what the rule set
    is told beside the answers: the level of the person's title and the calendar of working days, or what the claim
    keeps of them. `alike` are claims that have something in common with this one, `flags` what the deciders must
    answer.
    `live_in_family` is a live claim among those that this one corrects or that correct it.
    `by_document`: a decision on this claim, or on the one that it corrects, named a document,
    and the hours are of the same year; `overturned`: an appeal of it succeeded.
    `rank`, `claimed` and `confirmed` are the claim's own, for steps whose answers are not
    the claim's; `refused_on` is the day of the decision that is appealed against.
    """

    filed_on: date
    filed_before: tuple[date, ...] = ()
    credited_year: int | None = None
    decided_on: date | None = None
    year: Year | None = None
    pieces: frozenset[str] = frozenset()
    twice: tuple[tuple[str, ...], ...] = ()
    same_achievement: tuple[Sibling, ...] = ()
    rules: RuleSet | None = None
    used: Mapping[str, Used] = field(default_factory=dict)
    sharing: tuple[int, ...] = ()
    pinned: Mapping[str, Used] | None = None
    worked: Decimal | None = None
    now: Result | None = None
    beside: Mapping[str, Any] = field(default_factory=dict)
    filed_by: Literal["claimant", "organiser"] = "claimant"
    alike: Alike = Alike()
    flags: tuple[Finding, ...] = ()
    live_in_family: int | None = None
    by_document: bool = False
    overturned: bool = False
    themes: frozenset[tuple[str, str]] = frozenset()
    platforms: Mapping[str, kinds.Platform] = field(default_factory=dict)
    rank: int | None = None
    claimed: Decimal | None = None
    confirmed: Decimal | None = None
    refused_on: date | None = None
    appeals: int = 0

    @property
    def today(self) -> date:
        """The day on which the step is taken."""
        return self.decided_on or self.filed_on
