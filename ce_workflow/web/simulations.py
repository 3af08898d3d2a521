"""A rule set tried on the claims of its year, how far that is, and what it found: for those who make rules.

A simulation is worked out by a process of its own (`web.process`); its page says how far it is and
fetches itself again, until it shows the result. Nobody has to wait there.
What a result says of a claim is its number and how its hours come about; the claim itself is
linked only for who reaches it.
"""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from ce_workflow import clock
from ce_workflow.acts import doorway
from ce_workflow.acts.simulations import NotStarted, begin, give_up, is_moving, ready
from ce_workflow.errors import NotFound, Refusal
from ce_workflow.people.roles import CITY, DISTRICT, VERIFIER
from ce_workflow.reports.simulated import FIGURES, GROUPS, OF_HOURS, Simulated, named, read
from ce_workflow.store import rule_sets, simulations
from ce_workflow.store.claims import among_reached
from ce_workflow.store.names import organisations
from ce_workflow.store.organisations import placed
from ce_workflow.store.transaction import transaction
from ce_workflow.web.frame import answered, current_actor, refuse, request_id, roles
from ce_workflow.web.process import start
from ce_workflow.web.rules import makes_rules_of, page, row_of
from ce_workflow.words import N_

bp = Blueprint("simulations", __name__, url_prefix="/rules")

SECONDS = 5
"""After so many the page of a simulation under way fetches itself again."""
PARTS = {"credited": N_("Credited"), "under_way": N_("Under way")}


@bp.post("/<version>/simulate")
@roles(CITY, DISTRICT, VERIFIER)
def run(version: str) -> ResponseReturnValue:
    """Begin to work out the claims of the set's year under it; whoever does so twice is led to the first."""
    row = row_of(version)
    actor, at = current_actor(), clock.now()
    told: dict[str, Any] = {"actor": actor, "at": at, "request_id": request_id()}
    try:
        _, digest = ready(row)
        begun = doorway.enter("begin_simulation", lambda: begin(row, digest, **told), **told)
        if begun.new:
            _start(begun.number)
    except Refusal as refusal:
        return page(row, refusal), answered(refusal, "begin_simulation")
    return redirect(url_for("simulations.show", simulation_id=begun.number), 303)


def _start(number: int) -> None:
    """Have it worked out. Raises NotStarted, and then it is given up, so that it can be begun again at once."""
    try:
        start("rules", "simulate-begun", str(number))
    except OSError as error:
        transaction(lambda: give_up(number))
        raise NotStarted from error


@bp.get("/simulations/<int:simulation_id>")
@roles(CITY, DISTRICT, VERIFIER)
def show(simulation_id: int) -> ResponseReturnValue:
    """How far a simulation is, or what it found."""
    row = _row(simulation_id)
    return _under_way(row) if row.result is None else _found(row)


def _under_way(row: Any) -> Response:
    """How far it is; fetched again by itself unless the reader does not want that (`?again=no`)."""
    moving, again = is_moving(row, clock.now()), request.args.get("again") != "no"
    authority, known = placed(row.authority), rule_sets.one(row.version)
    answer = make_response(
        render_template(
            "rules/simulation_begun.html",
            row=row,
            authority=authority,
            known=known,
            mine=known is not None and makes_rules_of(authority),
            moving=moving,
            again=again,
            seconds=SECONDS,
        )
    )
    if moving and again:
        answer.headers["Refresh"] = str(SECONDS)
    return answer


def _found(row: Any) -> str:
    """What it found; with `?with=` another one of the same rules and year beside it."""
    found = read(row.result)
    others = [one for one in simulations.listed(row.authority, row.year) if one.ended and one.id != row.id]
    chosen = request.args.get("with", type=int)
    beside = _row(chosen) if chosen is not None else None
    if beside is not None and _compared(beside) != _compared(row):
        refuse("read_simulation", NotFound())
    other = read(beside.result) if beside is not None else None
    return render_template(
        "rules/simulation.html",
        row=row,
        found=found,
        authority=placed(row.authority),
        beside=beside,
        others=others,
        parts=[(PARTS[name], getattr(found, name), getattr(other, name, None)) for name in PARTS],
        figures=FIGURES,
        of_hours=OF_HOURS,
        tables=_tables(found, other),
        largest=[(one, named("kind", one.kind, {})) for one in found.largest],
        reached=among_reached([one.claim for one in found.largest], current_actor()),
        known=rule_sets.one(row.version),
    )


def _row(simulation_id: int) -> Any:
    row = simulations.one(simulation_id)
    if row is None:
        refuse("read_simulation", NotFound())
    return row


def _compared(row: Any) -> tuple[Any, ...]:
    """What two simulations must share to stand side by side; both have a result."""
    return row.authority, row.year, row.result is not None


def _tables(found: Simulated, other: Simulated | None) -> list[tuple[str, list[tuple[Any, Any, Any]]]]:
    """(what it goes by, rows of (what it is called, its figures, those of the other result)) for each table."""
    both = [found, *([other] if other is not None else [])]
    names = organisations({code for one in both for group in ("department", "district") for code in one.tables[group]})
    tables = []
    for group, label in GROUPS.items():
        codes = sorted({code for one in both for code in one.tables[group]})
        theirs = other.tables[group] if other is not None else {}
        rows = [(named(group, code, names), found.tables[group].get(code), theirs.get(code)) for code in codes]
        tables.append((label, rows))
    return tables
