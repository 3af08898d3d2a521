"""What the claimant does: begin a claim, change it, submit it, withdraw it, appeal.

An organiser may begin, change and submit a claim on behalf of a participant. Answers
that cannot be read are refused at once, with all that the rules have to say of the
others; else whether a claim counts is asked at submission, every finding together. What
is submitted is pinned: content, evidence, rule version, and the unit and authority by
which it will be decided.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from types import SimpleNamespace
from typing import Any

from ce_workflow.acts.act import Act
from ce_workflow.acts.desks import place
from ce_workflow.acts.draft import begun, fill
from ce_workflow.acts.files import strange_pieces
from ce_workflow.acts.known import check, facts_of
from ce_workflow.acts.preview import of_answers
from ce_workflow.errors import Finding, NotFound, RoleNeeded, RulesBroken
from ce_workflow.kinds import KINDS
from ce_workflow.kinds.fields import load, parse
from ce_workflow.kinds.kind import Kind
from ce_workflow.people.roles import CLAIMANT
from ce_workflow.rules import findings
from ce_workflow.rules.case import computed, filed_on, work_out
from ce_workflow.rules.decision import parse_decision
from ce_workflow.rules.facts import Facts
from ce_workflow.rules.sets import beside, caps
from ce_workflow.rules.sets.shape import RuleSet
from ce_workflow.states.names import LIVE, SECTOR_ONLY, UNIT_THEN_SECTOR
from ce_workflow.store import facts
from ce_workflow.store.evidence.limits import check_set
from ce_workflow.store.tables.claims import DESCRIBED


def create(act: Act, claim_id: int, people: dict[str, SimpleNamespace], given: dict[str, Any]) -> SimpleNamespace:
    """A draft of `given["kind"]`: `fields` as typed, `files` as (piece, kept file) pairs, `person` if on behalf.

    `corrects` names a claim of the same person and kind whose recognition was revoked; `form_key`
    the form that it came by, which makes one claim however often it is sent.
    """
    kind = KINDS.get(given.get("kind", ""))
    person = people.get(given.get("person") or act.actor.person_id or "")
    if kind is None or person is None:
        raise NotFound
    if act.actor.role == CLAIMANT and person.id != act.actor.person_id:
        raise RoleNeeded
    claim = begun(claim_id, kind, person.id, given.get("corrects"))
    typed, found = _read(kind, given, [])
    known = act.actor.role == CLAIMANT or given.get("person")
    _check(act, claim, kind, given, found, person_id=person.id if known else None)
    claim.filed_by, claim.created_at, claim.head, claim.commitment = act.actor.person_id, act.at, "", ""
    claim.form_key = given.get("form_key") or None
    if act.actor.role != CLAIMANT:
        claim.filed_by_org = act.actor.scopes[0]
    _employ(claim, person)
    claim.sets, claim.now_title_level = person.sets, person.now_title_level
    fill(act, claim, kind, typed)
    act.begin(claim)
    act.evidence[claim.id] = []
    act.move(claim, "create", content=_exchange(act, claim, given))
    return claim


def edit(act: Act, claim: SimpleNamespace, given: dict[str, Any]) -> None:
    """New answers, new files, files dropped. A live claim may not take the achievement of another."""
    kind, held = KINDS[claim.kind], claim.achievement_key
    kept = [row for row in act.evidence[claim.id] if row.id not in set(given.get("drop", ()))]
    typed, found = _read(kind, given, kept)
    changed = SimpleNamespace(**vars(claim))
    fill(act, changed, kind, typed)
    if claim.state in LIVE:
        if changed.achievement_key and changed.achievement_key not in act.siblings:
            act.siblings |= facts.siblings([changed.achievement_key])
        found += findings("edit", kind, typed, facts_of(act, changed, typed))
    _check(act, claim, kind, given, found)
    fill(act, claim, kind, typed)
    act.move(claim, "edit", content=_exchange(act, claim, given))
    if claim.state in LIVE:
        _hold(act, claim, held)


def submit(act: Act, claim: SimpleNamespace, given: dict[str, Any]) -> None:
    """Every finding at once; then everything that the deciders will judge is pinned.

    A claim that comes back corrected keeps the day on which it was filed first, for what had ended by then.
    """
    kind = KINDS[claim.kind]
    typed = load(kind, json.loads(claim.fields))
    known = facts_of(act, claim, typed)
    warnings = check(findings("submit", kind, typed, known))
    _employ(claim, claim)
    _go_by(claim, known.rules)
    pin(claim, kind, typed, known)
    claim.submitted_at = max(act.at, claim.moved_at)
    claim.warnings = json.dumps([found.pack() for found in warnings], ensure_ascii=False) if warnings else None
    place(act, claim, "submit")
    _hold(act, claim)


def _go_by(claim: SimpleNamespace, rules: RuleSet | None) -> None:
    """The route and the notice period that the rule set has for this kind, where it says so (五(二))."""
    way = rules.ways.get(claim.kind) if rules else None
    if way is not None and way.route is not None and claim.unit is not None:
        claim.route = way.route
    if way is not None and way.notice_days is not None:
        claim.notice_days, claim.notice_unit = way.notice_days.days, way.notice_days.unit


def pin(claim: SimpleNamespace, kind: Kind, typed: dict[str, Any], known: Facts) -> None:
    """The version of the rules, what hours depend on beside the answers, and those hours: for good (五(二))."""
    result = work_out(kind, typed, known)
    claim.units_computed, claim.filed_on = computed(result) or 0, filed_on(kind, typed, known)
    claim.rule_version = known.rules.version if known.rules else None
    way = known.rules.ways.get(kind.code) if known.rules else None
    claim.used = caps.pack(known.used) if way and caps.shares_caps(way) else None
    claim.told = beside.pack(way, result.facts) if way and result else None


def withdraw(act: Act, claim: SimpleNamespace, given: dict[str, Any]) -> None:
    """The claimant takes the claim back; its achievement is free again."""
    claim.desk = claim.credit_due_on = None
    act.move(claim, "withdraw")


def appeal(act: Act, claim: SimpleNamespace, given: dict[str, Any]) -> None:
    """Against a rejection or a revocation, within the window; with a sentence, perhaps with new evidence."""
    kind = KINDS[claim.kind]
    said, found = parse_decision("appeal", kind, given)
    found += _files(kind, act.evidence[claim.id], given)
    check(findings("appeal", kind, said, facts_of(act, claim)), found)
    claim.appeals += 1
    place(act, claim, "appeal", note=said["note"], content=_exchange(act, claim, given | {"drop": ()}))
    _hold(act, claim)


def _employ(claim: SimpleNamespace, person: SimpleNamespace) -> None:
    """The claim goes by the unit in which the person is now, and by the measures of its authority (五(二))."""
    claim.unit, claim.department, claim.district = person.now_unit, person.now_department, person.now_district
    claim.route = (person.now_route or UNIT_THEN_SECTOR) if person.now_unit else SECTOR_ONLY
    claim.notice_days, claim.notice_unit = person.now_notice_days or 0, None


def _read(kind: Kind, given: dict[str, Any], kept: Sequence[Any]) -> tuple[dict[str, Any], list[Finding]]:
    """The answers, and a finding for every answer that cannot be read and every file that cannot be kept."""
    typed, unread = parse(kind, given.get("fields", {}))
    return typed, unread + _files(kind, kept, given)


def _check(
    act: Act,
    claim: SimpleNamespace,
    kind: Kind,
    given: dict[str, Any],
    found: Sequence[Finding],
    person_id: str | None = None,
) -> None:
    """Raises RulesBroken if anything that was `found` refuses: then with all that stands against submitting, too.

    What is kept may have blanks, so that only what was answered is spoken of. `person_id` None: it is not known
    whose a new claim will be.
    """
    if not any(finding.refuses for finding in found):
        return
    fields = given.get("fields", {})
    whose = {"claim_id": claim.id, "person_id": person_id, "corrects": claim.corrects, "filed_on": act.filed_on}
    ruled = of_answers(kind, fields, (), act.actor, act.at, **whose).of_the_answered
    everything = [*found, *(finding for finding in ruled if finding not in found)]
    raise RulesBroken([finding for finding in everything if finding.refuses])


def _files(kind: Kind, kept: Sequence[Any], given: dict[str, Any]) -> list[Finding]:
    """What stands against the files that come with the act: `refused_files` were found wanting before it."""
    sizes = [file.size for _, file in given.get("files", ())]
    strange = strange_pieces(kind, {piece for piece, _ in given.get("files", ())})
    return [*given.get("refused_files", ()), *strange, *check_set([row.size for row in kept], sizes)]


def _exchange(act: Act, claim: SimpleNamespace, given: dict[str, Any]) -> dict[str, Any]:
    """Write the files that come and go with the coming version; returns the content to commit to."""
    version = claim.version + 1
    gone = set(given.get("drop", ()))
    rows = act.evidence[claim.id]
    for row in rows:
        if row.id in gone:
            act.change.dropped.append({"id": row.id, "dropped_version": version})
    shown = [row for row in rows if row.id not in gone]
    for piece, file in given.get("files", ()):
        kept = {"claim_id": claim.id, "piece": piece, "name": file.name, "media_type": file.media_type}
        kept |= {"size": file.size, "sha256": file.sha256, "original_sha256": file.original_sha256}
        act.change.evidence.append(kept | {"blob": file.blob, "pages": file.pages, "added_version": version})
        shown.append(SimpleNamespace(id=0, **kept))
    act.evidence[claim.id] = shown
    listed = [{name: getattr(row, name) for name in DESCRIBED} for row in shown]
    return {"kind": claim.kind, "fields": json.loads(claim.fields), "evidence": listed}


def _hold(act: Act, claim: SimpleNamespace, before: str | None = None) -> None:
    """Later items of the same call see which achievement the claim holds now, and that it let go the one `before`."""
    for key in {before, claim.achievement_key} - {None}:
        act.siblings[key] = [other for other in act.siblings.get(key, ()) if other.id != claim.id]
    if claim.achievement_key:
        this = SimpleNamespace(id=claim.id, person_id=claim.person_id, rank=claim.rank)
        act.siblings[claim.achievement_key].append(this)
