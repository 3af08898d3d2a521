"""What the rules are told of a claim, and what becomes of their findings."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from types import SimpleNamespace

from ce_workflow.acts.act import Act
from ce_workflow.acts.worked import beside, rules_of, shared
from ce_workflow.clock import day_of
from ce_workflow.errors import Finding, RulesBroken
from ce_workflow.kinds import KINDS
from ce_workflow.kinds.fields import load
from ce_workflow.kinds.kind import Given
from ce_workflow.ledger.units import to_hours
from ce_workflow.people.duties import FILING
from ce_workflow.rules import checks_ticked
from ce_workflow.rules.case import work_out
from ce_workflow.rules.facts import Alike, Facts, Sibling
from ce_workflow.rules.sets.caps import unpack
from ce_workflow.states.names import LIVE
from ce_workflow.store import facts

ALIKE = ("days", "title", "file", "certificate")

ONE_OF_FAMILY = ("submit", "appeal")
"""Steps by which a claim comes to life, while another of its family may live already."""


def facts_of(act: Act, claim: SimpleNamespace, given: Given | None = None) -> Facts:
    """The facts for this step. Filing is judged by the day of filing, a decision by its own day.

    `given` are the answers of the claim, as far as what it shares with others depends on them.
    """
    filing = act.step in FILING
    rules = rules_of(act, claim)
    if given is None and rules is not None:
        given = load(KINDS[claim.kind], json.loads(claim.fields))
    public = act.step == "submit" and KINDS[claim.kind].category == "public"
    told = Facts(
        filed_on=act.filed_on if filing else claim.filed_on or act.today,
        filed_before=facts.filed_before(claim) if act.step == "submit" and claim.filed_on else (),
        credited_year=_credited_year(act, claim),
        decided_on=None if filing else act.today,
        year=claim.the_year,
        pieces=getattr(claim, "pieces", frozenset()),
        twice=getattr(claim, "twice", ()),
        same_achievement=siblings_of(act, claim),
        rules=rules,
        alike=_alike(act, claim),
        flags=tuple(checks_ticked.flags_of(claim)) if act.step in checks_ticked.AT else (),
        filed_by="organiser" if claim.filed_by_org else "claimant",
        beside=beside(act, claim, rules),
        live_in_family=_live_in_family(act, claim),
        by_document=_by_document(claim),
        overturned=_has(claim, "overturn"),
        themes=facts.themes().get(claim.year, frozenset()) if public else frozenset(),
        platforms=facts.platforms() if public else {},
        rank=claim.rank,
        claimed=_hours(claim.units_claimed),
        confirmed=_hours(claim.units_reviewed),
        refused_on=day_of(claim.moved_at),
        appeals=claim.appeals,
    )
    return _with_caps(act, claim, told, given or {})


def _with_caps(act: Act, claim: SimpleNamespace, told: Facts, given: Given) -> Facts:
    """The same with what is known of its caps; for deciders beside what was pinned what it would come to by now."""
    used, sharing = shared(act, claim, told, given)
    told = replace(told, used=used or {}, sharing=sharing)
    if act.step in FILING:
        return told
    now = work_out(KINDS[claim.kind], given, told) if used is not None else None
    return replace(told, pinned=unpack(claim.used), worked=_hours(claim.units_computed), now=now)


def _alike(act: Act, claim: SimpleNamespace) -> Alike:
    """Other live claims that have days, titles, files or a certificate in common with this one, at submission.

    Of the claims of this call the state counts that they have by now.
    """
    if act.step != "submit" or not claim.person_id:
        return Alike()
    live = {other.id for other in act.claims.values() if other.state in LIVE}
    found = [row for row in facts.alike(claim) if (row.id in live if row.id in act.claims else row.state in LIVE)]
    by_what = {what: [Sibling(r.id, r.person_id == claim.person_id) for r in found if r.what == what] for what in ALIKE}
    days, titles = ([row.claim_id for row in by_what[what]] for what in ("days", "title"))
    return Alike(tuple(sorted(days)), tuple(sorted(titles)), tuple(by_what["file"]), tuple(by_what["certificate"]))


def _credited_year(act: Act, claim: SimpleNamespace) -> int | None:
    """The year in which hours of the claim were credited before they were revoked, where filing anew may ask."""
    revoked = act.step in ("edit", "submit") and _has(claim, "revoke")
    return facts.credited_year(claim.id) if revoked else None


def live_families(step: str, claims: Iterable[SimpleNamespace]) -> dict[int, int]:
    """Family -> its live claim, where the step asks for it."""
    asked = [c.family for c in claims if step == "appeal" or c.corrects] if step in ONE_OF_FAMILY else []
    return facts.live_in_families(asked) if asked else {}


def _live_in_family(act: Act, claim: SimpleNamespace) -> int | None:
    """Another live claim of those that correct each other, be it that an earlier item of this call made it live."""
    if act.step not in ONE_OF_FAMILY or (act.step == "submit" and not claim.corrects):
        return None
    here = (c.id for c in act.claims.values() if c.family == claim.family and c.state in LIVE)
    found = act.families.get(claim.family) or next(here, None)
    return None if found == claim.id else found


def _by_document(claim: SimpleNamespace) -> bool:
    """Asked only where there can be such a decision: most claims never had one."""
    there = claim.corrects is not None or _has(claim, "revoke") or _has(claim, "overturn")
    return there and facts.names_document([claim.id, claim.corrects], claim.year)


def _has(claim: SimpleNamespace, step: str) -> bool:
    return any(deed.action == step for deed in claim.deeds)


def siblings_of(act: Act, claim: SimpleNamespace) -> tuple[Sibling, ...]:
    """Other live claims of the same achievement, with those that earlier items of this call submitted."""
    key = claim.achievement_key
    others = (s for s in act.siblings.get(key, ()) if s.id != claim.id) if key else ()
    return tuple(Sibling(s.id, s.person_id == claim.person_id, s.rank) for s in others)


def check(found: Iterable[Finding], unread: Iterable[Finding] = ()) -> list[Finding]:
    """The warnings among the findings; raises RulesBroken with every refusal at once.

    `unread` are answers that could not be read: what the rules say of the same fields is left out.
    """
    unread = list(unread)
    fields = {finding.field for finding in unread if finding.field}
    everything = [*unread, *(finding for finding in found if not finding.field or finding.field not in fields)]
    if refusals := [finding for finding in everything if finding.refuses]:
        raise RulesBroken(refusals)
    return everything


def _hours(units: int | None) -> Decimal | None:
    return None if units is None else to_hours(units)
