"""What the rules would say, told before anybody takes the step: the same rules, and no step taken."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from types import SimpleNamespace
from typing import NamedTuple

from ce_workflow.acts.act import Act
from ce_workflow.acts.draft import begun, fill
from ce_workflow.acts.explain import explain
from ce_workflow.acts.known import facts_of, live_families
from ce_workflow.clock import day_of
from ce_workflow.errors import Finding
from ce_workflow.kinds import KINDS
from ce_workflow.kinds.fields import load, parse
from ce_workflow.kinds.kind import Kind
from ce_workflow.ledger.units import whole_units
from ce_workflow.people.actor import Actor
from ce_workflow.rules import findings
from ce_workflow.rules.case import work_out
from ce_workflow.rules.sets.explain import Explained
from ce_workflow.store import facts, rule_sets
from ce_workflow.words import N_, Text

BLANKS = ("blank", "evidence_missing")
PERSONAL_LATER = N_("The other claims of the participant are looked at once this one is saved.")


def against_submission(claim_id: int, actor: Actor, at: datetime, filed_on: date | None = None) -> list[Finding]:
    """Everything that the rules have to say about the claim as it is kept now: refusals first, then warnings."""
    act = Act("submit", actor, at, "", filed_on or day_of(at))
    act.claims = facts.claims("submit", [claim_id], actor, at)
    claim = act.claims[claim_id]
    if claim.achievement_key:
        act.siblings = facts.siblings([claim.achievement_key])
    act.families = live_families("submit", [claim])
    kind = KINDS[claim.kind]
    return findings("submit", kind, load(kind, json.loads(claim.fields)), facts_of(act, claim))


class Worked(NamedTuple):
    """What answers come to before they are saved: hours, how they come about, and everything to be said of them."""

    hours: Decimal | None
    claimed: Decimal | None
    year: int | None
    findings: list[Finding]
    answered: frozenset[str]
    explained: list[Explained]

    @property
    def most_units(self) -> int | None:
        """What the claim can add to its year at most, in hundredths: what is worked out, unless less is claimed."""
        if self.hours is None:
            return None
        return whole_units(self.hours if self.claimed is None else min(self.hours, self.claimed))

    @property
    def blanks(self) -> list[Finding]:
        """The questions, then the pieces of evidence, that are still open: nothing is wrong with them yet."""
        return [finding for code in BLANKS for finding in self.findings if finding.code == code]

    @property
    def against(self) -> list[Finding]:
        """What is said of the answers that are there."""
        return [finding for finding in self.findings if finding.code not in BLANKS]

    @property
    def closed(self) -> Finding | None:
        """What keeps the claim as a whole from coming to any hours, whatever else is answered."""
        whole = (finding for finding in self.against if finding.refuses and finding.field is None)
        return next(whole, None) if self.hours is None else None

    @property
    def of_the_answered(self) -> list[Finding]:
        """What is said of answers that are there and could be read, and of the claim as a whole; nothing of blanks."""
        return [finding for finding in self.findings if finding.field is None or finding.field in self.answered]


def of_answers(
    kind: Kind,
    fields: Mapping[str, object],
    pieces: Iterable[str],
    actor: Actor,
    at: datetime,
    *,
    claim_id: int = 0,
    person_id: str | None = None,
    corrects: int | None = None,
    filed_on: date | None = None,
) -> Worked:
    """What would be said if a claim of these answers, with a file for each of `pieces`, were submitted now.

    `claim_id` is the claim that they change; a new one would be of `person_id` and may correct another (NotFound
    where it cannot). A new one for somebody else is judged apart from their other claims, of which nothing is told
    before it is kept, and that is said. Answers that cannot be read come first, and the rules say nothing more of
    their fields.
    """
    typed, unread = parse(kind, fields)
    act = Act("submit", actor, at, "", filed_on or day_of(at))
    act.claims = facts.claims("submit", [claim_id], actor, at)
    own = person_id == actor.person_id
    claim = act.claims.get(claim_id) or _new(kind, person_id, corrects, own=own)
    claim.moved_at = at
    fill(act, claim, kind, typed)
    claim.pieces, claim.the_year = frozenset(pieces), facts.year(claim.year)
    if claim.achievement_key and claim.person_id:
        act.siblings = facts.siblings([claim.achievement_key])
    act.families = live_families("submit", [claim])
    known = {finding.field for finding in unread}
    told = facts_of(act, claim, typed)
    ruled = [finding for finding in findings("submit", kind, typed, told) if finding.field not in known]
    later = [] if claim.person_id else [Finding("person_not_known", Text(PERSONAL_LATER), level="warning")]
    result = work_out(kind, typed, told)
    lines = explain(told.rules, result, kind) if told.rules and result else []
    found = [*unread, *ruled, *later]
    hours = result and result.hours
    return Worked(hours, typed.get("hours_claimed"), claim.year, found, frozenset(typed), lines)


def _new(kind: Kind, person_id: str | None, corrects: int | None, *, own: bool) -> SimpleNamespace:
    """A claim that is not kept yet, with the employment and the rules of its person, else with those of the city."""
    claim = begun(0, kind, person_id, corrects)
    person = facts.persons([person_id]).get(person_id) if person_id else None
    vars(claim).update(vars(person) | {"id": claim.id} if person else {"sets": rule_sets.published()})
    if not own:
        claim.person_id = None
    return claim


def to_decide_with(step: str, claim_id: int, actor: Actor, at: datetime) -> list[Finding]:
    """The warnings that hold now for whoever is about to decide by `step`, whatever they will answer."""
    act = Act(step, actor, at, "", day_of(at))
    act.claims = facts.claims(step, [claim_id], actor, at)
    claim = act.claims[claim_id]
    return [found for found in findings(step, KINDS[claim.kind], {}, facts_of(act, claim)) if not found.refuses]
