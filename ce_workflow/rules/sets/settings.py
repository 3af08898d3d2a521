"""What a set says of a way besides its hours, in words: evidence, who files it, who decides it, the notice period."""

from __future__ import annotations

from collections.abc import Iterator

from ce_workflow.kinds import KINDS
from ce_workflow.rules.sets.joined import joined
from ce_workflow.rules.sets.shape import Way
from ce_workflow.states.names import ROUTE_LABELS
from ce_workflow.words import N_, Text

FILERS = {"claimant": N_("the professional"), "organiser": N_("an organiser")}


def settings(way: Way) -> Iterator[Text]:
    """A sentence for each that the set settles."""
    if way.evidence:
        yield Text(N_("Must be there besides what the form demands: %(pieces)s"), pieces=joined(_pieces(way)))
    if way.registered_by:
        yield Text(N_("Filed by: %(who)s"), who=joined([Text(FILERS[one]) for one in way.registered_by]))
    if way.route:
        yield Text(N_("Decided by: %(who)s"), who=Text(ROUTE_LABELS[way.route]))
    if way.notice_days is not None:
        working = N_("Working days of notice between the last decision and the credit: %(days)s")
        days = N_("Days of notice between the last decision and the credit: %(days)s")
        yield Text(working if way.notice_days.working else days, days=way.notice_days.days)


def _pieces(way: Way) -> list[Text | str]:
    kind = KINDS.get(way.name)
    labels = {piece.name: piece.label for piece in kind.evidence} if kind else {}
    return [Text(labels[name]) if name in labels else name for name in way.evidence]
