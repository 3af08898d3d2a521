"""Claims from a file: each is begun, given its evidence and, if so wished, submitted, by the acts of everybody.

One answer a claim: `{"id", "claim_id", "outcome", "findings"}`, every finding at once: of
the files, of answers that cannot be read, and of the rules with `submit` or beside such an
answer. An entry that is refused keeps its draft, with the files that are good, where it can
be stored. Neither the file nor a name in it opens anything outside the folder of the evidence.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from flask import current_app

from ce_workflow import clock
from ce_workflow.acts.doorway import denied, take
from ce_workflow.acts.files import Sent, take_in_each
from ce_workflow.acts.known import check
from ce_workflow.acts.preview import against_submission, of_answers
from ce_workflow.cli.frame import acting_as, by_operator, request_id
from ce_workflow.cli.say import say
from ce_workflow.errors import Finding, Refusal, RulesBroken
from ce_workflow.kinds import KINDS
from ce_workflow.kinds.fields import parse
from ce_workflow.people.actor import Actor
from ce_workflow.people.roles import CLAIMANT
from ce_workflow.words import N_, Text

Entry = Mapping[str, Any]
Answer = dict[str, Any]


@dataclass(frozen=True)
class Filing:
    """How a file is loaded: where its evidence lies, who files what names nobody, and whether it is submitted."""

    evidence: Path
    username: str
    submit: bool


def load_claims(file: Path, filing: Filing) -> Iterator[Answer]:
    """The answer to each claim of the file, in its order. Raises RulesBroken where the file is not such a file."""
    entries = _entries(file)
    if current_app.config["CE_ENV"] == "production" and any("filed_on" in entry for entry in entries):
        text = N_("In production a claim is filed on the day it is filed: take “filed_on” out of the file.")
        raise RulesBroken([Finding("filed_on_refused", Text(text))])
    acting_as(filing.username, None, prefer=(CLAIMANT,))
    for entry in entries:
        yield _answer(entry, filing)


def _entries(file: Path) -> list[Entry]:
    try:
        found = json.loads(
            file.read_text("utf-8-sig"), object_pairs_hook=_once, parse_float=_finite, parse_constant=_finite
        )
    except (ValueError, RecursionError) as fault:
        says = N_("%(file)s is not JSON in UTF-8 in which every name stands once and every number is finite.")
        raise RulesBroken([Finding("no_json", Text(says, file=file.name))]) from fault
    entries = found.get("claims") if isinstance(found, dict) else found
    if not isinstance(entries, list) or not all(_is_entry(entry) for entry in entries):
        text = Text(
            N_("%(file)s: there is to be a list “claims”, each with kind, fields and evidence."), file=file.name
        )
        raise RulesBroken([Finding("no_claims", text)])
    return entries


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object; raises ValueError where a name stands twice, since nobody can tell which one was meant."""
    if len(found := dict(pairs)) != len(pairs):
        raise ValueError("a name stands twice")
    return found


def _finite(written: str) -> float:
    """A number; raises ValueError for 1e400, NaN and Infinity, which no answer could be written with."""
    if not math.isfinite(number := float(written)):
        raise ValueError("not a finite number")
    return number


def _is_entry(entry: Any) -> bool:
    if not isinstance(entry, dict) or not isinstance(entry.get("kind"), str):
        return False
    if not isinstance(entry.get("as"), str | None) or not isinstance(entry.get("id"), str | int | float | None):
        return False
    day = entry.get("filed_on")
    try:
        day is None or date.fromisoformat(day)
    except (TypeError, ValueError):
        return False
    return all(isinstance(entry.get(name, {}), dict) for name in ("fields", "evidence"))


def _answer(entry: Entry, filing: Filing) -> Answer:
    answer: Answer = {"id": entry.get("id"), "claim_id": None, "outcome": "accepted", "findings": []}
    actor = by_operator()
    try:
        actor = acting_as(entry.get("as") or filing.username, None, prefer=(CLAIMANT,))
        found = _file(entry, filing, actor, answer)
    except Refusal as refusal:
        act = "create" if answer["claim_id"] is None else "submit"
        denied(act, refusal, actor, at=clock.now(), request_id=request_id(), claim_id=answer["claim_id"])
        answer["outcome"] = "refused"
        found = list(refusal.findings) or [Finding(refusal.code, refusal.text, refusal.clause)]
    else:
        answer["outcome"] = "warned" if found else "accepted"
    answer["findings"] = [{"code": f.code, "clause": f.clause, "message": say(f.text)} for f in found]
    return answer


def _file(entry: Entry, filing: Filing, actor: Actor, answer: Answer) -> list[Finding]:
    """Begin and submit the claim; its warnings. Notes the claim's number in the answer; raises Refusal.

    The draft is kept with the files that can be kept, unless an answer cannot be read.
    """
    on = date.fromisoformat(entry["filed_on"]) if entry.get("filed_on") else None
    kind = KINDS.get(entry["kind"])
    sent, missing = _sent(entry, filing)
    if kind is None:
        text = Text(N_("There is no kind of claim “%(kind)s”."), kind=entry["kind"])
        raise RulesBroken([Finding("unknown_kind", text, field="kind"), *missing])
    fields = entry.get("fields", {})
    unread = parse(kind, fields)[1]
    files, refused = take_in_each(kind, sent, current_app.extensions["ce"].blobs, keep=not unread)
    given = {"kind": kind.code, "fields": fields, "files": files}
    against = [*unread, *missing, *refused]
    if unread:
        pieces = {file.piece for file in sent}
        worked = of_answers(kind, fields, pieces, actor, clock.now(), person_id=actor.person_id, filed_on=on)
        would = worked.findings if filing.submit else worked.of_the_answered
        check((found for found in would if found not in unread), against)
    claim = take("create", [(None, None, given)], actor, at=clock.now(), request_id=request_id(), filed_on=on)[0]
    answer["claim_id"] = claim_id = claim.or_raise().id
    if against:
        check(against_submission(claim_id, actor, clock.now(), on) if filing.submit else (), against)
    return _submit(claim_id, actor, on) if filing.submit else []


def _submit(claim_id: int, actor: Actor, on: date | None) -> list[Finding]:
    """The warnings with which it was submitted."""
    submitted = take("submit", [(claim_id, None, {})], actor, at=clock.now(), request_id=request_id(), filed_on=on)[0]
    return [Finding.unpack(kept) for kept in json.loads(submitted.or_raise().warnings or "[]")]


def _sent(entry: Entry, filing: Filing) -> tuple[list[Sent], list[Finding]]:
    """The named evidence (a piece may have several files), and a finding for each file that is not there."""
    sent, missing = [], []
    for piece, names in entry.get("evidence", {}).items():
        for name in names if isinstance(names, list) else [names]:
            path = filing.evidence / Path(str(name)).name
            if Path(str(name)).name == name and _is_there(path):
                sent.append(Sent(piece, name, path.read_bytes()))
            else:
                text = Text(N_("The folder of the evidence has no file “%(name)s”."), name=name)
                missing.append(Finding("no_such_file", text, field=f"evidence-{piece}"))
    return sent, missing


def _is_there(path: Path) -> bool:
    """Is it a file? A name that the file system cannot hold is none."""
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False
