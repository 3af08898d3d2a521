"""What a simulation found is kept, so that the next can be compared with it.

The simulation itself changes nothing. The event is one of the year, since the set may be in
a file alone; it commits to the whole text.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import insert

from ce_workflow.acts.looked_over import look_over
from ce_workflow.acts.record import record
from ce_workflow.acts.rule_sets import as_finding, may_write
from ce_workflow.errors import Conflict, RulesBroken
from ce_workflow.people.actor import Actor
from ce_workflow.reports.simulate import count_claims
from ce_workflow.reports.simulated import Simulated
from ce_workflow.rules.sets.shape import RuleSet
from ce_workflow.store.database import db
from ce_workflow.store.rule_sets import digest_of, whole
from ce_workflow.store.tables import Simulation
from ce_workflow.store.tables.rule_sets import DRAFT
from ce_workflow.trail.chain import digest
from ce_workflow.words import N_

TABLE = Simulation.__table__
MOST_AT_ONCE = 20_000
"""Claims that are worked out while somebody waits for a page, some seconds; there is no queue of jobs for more yet."""


class TooManyToTry(Conflict):
    """A page does not wait for so many claims."""

    code = "too_many_to_try"
    says = N_(
        "There are %(count)s claims to work out, and a page waits for %(most)s at most. The operator runs: "
        "flask rules simulate FILE --year %(year)s"
    )


def ready(row: Any, actor: Actor, at: datetime) -> tuple[RuleSet, str]:
    """The set of this row and its digest, to be tried while somebody waits.

    Raises NotYourRules, RulesBroken for a draft with faults, TooManyToTry.
    """
    may_write(row.authority, actor, at)
    if row.state == DRAFT:
        looked = look_over(row.text)
        rules, faults, digest = looked.rules, looked.faults, digest_of(looked.text, looked.parent)
    else:
        rules, faults, digest = whole(row.version), (), row.digest
    if rules is None or faults:
        raise RulesBroken(map(as_finding, faults))
    if (count := count_claims(row.authority, row.year)) > MOST_AT_ONCE:
        raise TooManyToTry(count=count, most=MOST_AT_ONCE, year=str(row.year))
    return rules, digest


def keep(found: Simulated, actor: Actor, *, at: datetime, request_id: str) -> int:
    """Keep the result; its number. Raises NotYourRules for those who do not make the rules of that authority."""
    may_write(found.authority, actor, at)
    row = {name: getattr(found, name) for name in ("version", "digest", "authority", "year", "at")}
    row |= {"by": actor.person_id, "result": found.text()}
    number = db.session.scalar(insert(TABLE).values(row).returning(TABLE.c.id))
    codes = {"simulation": number, "rules": found.version, "result": digest(row["result"])}
    record("year", {found.year: ("simulate", codes)}, actor, at=at, request_id=request_id)
    return int(number or 0)
