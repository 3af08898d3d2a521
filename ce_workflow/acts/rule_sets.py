"""Rule sets: kept as drafts, published, replaced by the next version.

A published version is for ever: its text, what it inherits, and who published it when.
Publishing makes it the one in force of its authority and year, and the one before it
replaced. Everybody who writes the rules of an authority takes turns at its row.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import select, update

from ce_workflow import clock
from ce_workflow.acts.looked_over import MAKER_OF, LookedOver, look_over, plain
from ce_workflow.acts.record import begin, record
from ce_workflow.errors import Conflict, Finding, Moved, NotFound, Refusal, RulesBroken
from ce_workflow.people.actor import Actor
from ce_workflow.people.roles import LABELS, SYSTEM
from ce_workflow.rules.sets.read import Fault
from ce_workflow.store import facts, rule_sets
from ce_workflow.store.database import db
from ce_workflow.store.organisations import placed
from ce_workflow.store.rows import insert_rows
from ce_workflow.store.tables import Organisation, RuleSet
from ce_workflow.store.tables.rule_sets import DRAFT, PUBLISHED, REPLACED
from ce_workflow.trail.said import of_reference
from ce_workflow.words import N_, Text

TABLE = RuleSet.__table__


class NotYourRules(Refusal):
    """The rules of an authority are made by its own officers."""

    code = "not_your_rules"
    status = 403
    says = N_("The rules of “%(authority)s” are made there: by somebody who is %(role)s for it.")


class VersionTaken(Conflict):
    """A published version never changes."""

    code = "version_taken"
    says = N_("“%(version)s” is published with another text and never changes. Give the new text the next version.")


class VersionReplaced(Conflict):
    """What was replaced is not published again."""

    code = "version_replaced"
    says = N_(
        "“%(version)s” was replaced by “%(next)s”. Publish its text again under the next version, if it is wanted."
    )


class Seen(NamedTuple):
    """What somebody read before they publish: the digest of the draft, and the version that it will replace."""

    digest: str
    before: str | None


def draft(text: str, actor: Actor, *, at: datetime, request_id: str) -> str:
    """Keep the set as a draft, in place of a draft of the same version; returns the version.

    What is there with the same text stays. Raises RulesBroken with every fault, NotYourRules, VersionTaken.
    """
    there = _there(plain(text))
    if there is not None:
        may_write(there.authority, actor, at)
        return str(there.version)
    looked = look_over(text)
    if looked.rules is not None:
        may_write(looked.rules.authority, actor, at)
        _take_turns(looked.rules.authority)
        looked = look_over(text)  # as it is now that nobody else writes
    row = _row(looked)
    known = rule_sets.one(row["version"])
    if known is None:
        begin("rules", [(row, "draft", of_reference("rules", row))], actor, at=at, request_id=request_id)
        insert_rows(TABLE, [row | {name: row[name] and row[name].isoformat() for name in _DAYS}])
    elif known.text != row["text"] or known.digest != row["digest"]:
        db.session.execute(update(TABLE).where(TABLE.c.version == row["version"]).values(row))
        record("rules", {row["version"]: ("draft", of_reference("rules", row))}, actor, at=at, request_id=request_id)
    return str(row["version"])


def publish(version: str, actor: Actor, *, at: datetime, request_id: str, seen: Seen | None = None) -> str:
    """Make the draft the version in force of its authority and year; nothing happens where it is.

    Raises NotFound, NotYourRules, RulesBroken, VersionReplaced, and Moved where it is not as it was `seen`.
    """
    row = rule_sets.one(version)
    if row is None:
        raise NotFound
    may_write(row.authority, actor, at)
    _take_turns(row.authority)
    row = rule_sets.one(version)
    if row is None or row.state == PUBLISHED:
        return version
    if row.state == REPLACED:
        raise VersionReplaced(version=version, next=row.replaced_by)
    new = _row(look_over(row.text)) | {"state": PUBLISHED, "published_at": at, "published_by": actor.person_id}
    before = rule_sets.published_of(row.authority, row.year)
    if seen is not None and seen != (new["digest"], before.version if before else None):
        raise Moved(what=version)
    happened = {version: ("publish", of_reference("rules", new))}
    if before is not None:
        _in_time(new, before.version, at)
        old = dict(before._mapping) | {"state": REPLACED, "replaced_by": version}
        _set(before.version, state=REPLACED, replaced_by=version)
        happened[before.version] = ("replace", of_reference("rules", old))
    _set(version, **new)
    record("rules", happened, actor, at=at, request_id=request_id)
    return version


def publish_text(text: str, actor: Actor, *, at: datetime, request_id: str) -> str:
    """Keep it as a draft and publish it, in one go."""
    version = draft(text, actor, at=at, request_id=request_id)
    return publish(version, actor, at=at, request_id=request_id)


def bring(text: str, actor: Actor, *, at: datetime, request_id: str) -> str | None:
    """Publish a set that comes with the product where its authority and year have none as new; None where they have.

    What somebody has published here stays in force, whatever comes with the product later.
    """
    looked = look_over(text)
    if looked.rules is not None:
        before = rule_sets.published_of(looked.rules.authority, looked.rules.year)
        number = rule_sets.last_number(looked.rules.authority, looked.rules.year)
        if number >= looked.rules.number or (before is not None and before.published_by is not None):
            return None
    return publish_text(text, actor, at=at, request_id=request_id)


def may_write(authority: str, actor: Actor, at: datetime) -> None:
    """Raises NotYourRules unless the actor makes the rules of this authority at `at`; the operator may.

    Of an authority that makes none nothing is said here: that is a fault of the text.
    """
    role = MAKER_OF.get(getattr(placed(authority), "kind", ""))
    if actor.role == SYSTEM or (role is None and actor.role in MAKER_OF.values()):
        return
    if actor.role != role or authority not in (facts.granted(actor, at) or ()):
        raise NotYourRules(authority=authority, role=Text(LABELS[role] if role else N_("an officer")))


_DAYS = ("in_force_from", "in_force_to")


def as_finding(fault: Fault) -> Finding:
    """A fault of a text as everybody is told it: with its line and the path to it."""
    if not fault.path:
        says = Text(N_("Line %(line)s: %(what)s"), line=fault.line, what=fault.text)
    else:
        says = Text(N_("Line %(line)s, %(path)s: %(what)s"), line=fault.line, path=fault.path, what=fault.text)
    return Finding("rule_set_fault", says, field="text")


def _there(text: str) -> Any:
    """The version that was published or replaced with this very text."""
    if "\0" in text:  # PostgreSQL holds no such text
        return None
    asked = select(TABLE.c.version, TABLE.c.authority).where(TABLE.c.text == text, TABLE.c.state != DRAFT)
    return db.session.execute(asked).first()


def _take_turns(authority: str) -> None:
    asked = select(Organisation.code).where(Organisation.code == authority)
    db.session.execute(asked.with_for_update(key_share=True))


def _row(looked: LookedOver) -> dict[str, Any]:
    """The set as the row of a draft; raises RulesBroken or VersionTaken for one with faults."""
    rules = looked.rules
    if rules is not None and looked.taken:
        raise VersionTaken(version=rules.version)
    if rules is None or looked.faults:
        raise RulesBroken(map(as_finding, looked.faults))
    return {
        "version": rules.version,
        "authority": rules.authority,
        "year": rules.year,
        "state": DRAFT,
        "text": looked.text,
        "digest": rule_sets.digest_of(looked.text, looked.parent),
        "parent": looked.parent,
        "in_force_from": rules.in_force_from,
        "in_force_to": rules.in_force_to,
    }


def _in_time(new: Mapping[str, Any], before: str, at: datetime) -> None:
    """What is in force later only would leave nothing in force until then."""
    if new["in_force_from"] > clock.day_of(at):
        says = N_("It is in force from %(day)s only, and “%(before)s” would end today. Publish it on that day.")
        text = Text(says, day=new["in_force_from"], before=before)
        raise RulesBroken([Finding("not_yet_in_force", text, field="in_force_from")])


def _set(which: str, **values: Any) -> None:
    db.session.execute(update(TABLE).where(TABLE.c.version == which).values(values))
