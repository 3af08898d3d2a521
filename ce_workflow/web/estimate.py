"""What the answers of a claim's form come to before anything is saved: hours, why, and what the year then lacks.

The one place that says so: to the button that asks for it, and to whoever is typing, each
time that what they typed is kept. Nothing is written.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from flask import request

from ce_workflow import clock
from ce_workflow.acts.preview import Worked, of_answers
from ce_workflow.errors import Finding
from ce_workflow.kinds.kind import Kind
from ce_workflow.ledger.entries import CATEGORY_LABELS
from ce_workflow.ledger.standing import Measure, standing
from ce_workflow.people.roles import CLAIMANT
from ce_workflow.store import claims, ledger, needs
from ce_workflow.web.cursors import whole
from ce_workflow.web.frame import current_actor
from ce_workflow.web.kind_forms import answers_in
from ce_workflow.web.uploads import files_chosen
from ce_workflow.words import N_


class Estimate(NamedTuple):
    """Hours with all that is said of them; and what the year lacks without and with them.

    `year_after`: (subject, now, then) in hundredths; empty where nobody knows, and for whoever files for another:
    what a year of theirs lacks is nothing that a base sees.
    """

    worked: Worked
    year_after: list[tuple[str, int, int]]


def estimate(
    kind: Kind,
    claim: Any = None,
    corrects: Any = None,
    *,
    person_id: str | None = None,
    found: Iterable[Finding] = (),
) -> Estimate:
    """What the answers of this request come to, as new ones of `claim` or as a new claim.

    A new claim is the reader's own, or of the person `person_id` if an organiser said whose;
    it may correct another. `found` is what the form has to say beside the rules.
    """
    actor, at = current_actor(), clock.now()
    whose: dict[str, Any] = {"person_id": claimant() or person_id, "corrects": corrects.id if corrects else None}
    pieces = files_chosen()
    if claim is not None:
        whose, gone = {"claim_id": claim.id}, {whole(number) for number in request.form.getlist("drop")}
        pieces |= {file.piece for file in claims.evidence(claim.id) if file.id not in gone}
    worked = of_answers(kind, answers_in(request.form, kind), pieces, actor, at, **whose)
    worked = worked._replace(findings=[*found, *worked.findings])
    return Estimate(worked, _year_after(worked, kind, claimant()))


def claimant() -> str | None:
    """Whose claim a new one would be, where that is known before it is kept."""
    actor = current_actor()
    return actor.person_id if actor.role == CLAIMANT else None


def _year_after(worked: Worked, kind: Kind, person_id: str | None) -> list[tuple[str, int, int]]:
    if worked.year is None or worked.most_units is None or person_id is None:
        return []
    year = ledger.year(worked.year)
    if year is None:
        return []
    asked = needs.asked_of(person_id, [year], clock.day_of(clock.now()))[year.year]
    balances = ledger.balances(person_id).get(worked.year, {})
    now = standing(balances, asked)
    then = standing({**balances, kind.category: balances.get(kind.category, 0) + worked.most_units}, asked)
    subject: Measure = getattr(now, kind.category)
    return [
        (CATEGORY_LABELS[kind.category], subject.missing, getattr(then, kind.category).missing),
        (N_("All subjects"), now.total.missing, then.total.missing),
    ]
